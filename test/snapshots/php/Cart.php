<!DOCTYPE html>
<h1>Cart</h1>
<?php
declare(strict_types=1);

/**
 * Baskets of items.
 */
namespace Acme\Shop;

use Acme\Json\Encoder;
use Acme\Money as Cash;
use Acme\Tax\{Rate, Vat as ValueAdded};
use function Acme\helper;
use const Acme\LIMIT;

require_once __DIR__ . '/lib.php';
include 'other.php';

const VERSION = '1.0', BUILD = 2;
define('OLD_STYLE', 1);

/**
 * A basket of items.
 *
 * @template T
 */
#[Entity, \ORM\Table(name: 'carts')]
abstract class Cart extends Base implements \Countable, Api\Closeable
{
    use Loggable, Sums { Sums::sum as protected total; }

    public const LIMIT = 100;
    private const SMALL = 10, TINY = 1;

    /** @var Item[] */
    private array $items = [], $rest;
    public static ?int $count = 0;
    var $old;
    protected readonly string $note;

    /** Makes an empty basket. */
    public function __construct(private readonly array $data = [], protected ?Cash $cash = null, int $plain = 0)
    {
        parent::__construct($data);
        $this->items = array_map(fn(Item $i): int => $i->price(), $data);
    }

    // Sums the prices.
    public function total(Currency|Cash $currency): ?Money
    {
        foreach ($this->items as $item) {
            $sum += $item->price()->cents();
        }
        $f = function (Item $x) use ($sum) { return helper($x); };
        static::make();
        self::$count++;
        if ($x instanceof Widget) { throw new ShopException("€ 😀 {$x->name()}"); }
        return new \Acme\Money($sum, Rates::convert($currency, Rate::class));
    }

    abstract protected function close(): void;
    public static function make(): static { return new static(); }
    final function open() { $c = new class extends Thing { public function run() {} }; $obj?->maybe(); }
}

interface Shape extends Named, Sized
{
    const SIDES = 3;
    public function area(): float;
}

trait Loggable
{
    private $log;
    protected function log(string $m): void { \error_log($m); }
}

/** What can happen. */
enum State: string implements Named
{
    case New = 'new';
    case Paid = 'paid';
    const DEFAULT = self::New;
    public function label(): string { return ucfirst($this->value); }
}

final class Empty_ {}

/** Says hello. */
function hello(string $name, Item ...$items): string
{
    function nested() {}
    $local = 1;
    return \sprintf('%s', $name);
}

$top = new Cart();
$closure = fn($x) => $x;
?>
<p><?= hello('x') ?></p>
