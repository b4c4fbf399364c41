/** Types that languages with overloads have of themselves: literals, numbers and what is wider, bases in their libraries. */

import type { LanguageId } from '../../model/ids';

/** Wider numbers are greater. */
export const numeric: ReadonlyMap<string, number> = new Map([
  ...([
    ['boolean', 0],
    ['byte', 1],
    ['short', 2],
    ['char', 2],
    ['int', 3],
    ['long', 4],
    ['float', 5],
    ['double', 6],
  ] as const),
]);

const sameNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  csharp: { string: 'String', bool: 'boolean', object: 'Object' },
  kotlin: {
    ...{ Int: 'int', Long: 'long', Double: 'double', Float: 'float', Boolean: 'boolean', Char: 'char' },
    ...{ Byte: 'byte', Short: 'short', Any: 'Object' },
  },
};

/** One name for what several languages have. */
export function builtinName(name: string, language: LanguageId): string {
  const names = sameNames[language];
  return names !== undefined && Object.hasOwn(names, name) ? names[name]! : name;
}

/** The type of a literal, `null`, or `->` of a function that is written in place; undefined for all else. */
export function literalType(text: string): string | undefined {
  if (text.startsWith('"') || /(?:^|[^\w)\]]\s*)""\s*\+|\+\s*""/.test(text)) return 'String';
  if (/^'.*'$/.test(text)) return 'char';
  if (text === 'true' || text === 'false' || /^!\w|\s(?:==|!=|&&|\|\||>=|<=|instanceof)\s/.test(text)) {
    return text.includes('?') || text.includes('->') ? undefined : 'boolean';
  }
  if (/^(?:null|nullptr)$/.test(text)) return 'null';
  if (/^[\w(][\w\s,()<>[\].]*(?:->|=>)|^\(\)\s*(?:->|=>)|^\{|::\w+$/.test(text)) return '->';
  if (/^[\w.]+(?:<.*>)?(?:\[\])*\.class$|^typeof\(/.test(text)) return 'Class';
  return numberType(text);
}

function numberType(text: string): string | undefined {
  if (!/^-?\.?\d[\w.]*$/.test(text)) return undefined;
  if (/^-?0[xXbB]/.test(text)) return /[lL]$/.test(text) ? 'long' : 'int';
  if (/[fF]$/.test(text)) return 'float';
  if (/[lL]$/.test(text)) return 'long';
  return /[.eEdD]/.test(text) ? 'double' : 'int';
}

const known: Readonly<Record<string, string>> = {
  String: 'CharSequence Comparable Serializable Object',
  Integer: 'Number Comparable Serializable Object',
  Long: 'Number Comparable Serializable Object',
  Short: 'Number Comparable Serializable Object',
  Byte: 'Number Comparable Serializable Object',
  Double: 'Number Comparable Serializable Object',
  Float: 'Number Comparable Serializable Object',
  BigDecimal: 'Number Comparable Serializable Object',
  BigInteger: 'Number Comparable Serializable Object',
  Boolean: 'Comparable Serializable Object',
  Character: 'Comparable Serializable Object',
  Class: 'Type GenericDeclaration AnnotatedElement Serializable Object',
  StringBuilder: 'CharSequence Appendable Comparable Serializable Object',
  StringBuffer: 'CharSequence Appendable Comparable Serializable Object',
  StringWriter: 'Writer Appendable Closeable Flushable AutoCloseable Object',
  PrintWriter: 'Writer Appendable Closeable Flushable AutoCloseable Object',
  StringReader: 'Reader Readable Closeable AutoCloseable Object',
  ByteArrayInputStream: 'InputStream Closeable AutoCloseable Object',
  ByteArrayOutputStream: 'OutputStream Closeable Flushable AutoCloseable Object',
  File: 'Comparable Serializable Object',
  Path: 'Comparable Iterable Watchable Object',
  Charset: 'Comparable Object',
  Duration: 'TemporalAmount Comparable Serializable Object',
  URI: 'Comparable Serializable Object',
  URL: 'Serializable Object',
  InputStream: 'Closeable AutoCloseable Object',
  OutputStream: 'Closeable Flushable AutoCloseable Object',
  Reader: 'Readable Closeable AutoCloseable Object',
  Writer: 'Appendable Closeable Flushable AutoCloseable Object',
  FileInputStream: 'InputStream Closeable AutoCloseable Object',
  BufferedInputStream: 'FilterInputStream InputStream Closeable AutoCloseable Object',
  FileOutputStream: 'OutputStream Closeable Flushable AutoCloseable Object',
  BufferedOutputStream: 'FilterOutputStream OutputStream Closeable Flushable AutoCloseable Object',
  InputStreamReader: 'Reader Readable Closeable AutoCloseable Object',
  BufferedReader: 'Reader Readable Closeable AutoCloseable Object',
  OutputStreamWriter: 'Writer Appendable Closeable Flushable AutoCloseable Object',
  BufferedWriter: 'Writer Appendable Closeable Flushable AutoCloseable Object',
  ArrayList: 'List AbstractList Collection Iterable RandomAccess Object',
  LinkedList: 'List Deque Queue Collection Iterable Object',
  List: 'Collection Iterable Object',
  HashSet: 'Set Collection Iterable Object',
  LinkedHashSet: 'HashSet Set Collection Iterable Object',
  Set: 'Collection Iterable Object',
  HashMap: 'Map AbstractMap Object',
  LinkedHashMap: 'HashMap Map Object',
  TreeMap: 'SortedMap NavigableMap Map Object',
  Map: 'Object',
  CancellationToken: 'Object',
  TimeSpan: 'Object',
  DateTime: 'Object',
  DateTimeOffset: 'Object',
  Guid: 'Object',
};

const sets = new Map(Object.entries(known).map(([name, bases]) => [name, new Set(bases.split(' '))]));

/** Undefined for what is not known. */
export function builtinBases(name: string): ReadonlySet<string> | undefined {
  return sets.get(name);
}

const results = new Map(
  Object.entries({
    String: 'toString getName getSimpleName substring trim toLowerCase toUpperCase name concat',
    boolean: 'equals isEmpty contains startsWith endsWith booleanValue containsKey hasNext',
    int: 'intValue length size indexOf lastIndexOf hashCode compareTo ordinal parseInt',
    ...{ byte: 'byteValue', short: 'shortValue', long: 'longValue parseLong', float: 'floatValue' },
    ...{ Path: 'toPath', URL: 'toURL', URI: 'toURI', 'byte[]': 'getBytes', 'char[]': 'toCharArray' },
    ...{ double: 'doubleValue parseDouble', char: 'charAt charValue', Class: 'getClass getRawType' },
  }).flatMap(([type, names]) => names.split(' ').map((name): [string, string] => [name, type])),
);

/** What methods of a name give in the libraries of the JVM. */
export function resultType(name: string): string | undefined {
  return results.get(name);
}

const constants = new Set(
  (
    'LinkOption StandardOpenOption StandardCopyOption TimeUnit ChronoUnit Locale BigDecimal BigInteger Boolean ' +
    'RoundingMode RetentionPolicy ElementType FileVisitResult DayOfWeek Month Duration Instant'
  ).split(' '),
);
const bounds: Readonly<Record<string, string>> = {
  ...{
    Integer: 'int',
    Long: 'long',
    Short: 'short',
    Byte: 'byte',
    Character: 'char',
    Double: 'double',
    Float: 'float',
  },
};

/** Of a constant in the libraries of the JVM: `TimeUnit.SECONDS`, `Long.MAX_VALUE`. */
export function constantType(text: string): string | undefined {
  const [, type = '', name = ''] = /^([A-Z]\w*)\.([A-Z][A-Z\d_]*)$/.exec(text) ?? [];
  if (type === 'StandardCharsets') return 'Charset';
  if (/^M(?:AX|IN)_VALUE$/.test(name) && Object.hasOwn(bounds, type)) return bounds[type];
  return constants.has(type) ? type : undefined;
}
