/** Members of Java, C#, Kotlin, PHP and Ruby that redefine one of a base. Of C++ see c.test.ts. */

import assert from 'node:assert/strict';
import { check, openFixture } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'Java: by name and parameters, whatever stands for a type': `
//- /shop/Shelf.java
package shop;
import java.util.List;
public interface Shelf<T> extends Closed {
  void put(T item, List<T> others);
  void put(int place);
  <U> U find(U what, T... items);
  static void make() {}
  void empty();
}
//- /shop/Closed.java
package shop;
interface Closed {
  void close();
  void empty();
}
//- /shop/Base.java
package shop;
public abstract class Base {
  Base() {}
  private void hidden() {}
  void inPackage() {}
  protected int size(Item[] items) { return 0; }
  public String toString() { return ""; }
}
//- /other/Books.java
package other;
import shop.*;
import java.util.*;
public class Books extends Base implements Shelf<Books.Book> {
  public Books() {}
//       ^^^^^ none
  void hidden() {}
//     ^^^^^^ none
  void inPackage() {}
//     ^^^^^^^^^ none
  protected int size(final Item... items) { return 1; }
//              ^^^^ overrides shop/Base.java/Base#size().
  public void put(Books.Book item, java.util.List<Book> others) {}
//            ^^^ overrides shop/Shelf.java/Shelf#put().
  public void put(long place) {}
//            ^^^ none
  public <V> V find(V what, Book... items) { return what; }
//             ^^^^ overrides shop/Shelf.java/Shelf#find().
  static void make() {}
//            ^^^^ none
  @Override public void close() {}
//                      ^^^^^ overrides shop/Closed.java/Closed#close().
  @Override public void empty() {}
//                      ^^^^^ overrides shop/Shelf.java/Shelf#empty().
  @Override public String toString() { return "books"; }
//                        ^^^^^^^^ overrides shop/Base.java/Base#toString().
  @Override public int hashCode() { return 0; }
//                     ^^^^^^^^ none
  static class Book {}
}
`,
  'Java: through what stands between, and on each way up': `
//- /A.java
interface One<T> { void take(T t); }
interface Two { void take(String s); }
abstract class Middle<E> implements One<E> {}
class Last extends Middle<String> implements Two {
  public void take(String s) {}
//            ^^^^ overrides A.java/One#take()., overrides A.java/Two#take().
}
class Other extends Middle<Integer> {
  public void take(String s) {}
//            ^^^^ none
}
class Erased extends Middle<String> {
  @Override public void take(Object o) {}
//                      ^^^^ overrides A.java/One#take().
}
class Raw extends Middle {
  public void take(Object o) {}
//            ^^^^ overrides A.java/One#take().
}
`,
  'Java: of what takes as many, the one that fits; names in a head are not those of the body': `
//- /A.java
interface Rule { void add(Appendable to, Calendar what); }
interface NumberRule extends Rule { void add(Appendable to, int what); }
class Both implements NumberRule {
  @Override public void add(Appendable to, Calendar what) {}
//                      ^^^ overrides A.java/Rule#add().
  @Override public void add(Appendable to, int what) {}
//                      ^^^ overrides A.java/NumberRule#add().
  @Override public boolean equals(Object other) { return true; }
//                         ^^^^^^ none
}
class Same extends Both {
  @Override public void add(java.lang.Appendable to, final java.util.Calendar what) {}
//                      ^^^ overrides A.java/Both#add().
  public boolean equals(Both other) { return true; }
}
class Last extends Same {
  @Override public boolean equals(Object other) { return true; }
//                         ^^^^^^ overrides A.java/Both#equals().
}
interface Builder<T> { T build(); }
@interface Tag { String value(); }
class Diff implements Builder<String> {
//                    ^^^^^^^ implements A.java/Builder#
  public String build() { return ""; }
//              ^^^^^ overrides A.java/Builder#build().
  static class Builder { Diff build() { return null; } }
  Tag tag = new Tag() { public String value() { return ""; } };
//                                    ^^^^^ overrides A.java/Tag#value().
}
`,
  'Java: nameless classes and constants with a body': `
//- /A.java
interface Task { void run(int times); }
abstract class Plan {
  static final Task TASK = new Task() {
    @Override public void run(int times) {}
//                        ^^^ overrides A.java/Task#run().
    void extra() {}
//       ^^^^^ none
  };
  static { use(new Plan() { @Override void draw() {} }); }
//                                         ^^^^ overrides A.java/Plan#draw(+1).
  abstract void draw();
}
enum Kind {
  SMALL { @Override int size() { return 1; } };
//                      ^^^^ overrides A.java/Kind#size().
  abstract int size();
}
`,
  'C#: what says so, what is for an interface, and nothing that hides': `
//- /Shelf.cs
namespace Shop;
public interface IShelf<T> : INamed { void Put(T item); T Find<U>(U what); int Count { get; } object Tag { get; } }
public interface INamed { string Name { get; } event System.Action Changed; }
public abstract class Base {
  public virtual string Title => "";
  public virtual void Draw(int width) {}
  public virtual void Draw(string width) {}
  public abstract void Done<T>(T item);
  public void Plain() {}
}
public class Middle : Base {
  public new virtual string Title => "middle";
  public override void Done<T>(T item) {}
//                     ^^^^ overrides Shelf.cs/Base#Done().
  public new void Plain() {}
//                ^^^^^ none
}
//- /Books.cs
using Shop;
namespace Store;
public partial class Books : Middle, IShelf<Book> {
  public override string Title => "books";
//                       ^^^^^ overrides Shelf.cs/Middle#Title.
  public override void Draw(string width) {}
//                     ^^^^ overrides Shelf.cs/Base#Draw(+1).
  public void Put(Book item) {}
//            ^^^ overrides Shelf.cs/IShelf#Put().
  public void Put(int item) {}
//            ^^^ none
  private int Count => 0;
//            ^^^^^ none
  int IShelf<Book>.Count => 1;
//                 ^^^^^ overrides Shelf.cs/IShelf#Count.
  public string Tag => "";
//              ^^^ none
  object IShelf<Book>.Tag => Tag;
//                    ^^^ overrides Shelf.cs/IShelf#Tag.
  public override string ToString() => "";
//                       ^^^^^^^^ none
}
//- /BooksMore.cs
using Shop;
namespace Store;
public partial class Books {
  public Book Find<V>(V what) => null;
//            ^^^^ overrides Shelf.cs/IShelf#Find().
  public string Name => "";
//              ^^^^ overrides Shelf.cs/INamed#Name.
  public event System.Action Changed;
//                           ^^^^^^^ overrides Shelf.cs/INamed#Changed.
}
public class Book : Middle { public void Put(Book item) {} }
//                                       ^^^ none
`,
  'Kotlin: what says so, functions and properties, of its own platform': `
//- /common/Shelf.kt
package shop
expect interface Shelf { fun close() }
interface Named<out T> {
  val name: T
  fun find(what: T, count: Int = 1): T
  fun String.tagged(): String
}
abstract class Base(open val size: Int) {
  open fun draw(
    width: Int,
    height: Int,
  ) {}
}
//- /jvm/Shelf.kt
package shop
actual interface Shelf { actual fun close() }
//- /jvm/Books.kt
package shop
class Books(override val size: Int) : Base(size), Named<String>, Shelf {
//                       ^^^^ overrides common/Shelf.kt/Base#size.
  override val name = "books"
//             ^^^^ overrides common/Shelf.kt/Named#name.
  override fun find(what: String, count: Int) = what
//             ^^^^ overrides common/Shelf.kt/Named#find().
  override fun String.tagged() = this
//                    ^^^^^^ overrides common/Shelf.kt/Named#String#tagged().
  fun draw(width: Int) {}
//    ^^^^ none
  override fun draw(width: Int, height: Int) {}
//             ^^^^ overrides common/Shelf.kt/Base#draw().
  override fun close() {}
//             ^^^^^ overrides jvm/Shelf.kt/Shelf#close().
  override fun toString() = ""
//             ^^^^^^^^ none
}
enum class Kind {
  SMALL {
    override val size = 1
//               ^^^^ overrides jvm/Books.kt/Kind#\`size+1\`.
    override fun grow() = BIG
//               ^^^^ overrides jvm/Books.kt/Kind#grow().
  };
  abstract val size: Int
  abstract fun grow(): Kind
}
object Only : Named<Int> {
  override val name get() = 1
//             ^^^^ overrides common/Shelf.kt/Named#name.
}
fun make() = object : Base(1), Named<String> {
  override fun draw(width: Int, height: Int) {}
//             ^^^^ overrides common/Shelf.kt/Base#draw().
}
val made = object : Named<Int> {
  override val name = 1
//             ^^^^ overrides common/Shelf.kt/Named#name.
}
`,
  'Kotlin: heritage by what it is': `
//- /A.kt
package shop
class Outer { open class Builder; interface Part }
interface Plain
open class Base
class Builder : Outer.Builder(), Outer.Part
//                    ^^^^^^^ extends A.kt/Outer#Builder#
//                                     ^^^^ implements A.kt/Outer#Part#
expect class Some : Base
//                  ^^^^ extends A.kt/Base#
fun make() = object : Base(), Plain {}
//                    ^^^^ calls A.kt/Base#
//                            ^^^^^ uses A.kt/Plain#
`,
  'PHP: classes over traits, over bases and interfaces; constructors only where they are asked for': `
//- /src/Shelf.php
<?php
namespace Shop;
interface Shelf { public function put($item); public static function make(); public function __construct(); }
trait Counting { public function count() {} private function own() {} }
abstract class Base {
    public function __construct() {}
    private function hidden() {}
    protected function draw() {}
    public function size() {}
    use Counting;
//      ^^^^^^^^ implements src/Shelf.php/Counting#
}
//- /src/Books.php
<?php
namespace Store;
use Shop\\{Base, Shelf};
class Books extends Base implements Shelf {
    public function __construct(private int $n) {}
    //              ^^^^^^^^^^^ overrides src/Shelf.php/Shelf#__construct().
    public function put($item) {}
    //              ^^^ overrides src/Shelf.php/Shelf#put().
    public static function make() {}
    //                     ^^^^ overrides src/Shelf.php/Shelf#make().
    public function hidden() {}
    //              ^^^^^^ none
    protected function draw() {}
    //                 ^^^^ overrides src/Shelf.php/Base#draw().
    public static function size() {}
    //                     ^^^^ none
    public function count() {}
    //              ^^^^^ overrides src/Shelf.php/Counting#count().
    public function own() {}
    //              ^^^ none
}
class Plain extends Base {
    public function __construct() {}
    //              ^^^^^^^^^^^ none
}
function make() {
    return new class extends Base {
        //                   ^^^^ calls src/Shelf.php/Base#
        protected function draw() {}
        //                 ^^^^ overrides src/Shelf.php/Base#draw().
    };
}
`,
  'Ruby: objects and types apart, what is included and what extends': `
#- /lib/shelf.rb
module Shop
  module Counted
    def count; end
    def size; end
  end
  class Shelf
    def self.make; end
    def initialize; end
    def put(item); end
    def size; end
    def again; end
    def again(more); end
  end
end
class Shop::Shelf::Books < Shop::Shelf
  include Shop::Counted
  def self.make; end
  #        ^^^^ overrides lib/shelf.rb/Shop/Shelf#make().
  def initialize; end
  #   ^^^^^^^^^^ none
  def put(item, place = 0); end
  #   ^^^ overrides lib/shelf.rb/Shop/Shelf#put().
  def count; end
  #   ^^^^^ overrides lib/shelf.rb/Shop/Counted/count().
  def size; end
  #   ^^^^ overrides lib/shelf.rb/Shop/Counted/size()., overrides lib/shelf.rb/Shop/Shelf#size().
  def again; end
  #   ^^^^^ none
end
class Other < Shop::Shelf::Books
  prepend Shop::Counted
  extend Shop::Counted
  def self.count; end
  #        ^^^^^ overrides lib/shelf.rb/Shop/Counted/count().
  def make; end
  #   ^^^^ none
  def count; end
  #   ^^^^^ overrides lib/shelf.rb/\`Shop::Shelf\`#Books#count().
end
`,
  'what an import leads outside for is no namesake of the package': `
//- /shop/Closeable.java
package shop;
public interface Closeable { void close(); }
//- /shop/Cart.java
package shop;
import java.io.Closeable;
class Cart implements Closeable {
//                    ^^^^^^^^^ implements external java.io
  public void close() {}
//            ^^^^^ none
}
`,
};

