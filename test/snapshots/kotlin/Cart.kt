@file:JvmName("Carts")

package com.acme.shop

import com.acme.money.Money
import com.acme.rates.*
import com.acme.tax.Vat as Tax

/**
 * A basket of items.
 *
 * @param T what it holds
 */
@Entity("carts")
data class Cart<T : Item>(
    val items: List<T>,
    private var note: String = "",
    limit: Int,
) : Base<T>(limit), Closeable, Comparable<Cart<T>> {
    /** What all baskets share. */
    companion object {
        const val LIMIT = 100

        @JvmStatic
        fun empty(): Cart<Item> = Cart(listOf(), limit = 0)
    }

    constructor(item: T) : this(listOf(item), limit = 1) {
        note = "€ 😀 one"
    }

    init {
        Registry.register(this)
    }

    // Sums the prices.
    val total: Money
        get() = items.sumOf { it.price.cents }.toMoney()

    protected open var owner: Person? = null
    lateinit var store: com.acme.store.Store
    val lazyTotal by lazy { total }

    internal suspend fun checkout(tax: Tax, vararg codes: String): Receipt? {
        val visitor = object : Visitor<T> {
            override fun visit(item: T) = println(item)
        }
        fun local(x: Int) = x + 1
        items.forEach(visitor::visit)
        val made = mutableListOf<Receipt>()
        made.add(Receipt(total, local(1)))
        store?.save(made.first()!!) ?: throw ShopException("no")
        return made.firstOrNull() as? Receipt
    }

    override fun compareTo(other: Cart<T>): Int = total compareTo other.total

    override operator fun plus(item: T): Cart<T> = copy(items = items + item)

    inner class Cursor {
        var at = 0
    }

    abstract class Node
}

/** What can happen. */
enum class State(val label: String) : Named {
    /** Nothing yet. */
    NEW("new"),
    PAID("paid") {
        override fun done() = true
    };

    open fun done() = false
}

sealed interface Shape {
    val area: Double

    fun scale(by: Double): Shape

    fun describe() = "area $area"
}

fun interface Action {
    fun run(cart: Cart<*>)
}

object Shops : Registry(), Named {
    private val all = mutableMapOf<String, Shop>()

    fun find(name: String) = all[name]
}

annotation class Entity(val table: String)

@JvmInline
value class Cents(val value: Long)

typealias Handler = (Cart<*>) -> Unit

/** Shouts. */
fun String.shout(): String = uppercase()

fun <T> List<T>?.orNothing(): List<T> = this ?: emptyList()

private val String.letters get() = length

val (first, second) = pair()
internal var counter = 0
private const val SECRET = "x"
val handler: Handler = { cart -> cart.checkout() }

class CartTest {
    @Test
    fun `adds items`() {
        assertEquals(1, Cart(item).items.size)
    }
}
