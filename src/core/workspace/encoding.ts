/** Bytes → text: which encoding a file is in, and text that a database can hold. */

export type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** Without byte order mark; line ends as they stand; U+FFFD for U+0000 and lone surrogates, so that no place moves. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** Bytes that are looked at to tell text from data. */
const sampleSize = 8000;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Undefined if the bytes are not text. */
export function decodeText(bytes: Buffer): DecodedText | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return decodeUtf8(bytes.subarray(3), 'utf-8-bom');
  if (first === 0xff && second === 0xfe) return isUtf32(bytes) ? undefined : decodeUtf16(bytes.subarray(2), 'utf-16le');
  if (first === 0xfe && second === 0xff) return decodeUtf16(bytes.subarray(2), 'utf-16be');
  const sample = bytes.subarray(0, sampleSize);
  if (sample.includes(0)) {
    const encoding = guessUtf16(sample);
    return encoding && decodeUtf16(bytes, encoding);
  }
  return controlShare(sample) > 0.05 ? undefined : decodeUtf8(bytes, 'utf-8');
}

function isUtf32(bytes: Buffer): boolean {
  return bytes.length >= 4 && bytes[2] === 0 && bytes[3] === 0;
}

/** Code is mostly ASCII: in UTF-16 every other byte of it is zero. */
function guessUtf16(sample: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const pairs = Math.floor(sample.length / 2);
  const zeros = [0, 0] as [number, number];
  for (let at = 0; at < pairs * 2; at++) if (sample[at] === 0) zeros[at % 2 === 0 ? 0 : 1]++;
  const [even, odd] = zeros;
  if (odd > pairs * 0.5 && even <= pairs * 0.02) return 'utf-16le';
  if (even > pairs * 0.5 && odd <= pairs * 0.02) return 'utf-16be';
  return undefined;
}

/** Share of control characters that no text editor writes. */
function controlShare(sample: Buffer): number {
  let count = 0;
  for (const byte of sample) if (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b) count++;
  return sample.length === 0 ? 0 : count / sample.length;
}

function decodeUtf8(bytes: Buffer, encoding: 'utf-8' | 'utf-8-bom'): DecodedText {
  try {
    return { text: storable(strictUtf8.decode(bytes)), encoding };
  } catch {
    return decodeDamaged(bytes, encoding);
  }
}

/** A file with more good than bad sequences is UTF-8 with some damage; otherwise it is in the older encoding. */
function decodeDamaged(bytes: Buffer, encoding: 'utf-8' | 'utf-8-bom'): DecodedText {
  const lenient = bytes.toString('utf8');
  let bad = 0;
  let good = 0;
  for (let at = 0; at < lenient.length; at++) {
    const unit = lenient.charCodeAt(at);
    if (unit === 0xfffd) bad++;
    else if (unit > 0x7f) good++;
  }
  if (encoding === 'utf-8-bom' || good > bad) return { text: storable(lenient), encoding };
  return { text: storable(fromWindows1252(bytes)), encoding: 'windows-1252' };
}

/** What 0x80 to 0x9F mean; the five that mean nothing stay control characters, as in browsers. */
const upperControls =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

function fromWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9f]/g, (char) => upperControls[char.charCodeAt(0) - 0x80]!);
}

/** A last odd byte is dropped. */
function decodeUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): DecodedText {
  const even = bytes.subarray(0, bytes.length & ~1);
  const little = encoding === 'utf-16le' ? even : Buffer.from(even).swap16();
  return { text: storable(little.toString('utf16le')), encoding };
}

function storable(text: string): string {
  const bounded = text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
  return /\p{Surrogate}/u.test(bounded) ? bounded.replace(/\p{Surrogate}/gu, '\uFFFD') : bounded;
}
