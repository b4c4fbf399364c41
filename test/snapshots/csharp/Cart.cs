// Copyright (c) Acme.
using System;
using static System.Math;
using Json = Newtonsoft.Json.JsonConvert;
global using System.Linq;

[assembly: InternalsVisibleTo("Shop.Tests")]

namespace Acme.Shop
{
    /// <summary>
    /// A basket of items.
    /// </summary>
    /// <typeparam name="T">What it holds.</typeparam>
    [Serializable, Table("carts")]
    public abstract partial class Cart<T> : Base<T>, IEnumerable<T>, Api.ICloseable where T : Item, new()
    {
        public const int Limit = 100, Small = 10;
        private readonly List<T> _items = new List<T>();
        internal static int s_count;
        protected internal string note;
        public event EventHandler<CartEvent> Changed;
        public event Action Closed { add { } remove { } }

        /// <summary>Makes an empty cart.</summary>
        public Cart() : this(new List<T>()) { }
        static Cart() { Registry.Register(typeof(Cart<>)); }
        private protected Cart(List<T> items) : base(items) => _items = items;
        ~Cart() { Dispose(false); }

        public int Count { get; private set; }
        public long Total => _items.Sum(i => i.Price);
        public T this[int index] { get { return _items[index]; } set => _items[index] = value; }

        [Obsolete("x")]
        public async Task<long> TotalAsync<K>(Currency currency, params K[] keys) where K : struct
        {
            int Local(int x) => x + 1;
            var made = new Outer.Inner<K>(currency) { Name = "€ 😀" };
            Cart<T> other = new();
            await Rates.ConvertAsync(Local(1), (Money)made as Money)?.Run();
            if (made is Widget w && nameof(w) != null) throw new ShopException(typeof(Item));
            return base.Sum<int>(1);
        }

        public abstract void Close();
        void IDisposable.Dispose() { }
        public static Cart<T> operator +(Cart<T> a, Cart<T> b) => a;
        public static implicit operator int(Cart<T> cart) => cart.Count;
        public IEnumerator<T> GetEnumerator() { foreach (T i in _items) yield return i; }
        extern static void Native();
        private class Node { internal Node Next; }
        protected delegate void Visitor(T item);
    }

    public interface IShape<out R> : INamed { R Area { get; } R Visit(int x); }
    internal enum State : byte { New, [Old] Paid = 2 }
    public struct Point { public int X, Y; }
    public readonly record struct Money(long Cents, string Currency) : IComparable<Money>;
    public record Order(int Id) { public string Name { get; init; } }
    static class Extensions { public static string Shout(this string s) => s.ToUpper(); }
    public delegate int Compare<in T>(T a, T b);
    namespace Inner { class Hidden { } }
}
