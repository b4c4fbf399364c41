/** The tokens of code as far as copies are concerned. One scan by character: it sees all that is indexed. */

export interface TokenStream {
  /** A hash of each token. */
  readonly hashes: Uint32Array;
  /** Where each begins in the text. */
  readonly starts: Uint32Array;
}

const anyName = 1;
const anyNumber = 2;
const anyText = 3;

/** Keywords and the like: as written, since what they do is what makes code alike. */
const kept = new Set(
  `if else for while do switch case break continue return function const let var def fn func class struct new this self
  super null nil None undefined true false True False try catch finally except throw throws raise import export from
  match in is of not and or then elif elsif unless until when yield await async typeof instanceof delete go defer select
  range lambda with as loop impl trait enum interface foreach`
    .split(/\s+/)
    .map((word) => hashOf(word, 0, word.length)),
);

const blank = 0;
const sign = 1;
const letter = 2;
/** Has the bit of {@link letter}: both go on in a word. */
const digit = 3;
const quote = 4;

const classes = Uint8Array.from({ length: 128 }, (_, code) => {
  const char = String.fromCharCode(code);
  if (/[\s;,]/.test(char) || code < 32) return blank;
  if (/[A-Za-z_$@]/.test(char)) return letter;
  if (/\d/.test(char)) return digit;
  return char === '"' || char === "'" || char === '`' ? quote : sign;
});

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  // What is not ASCII belongs to a name, or stands where it does no harm to be taken for one.
  return code < 128 ? classes[code]! : letter;
}

/** Total, and in time that grows with the text. */
export function tokenStream(text: string): TokenStream {
  let hashes = new Uint32Array(256 + (text.length >> 2));
  let starts = new Uint32Array(hashes.length);
  let count = 0;
  let at = 0;
  while (at < text.length) {
    const sort = classAt(text, at);
    const end = sort === blank ? at + 1 : sort === sign ? commentEnd(text, at) : tokenEnd(text, at, sort);
    if (sort !== blank && (sort !== sign || end === at)) {
      if (count === hashes.length) {
        hashes = doubled(hashes);
        starts = doubled(starts);
      }
      hashes[count] = tokenHash(text, at, end, sort);
      starts[count++] = at;
    }
    at = Math.max(end, at + 1);
  }
  return { hashes: hashes.subarray(0, count), starts: starts.subarray(0, count) };
}

function doubled(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(numbers.length * 2);
  longer.set(numbers);
  return longer;
}

function tokenEnd(text: string, from: number, sort: number): number {
  if (sort === quote) return textEnd(text, from);
  let at = from + 1;
  while (at < text.length && ((classAt(text, at) & letter) !== 0 || (sort === digit && text.charCodeAt(at) === 46)))
    at++;
  return at;
}

function tokenHash(text: string, start: number, end: number, sort: number): number {
  if (sort === letter) return nameHash(text, start, end);
  if (sort === digit) return anyNumber;
  return sort === quote ? anyText : mixed(text.charCodeAt(start) + 256);
}

/** What one mark quotes ends in its line; by three, or by a backtick, it may go on. An open quote is a sign. */
function textEnd(text: string, from: number): number {
  const mark = text.charCodeAt(from);
  if (text.charCodeAt(from + 1) === mark && text.charCodeAt(from + 2) === mark) {
    const close = text.indexOf(text.slice(from, from + 3), from + 3);
    return close < 0 ? from + 3 : close + 3;
  }
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 10 && mark !== 96) break;
    else if (code === mark) return at + 1;
  }
  return from + 1;
}

/** The end of a comment that begins there; the same place if none does. A `#` needs room around it. */
function commentEnd(text: string, from: number): number {
  const code = text.charCodeAt(from);
  const next = text.charCodeAt(from + 1);
  if (code === 47 && next === 42) {
    const close = text.indexOf('*/', from + 2);
    return close < 0 ? from : close + 2;
  }
  const isRoomBefore = from === 0 || text.charCodeAt(from - 1) <= 32;
  if ((code === 47 && next === 47) || (code === 35 && (next === 32 || next === 9) && isRoomBefore)) {
    const close = text.indexOf('\n', from);
    return close < 0 ? text.length : close;
  }
  return from;
}

/** A keyword, a member or what is called keeps its name: so does a copy. */
function nameHash(text: string, start: number, end: number): number {
  const hash = hashOf(text, start, end);
  if (text.charCodeAt(end) === 40 || kept.has(hash)) return hash;
  const before = text.charCodeAt(start - 1);
  if (before === 46) return hash;
  const beforeThat = text.charCodeAt(start - 2);
  return (before === 62 && beforeThat === 45) || (before === 58 && beforeThat === 58) ? hash : anyName;
}

function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Spreads a number over all 32 bits. */
export function mixed(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
