/** References as bytes: varints and one table of texts, deflated. */

import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { LociError } from '../model/errors';
import type { Reference } from '../model/reference';
import { referenceRoles } from '../model/reference';
import { VarintReader, VarintWriter } from './varints';

/** Greater with every change of the form, so that bytes of an older form are refused instead of misread. */
const formVersion = 4;
/** Stands in no text: names and qualifiers are stored without it. */
const separator = '\0';
/** One number with the scope. */
const mostTypeArguments = 16;
const longestForm = 256 * 1024 * 1024;

/** References must be in document order, as in a ParsedFile. */
export function encodeReferences(references: readonly Reference[]): Uint8Array {
  const texts = new Map<string, number>();
  /** 0 for an absent text. */
  const indexOf = (text: string | undefined): number => {
    if (text === undefined) return 0;
    let known = texts.get(text);
    if (known === undefined) texts.set(text, (known = texts.size + 1));
    return known;
  };
  const numbers = new VarintWriter(references.length * 8);
  let line = 0;
  for (const { name, role, range, from, qualifier, alias, arguments: given, ...rare } of references) {
    numbers.write(referenceRoles.indexOf(role));
    numbers.write(indexOf(name));
    numbers.write(indexOf(qualifier));
    numbers.write(indexOf(alias));
    numbers.write(from);
    numbers.write(range.start.line - line);
    numbers.write(range.start.character);
    numbers.write(range.end.line - range.start.line);
    numbers.write(range.end.character);
    numbers.write(given === undefined ? 0 : given.length + 1);
    if (given !== undefined) for (const each of given) numbers.write(indexOf(each));
    const scope = rare.scope === undefined ? 0 : rare.scope + 1;
    numbers.write(scope * mostTypeArguments + Math.min(rare.typeArguments ?? 0, mostTypeArguments - 1));
    ({ line } = range.start);
  }
  return pack(references.length, [...texts.keys()], numbers);
}

function pack(count: number, texts: readonly string[], numbers: VarintWriter): Uint8Array {
  const joined = Buffer.from(texts.join(separator), 'utf8');
  const head = new VarintWriter(16);
  for (const value of [formVersion, count, texts.length, joined.length]) head.write(value);
  return deflateRawSync(Buffer.concat([head.bytes(), joined, numbers.bytes()]), { level: constants.Z_BEST_SPEED });
}

/** Throws LociError `corrupt` if the bytes are not references in this form. */
export function decodeReferences(bytes: Uint8Array): Reference[] {
  try {
    const reader = new VarintReader(inflateRawSync(bytes, { maxOutputLength: longestForm }));
    if (reader.read() !== formVersion) throw new RangeError('an unknown form');
    const count = reader.read();
    const textCount = reader.read();
    const joined = Buffer.from(reader.take(reader.read())).toString('utf8');
    const texts = textCount === 0 ? [] : joined.split(separator);
    if (texts.length !== textCount) throw new RangeError('a text is missing');
    return readReferences(reader, count, texts);
  } catch (error) {
    throw new LociError('corrupt', 'stored references cannot be read', 'run loci index with --rebuild', {
      cause: error,
    });
  }
}

function readReferences(reader: VarintReader, count: number, texts: readonly string[]): Reference[] {
  const references: Reference[] = [];
  let line = 0;
  for (let index = 0; index < count; index++) {
    const role = referenceRoles[reader.read()];
    const name = texts[reader.read() - 1];
    if (role === undefined || name === undefined) throw new RangeError('a reference without a role or a name');
    const qualifier = texts[reader.read() - 1];
    const alias = texts[reader.read() - 1];
    const from = reader.read();
    const start = { line: line + reader.read(), character: reader.read() };
    const end = { line: start.line + reader.read(), character: reader.read() };
    const given = readArguments(reader, texts);
    const last = reader.read();
    const typeArguments = last % mostTypeArguments;
    const scope = Math.floor(last / mostTypeArguments) - 1;
    references.push({
      name,
      role,
      range: { start, end },
      from,
      ...(qualifier === undefined ? {} : { qualifier }),
      ...(alias === undefined ? {} : { alias }),
      ...(given === undefined ? {} : { arguments: given }),
      ...(typeArguments === 0 ? {} : { typeArguments }),
      ...(scope < 0 ? {} : { scope }),
    });
    ({ line } = start);
  }
  return references;
}

/** Undefined where none are told. */
function readArguments(reader: VarintReader, texts: readonly string[]): string[] | undefined {
  const count = reader.read() - 1;
  if (count < 0) return undefined;
  const given: string[] = [];
  for (let index = 0; index < count; index++) {
    const text = texts[reader.read() - 1];
    if (text === undefined) throw new RangeError('a text is missing');
    given.push(text);
  }
  return given;
}
