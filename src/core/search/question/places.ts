/** Places that a question names: `query.ts:42`, `src\cart.cs(12,5)`, a whole path, the frames of a stack trace. */

import type { AskedPlace } from '../../model/search';
import { traceMessage } from './message';

export interface AskedPlaces {
  /** Of a stack trace the innermost frame first, a library's left out. */
  readonly places: readonly AskedPlace[];
  /** The question without them: of a trace its message; otherwise paths stay as the words that they are. */
  readonly rest: string;
}

/** Frames beyond these tell little of what went wrong. */
const mostPlaces = 30;
/** UTF-16 units before and after a place in which a frame says what was running there. */
const frameReach = 300;

const pathChars = String.raw`[^\s"'\x60()<>:,;=|#]`;
/** No run of characters is gone through twice: a path begins only where nothing of a path stands before. */
const placePattern = new RegExp(
  String.raw`File "(?<quoted>[^"\n]{1,400})", line (?<quotedLine>\d{1,7})` +
    String.raw`|(?<!${pathChars})(?<path>(?:[a-z][a-z+.-]{1,30}:\/\/[^\s/:"'()]{0,200}(?::\d{1,5})?)?(?:\/?[A-Za-z]:(?=[\\/]))?${pathChars}{0,400}\.[A-Za-z]\w{0,9})` +
    String.raw`(?::line (?<dotNet>\d{1,7})|:(?<line>\d{1,7})(?::(?<column>\d{1,7}))?|\((?<inParens>\d{1,7})(?:,\s?(?<parensColumn>\d{1,7}))?\)|,? (?:on )?line (?<spelt>\d{1,7})|#L(?<link>\d{1,7})(?:-L?\d{1,7})?)`,
  'g',
);

interface FoundPlace {
  readonly place: AskedPlace;
  readonly start: number;
  readonly end: number;
  /** What stands around is the form of a stack trace. */
  readonly isFrame: boolean;
  readonly isPython: boolean;
  /** The end of the path: what follows is the line. */
  readonly pathEnd: number;
}

/** Total, and in time that grows with the text and no faster. */
export function readPlaces(text: string): AskedPlaces {
  const whole = wholePath(text);
  if (whole !== undefined) return { places: [{ path: whole }], rest: lastPart(whole) };
  const found = Array.from(text.matchAll(placePattern), (match) => foundPlace(text, match));
  const isTrace = found.some(({ isFrame }) => isFrame) || found.length > 2;
  if (!isTrace) {
    return { places: distinct(found.map(({ place }) => place)), rest: withoutLines(text, found) };
  }
  const isPython = found.some((each) => each.isPython);
  const ordered = isPython ? found.toReversed() : causesFirst(text, found);
  const own = ordered.filter(({ place }) => !isLibrary(place.path)).map(({ place }) => place);
  return { places: distinct(own), rest: traceMessage(text, found, isPython) };
}

/** Nothing but one path that no name is mistaken for: with a root, or with the joints of Windows. */
function wholePath(text: string): string | undefined {
  const typed = text.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (typed.includes('\n') || typed.length > 400) return undefined;
  const isRooted = /^(?:file:\/\/|\/|[A-Za-z]:[\\/])/.test(typed) || /^[\w.-]+(?:\\[\w. -]+)+$/.test(typed);
  return isRooted && /\.[A-Za-z]\w{0,9}$/.test(typed) && !/:\d|\s-/.test(typed) ? pathOf(typed) : undefined;
}

function foundPlace(text: string, match: RegExpExecArray): FoundPlace {
  const { quoted, quotedLine, path, dotNet, line, column, inParens, parensColumn, spelt, link } = match.groups ?? {};
  const end = match.index + match[0].length;
  const written = quoted ?? path ?? '';
  const before = text.slice(Math.max(0, match.index - frameReach), match.index);
  const after = text.slice(end, end + frameReach);
  const frame = frameBefore(before);
  const isOpen = frame?.[0].endsWith('(') === true;
  const tail = quoted === undefined ? frameAfter(after, isOpen) : /^, in (?<name>\S+)/.exec(after);
  const name = frame?.groups?.['name'] ?? tail?.groups?.['name'];
  const at = column ?? parensColumn;
  return {
    place: {
      path: javaPath(pathOf(written), frame?.groups?.['java']),
      line: Number(quotedLine ?? dotNet ?? line ?? inParens ?? spelt ?? link),
      ...(at !== undefined && { column: Number(at) }),
      ...(name !== undefined && /\w/.test(name) && { name }),
    },
    start: match.index - (frame?.[0].length ?? 0),
    end: end + (tail?.[0].length ?? 0),
    isFrame: frame !== undefined || tail !== null || quoted !== undefined,
    isPython: quoted !== undefined,
    pathEnd: match.index + written.length,
  };
}