describe('overrides', () => {
  for (const [name, fixture] of Object.entries(cases)) it(name, async () => check(fixture));

  it('rest on all that is above, so that what is added there is found', async () => {
    const project = await openFixture(`
//- /A.java
class A extends B { void run() {} }
//- /B.java
class B extends C {}
//- /C.java
class C extends D {}
`);
    const first = project.resolve('A.java');
    assert.deepEqual([...first.dependsOn].sort(), ['B.java', 'C.java']);
    await project.set('D.java', 'class D { void run() {} }');
    assert.ok(project.resolver.dependents(['D.java' as never]).includes('A.java' as never));
    const next = project.resolve('A.java');
    assert.deepEqual([...next.dependsOn].sort(), ['B.java', 'C.java', 'D.java']);
    const [edge] = next.references.filter(({ type }) => type === 'overrides');
    assert.deepEqual([edge?.target, edge?.how], [{ path: 'D.java', descriptor: 'D#run().' }, 'inheritance']);
    await project.set('B.java', 'class B extends C { void run() {} }');
    assert.deepEqual(
      project.resolve('A.java').references.find(({ type }) => type === 'overrides')?.target?.path,
      'B.java',
    );
  });

  it('rest on the parts that a type may have elsewhere', async () => {
    const project = await openFixture(`
//- /Task.cs
interface ITask { void Run(); }
//- /A.cs
partial class A { public void Run() {} }
`);
    const edges = (): string[] =>
      project.resolve('A.cs').references.flatMap(({ type, target }) => (type === 'overrides' ? [target!.path] : []));
    assert.deepEqual(edges(), []);
    await project.set('B.cs', 'partial class A : ITask {}');
    assert.ok(project.resolver.dependents(['B.cs' as never]).includes('A.cs' as never));
    assert.deepEqual(edges(), ['Task.cs']);
    assert.deepEqual([...project.resolve('A.cs').dependsOn].sort(), ['B.cs', 'Task.cs']);
  });
});
