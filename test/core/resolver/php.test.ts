/** PHP: namespaces and `use`, the root of all names, traits before interfaces. */

import { check } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'what a trait gives comes before what an interface asks for': `
//- /src/Named.php
<?php
namespace Shop;
interface Named { public function name(): string; }
trait Naming { public function name(): string { return ''; } }
abstract class Base { public function __construct(int $id) {} }
abstract class Item extends Base implements Named { use Naming; }
//- /src/Cart.php
<?php
namespace Shop;
class Cart extends Item
{
    public function __construct() {
        parent::__construct(1);
//              ^^^^^^^^^^^ calls src/Named.php/Base#__construct().
        $this->name();
//             ^^^^ calls src/Named.php/Naming#name().
    }
}
`,
  'what begins at the root is none of the namespace': `
//- /src/functions.php
<?php
namespace Shop;
function json_encode($value) { return \\json_encode($value); }
//                                     ^^^^^^^^^^^ none
function total() { return json_encode(1); }
//                        ^^^^^^^^^^^ calls src/functions.php/json_encode().
//- /src/DateTime.php
<?php
namespace Shop;
class DateTime extends \\DateTime
{
    public function open() { return new \\DateTime('now'); }
//                                       ^^^^^^^^ none
    public function shut(\\DateTime $at) { $at->open(); return new DateTime(); }
//                                            ^^^^ none
//                                                                ^^^^^^^^ calls src/DateTime.php/DateTime#
    public function at() { return \\Shop\\Clock::now(); }
//                                             ^^^ calls src/Clock.php/Clock#now().
}
//- /src/Clock.php
<?php
namespace Shop;
class Clock { public static function now() {} }
`,
};

describe('resolver: PHP', () => {
  for (const [name, fixture] of Object.entries(cases)) it(name, () => check(fixture));
});
