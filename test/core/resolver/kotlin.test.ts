/** Kotlin: functions that extend types, functions behind the brackets, what is expected and what is there. */

import { check } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'infix calls give one argument': `
//- /shop/Cart.kt
package shop
class Cart
fun Cart.with(): Cart = this
infix fun Cart.with(name: String): Cart = this
fun run(cart: Cart) {
  cart with "a"
//     ^^^^ calls shop/Cart.kt/Cart#with(+1).
}
`,

  'extensions of types of other packages, by import and within': `
//- /src/shop/Cart.kt
package shop
open class Base
class Cart : Base() { fun add(count: Int) {} }
//- /src/more/Extensions.kt
package more
import shop.Base
import shop.Cart
fun Base.total(): Int = 1
fun Cart.double() { add(2); total() }
//                  ^^^ calls src/shop/Cart.kt/Cart#add().
//                          ^^^^^ calls src/more/Extensions.kt/Base#total().
fun String.cart(): Cart = Cart()
fun Int.mixed() {}
fun String.mixed() {}
//- /src/app/Run.kt
package app
import more.cart
import more.double
import more.mixed
import more.total
import shop.Cart
fun run(cart: Cart) {
    cart.total()
//       ^^^^^ calls src/more/Extensions.kt/Base#total().
    "a".cart().double()
//      ^^^^ calls src/more/Extensions.kt/String#cart().
//             ^^^^^^ calls src/more/Extensions.kt/Cart#double().
    "a".mixed()
//      ^^^^^ none
}
//- /src/blind/Run.kt
package blind
import shop.Cart
fun run(cart: Cart) { cart.total() }
//                         ^^^^^ none
`,
  'a function behind the brackets is one more argument': `
//- /src/Start.kt
package start
typealias Declaration = App.() -> Unit
class App { fun modules() {} }
fun start(app: App): App = app
fun start(declaration: Declaration): App = App()
fun start(eager: Boolean = true, declaration: Declaration? = null): App = App()
fun each(count: Int, block: (Int) -> Unit) {}
fun each(name: String) {}
fun run(app: App) {
    start(app)
//  ^^^^^ calls src/Start.kt/start().
    start { modules() }
//  ^^^^^ calls src/Start.kt/start(+1).
    start(true) { modules() }
//  ^^^^^ calls src/Start.kt/start(+2).
    each(1) { }
//  ^^^^ calls src/Start.kt/each().
}
`,
  'what a companion has is called for its type': `
//- /src/Spec.kt
package spec
class Spec {
    fun build(): Spec = this
    companion object { fun of(name: String): Spec = Spec() }
}
fun run(spec: Spec) {
    Spec.of("a").build()
//       ^^ calls src/Spec.kt/Spec#Companion#of().
//               ^^^^^ calls src/Spec.kt/Spec#build().
}
`,
  'of what is expected and there the nearest': `
//- /lib/src/commonMain/Clock.kt
package lib
expect class Clock { fun now(): Long }
//- /lib/src/jvmMain/Clock.kt
package lib
actual class Clock { actual fun now(): Long = 1 }
//- /lib/src/nativeMain/Clock.kt
package lib
actual class Clock { actual fun now(): Long = 2 }
//- /lib/src/nativeTest/Run.kt
package lib
fun run(clock: Clock) { clock.now() }
//                            ^^^ calls lib/src/nativeMain/Clock.kt/Clock#now().
//- /lib/src/jvmTest/Run.kt
package lib
fun run(clock: Clock) { clock.now() }
//                            ^^^ calls lib/src/jvmMain/Clock.kt/Clock#now().
`,
};

describe('resolver: Kotlin', () => {
  for (const [name, fixture] of Object.entries(cases)) it(name, () => check(fixture));
});