/** What the languages print before the place of a frame. */
const framesBefore: readonly RegExp[] = [
  // Java, Kotlin, Scala: `at app//shop.Cart.total(`, whose path is that of the package.
  /\bat (?:[\w.$@-]+\/+)*(?<java>(?:[\p{L}_$][\p{L}\p{N}_$]*\.)+)(?<name>[\p{L}_$<][\p{L}\p{N}_$<>]*)\($/u,
  // JavaScript: `at async Cart.total [as sum] (`.
  /\bat (?:async |new )*(?<name>[^\s()]+(?: \[as [^\]]{1,80}\])?) \($/,
  // C#: `at Shop.Cart.Total(Int32 count) in `.
  /\bat (?<name>[\w.`<>+[\],]+)\([^()]{0,200}\) in $/,
  // Rust: `3: shop::cart::total at `.
  /\b\d+:\s+(?:0x[0-9a-f]+ - )?(?<name>(?:<[^<>]{1,100}>|[\w:{}$#&])+)\s+at $/,
  // Go: `shop.(*Cart).Total(0x1, ...)` and the place in the next line.
  /(?<name>[\w./-]+(?:\.\(\*?\w+\))?(?:\.\w+)+)\((?:[^()]{0,200})\)\s+$/,
  /\b(?:at|from|created by \S+|panicked at)\s+(?:'[^']{0,200}', )?$/,
  // PHP: `#0 `.
  /#\d+\s+$/,
];

function frameBefore(before: string): RegExpExecArray | undefined {
  for (const form of framesBefore) {
    const match = form.exec(before);
    if (match !== null) return match;
  }
  return undefined;
}

/** And after it: Ruby's `:in 'Cart#total'`, PHP's `: Cart->total(`, Go's `+0x1d`. */
function frameAfter(after: string, isOpen: boolean): RegExpExecArray | null {
  if (isOpen) return /^\)/.exec(after);
  return (
    /^:in [`'](?:block (?:\(\d+ levels\) )?in )?(?<name>[^'\n]{1,100})'/.exec(after) ??
    /^: (?<name>[\w\\]+(?:->|::)\w+)\([^()]{0,200}\)/.exec(after) ??
    /^ \+0x[0-9a-f]+/.exec(after)
  );
}

/** A frame of the JVM names the file alone; the folders are those of the package. */
function javaPath(path: string, holder: string | undefined): string {
  if (holder === undefined || path.includes('/')) return path;
  const folders = holder.split('.').filter((part) => part !== '' && /^[\p{Ll}_]/u.test(part));
  return [...folders, path].join('/');
}

/** With `/` and without what tells no file: a scheme and host, a query, `./` in front. */
function pathOf(written: string): string {
  const isAddress = /^[a-z][a-z+.-]+:\/\//i.test(written);
  const path = isAddress ? decoded(written.replace(/^[a-z][a-z+.-]+:\/\/[^/]*/i, '')) : written;
  return path
    .replaceAll('\\', '/')
    .replace(/^\/(?=[A-Za-z]:)/, '')
    .replace(/^(?:\.{1,2}\/)+/, '');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const libraries =
  /(?:^|\/)(?:node_modules|site-packages|vendor|dist-packages|bower_components|\.cargo\/registry|rustc|pkg\/mod|gems|\.m2|\.gradle|\.nuget|\.pnpm)\/|^\/usr\/(?:lib|local\/lib|local\/go|share)\/|\/lib\/python\d|^(?:node|internal|java|javax|jdk|sun|kotlin|scala)\/|<[^>]*>/;

function isLibrary(path: string): boolean {
  return libraries.test(path);
}

/** Of causes that are printed one after another the last is the root. */
function causesFirst(text: string, found: readonly FoundPlace[]): FoundPlace[] {
  const causes = Array.from(text.matchAll(/\bCaused by:|\[cause\]:/g), ({ index }) => index);
  const sections: FoundPlace[][] = Array.from({ length: causes.length + 1 }, () => []);
  for (const each of found) sections[causes.filter((at) => at < each.start).length]!.push(each);
  return sections.reverse().flat();
}

/** What is named twice stands where it was first, with all that is said of it. */
function distinct(places: readonly AskedPlace[]): AskedPlace[] {
  const known = new Map<string, AskedPlace>();
  for (const place of places) {
    const key = `${place.path}:${place.line}`;
    known.set(key, { ...place, ...known.get(key) });
  }
  return [...known.values()].slice(0, mostPlaces);
}

/** Paths stay as the words that they are; of an address the file's name. */
function withoutLines(text: string, found: readonly FoundPlace[]): string {
  let rest = '';
  let at = 0;
  for (const { start, pathEnd, end, place } of found) {
    const written = text.slice(start, pathEnd);
    rest += text.slice(at, start) + (written.includes('://') ? lastPart(place.path) : written);
    at = end;
  }
  return rest + text.slice(at);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
