/** C#: types of one name, what a project brings into every file, methods for others' types, overloads. */

import { check } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'types of one name that differ in their type parameters': `
//- /src/Box.cs
namespace Shop;
public class Box { public static Box Open() => new Box(); public int Size() => 1; }
//                                                 ^^^ calls src/Box.cs/Box#
public class Box<T> : Box { public static Box<T> Open() => new Box<T>(); public T Content() => default; }
//                    ^^^ extends src/Box.cs/Box#
//                                                             ^^^ calls src/Box.cs/\`Box+1\`#
public class Run
{
    public void Go(Box box, Box<int> full)
    {
        Box.Open();
//          ^^^^ calls src/Box.cs/Box#Open().
        Box<int>.Open().Content();
//               ^^^^ calls src/Box.cs/\`Box+1\`#Open().
//                      ^^^^^^^ calls src/Box.cs/\`Box+1\`#Content().
        full.Size();
//           ^^^^ calls src/Box.cs/Box#Size().
        box.Content();
//          ^^^^^^^ none
        var made = new Box<string>();
        made.Content();
//           ^^^^^^^ calls src/Box.cs/\`Box+1\`#Content().
        new Box<int, int>();
//          ^^^ none
    }
}
`,
  'what a class has for an interface alone is called through that': `
//- /src/Cart.cs
namespace Shop;
public interface IChecked { void Check(object what); }
public class Cart : IChecked
{
    void IChecked.Check(object what) {}
    public void Check(string name) {}
}
public class Run
{
    public void Go(Cart cart, IChecked some)
    {
        cart.Check(Gone());
//           ^^^^^ calls src/Cart.cs/Cart#Check(+1).
        some.Check(Gone());
//           ^^^^^ calls src/Cart.cs/IChecked#Check().
    }
}
`,
  'a type is no delegate': `
//- /src/Cart.cs
namespace Shop;
public interface ILog {}
public class Log : ILog, IDisposable {}
public class Cart
{
    public void Add(Action<Cart> change, int times = 1) {}
    public void Add(ILog log, int times = 1) {}
    public void Go()
    {
        var log = new Log();
        Add(log);
//      ^^^ calls src/Cart.cs/Cart#Add(+1).
    }
}
`,
  'global usings are those of their project': `
//- /src/Lib/Lib.csproj
<Project><ItemGroup><Using Include="Shop.Written" /></ItemGroup></Project>
//- /src/Lib/Usings.cs
global using Shop.Events;
//- /src/Lib/In/Cart.cs
namespace Shop;
class Cart { object a = new Event(); object b = new Text(); }
//                          ^^^^^ calls src/Lib/Event.cs/\`Shop.Events\`/Event#
//                                                  ^^^^ calls src/Lib/Event.cs/\`Shop.Written\`/Text#
//- /src/Lib/Event.cs
namespace Shop.Events { public class Event { } }
namespace Shop.Written { public class Text { } }
//- /src/Other/Other.csproj
<Project />
//- /src/Other/Cart.cs
namespace Shop;
class Basket { object a = new Event(); }
//                            ^^^^^ none
`,
  'usings within a namespace are named from there': `
//- /src/Event.cs
namespace Shop.Events { public class Event { } }
//- /src/Basket.cs
namespace Shop.Baskets;
using Events;
class Basket { object a = new Event(); }
//                            ^^^^^ calls src/Event.cs/\`Shop.Events\`/Event#
//- /src/Cart.cs
namespace Shop { using Events; class Cart { object a = new Event(); } }
//                                                         ^^^^^ calls src/Event.cs/\`Shop.Events\`/Event#
`,
  'methods for the types of others, where they are seen': `
//- /src/Cart.cs
namespace Shop;
public interface IPriced { }
public class Cart : IPriced { public void Add(int count) { } }
//- /src/Extensions.cs
namespace Shop.More;
public static class Extensions
{
    public static int Total(this IPriced priced) => 1;
    public static int Total(this IPriced priced, int off) => 1;
    public static void Add(this Cart cart) { }
}
//- /src/Run.cs
using Shop.More;
namespace App;
class Run
{
    void Go(Shop.Cart cart, string text)
    {
        cart.Total();
//           ^^^^^ calls src/Extensions.cs/Extensions#Total().
        cart.Total(2);
//           ^^^^^ calls src/Extensions.cs/Extensions#Total(+1).
        cart.Add(1);
//           ^^^ calls src/Cart.cs/Cart#Add().
        text.Total();
//           ^^^^^ none
    }
}
//- /src/Blind.cs
namespace Blind;
class Run { void Go(Shop.Cart cart) { cart.Total(); } }
//                                         ^^^^^ none
`,
  'overloads by what lambdas take, by enums and by type arguments': `
//- /src/Cart.cs
namespace Shop;
public enum Kind { Open, Shut }
public class Cart
{
    public static Cart Of<T>() => null;
    public static Cart Of() => null;
    public void Add<TItem>(TItem item) { }
    public void Add<TItem>(Func<TItem, bool> item) { }
    public void Each(Action each) { }
    public void Each(Action<int> each) { }
    public void Write(string text, object value) { }
    public void Write(Exception error, string text) { }
    void Go(Exception error, string text)
    {
        Cart.Of<int>().Add(Kind.Open);
//           ^^ calls src/Cart.cs/Cart#Of().
//                     ^^^ calls src/Cart.cs/Cart#Add().
        Add(item => true);
//      ^^^ calls src/Cart.cs/Cart#Add(+1).
        Each(() => { });
//      ^^^^ calls src/Cart.cs/Cart#Each().
        Each(one => { });
//      ^^^^ calls src/Cart.cs/Cart#Each(+1).
        Write(error, text);
//      ^^^^^ calls src/Cart.cs/Cart#Write(+1).
        Write(new Exception("a long text of which nothing tells the type", null, 1, 2, 3, 4, 5, 6, 7, 8), text);
//      ^^^^^ calls src/Cart.cs/Cart#Write(+1).
    }
}
`,
};

describe('resolver: C#', () => {
  for (const [name, fixture] of Object.entries(cases)) it(name, () => check(fixture));
});
