/** Exact references as bytes: varints and one table of texts, deflated. The file's own path is not among the texts. */

import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { LociError } from '../../model/errors';
import type { ExactReference, ExactReferences } from '../../model/exact';
import type { Descriptor, FilePath } from '../../model/ids';
import { relationshipTypes } from '../../model/relationship';
import type { RelationshipType } from '../../model/relationship';
import { VarintReader, VarintWriter } from '../../parser/varints';

/** Greater with every change of the form, so that bytes of an older form are refused instead of misread. */
const formVersion = 1;
/** Stands in no text: texts are stored without it. */
const separator = '\0';
/** Beside one bit for each relationship type. */
const wholeBit = 1 << relationshipTypes.length;
const longestForm = 64 * 1024 * 1024;

/** What an entry is bound to, by its number in the bytes. */
const meanings = ['nothing', 'unknown', 'own', 'target', 'external'] as const;
type Meaning = (typeof meanings)[number];

/** `path`: the file they are of, so that they stay true when it is renamed. References must be in document order. */
export function encodeExact(path: FilePath, { covers, isWhole, references }: ExactReferences): Uint8Array {
  const texts = new Map<string, number>();
  /** 0 for an absent text. */
  const indexOf = (text: string | undefined): number => {
    if (text === undefined) return 0;
    const clean = text.replaceAll(separator, '');
    const known = texts.get(clean) ?? texts.size + 1;
    texts.set(clean, known);
    return known;
  };
  const numbers = new VarintWriter(references.length * 8);
  let line = 0;
  for (const reference of references) {
    const { range, from, type } = reference;
    const meaning = meaningOf(path, reference);
    const typeNumber = type === undefined ? 0 : relationshipTypes.indexOf(type) + 1;
    numbers.write(typeNumber * meanings.length + meanings.indexOf(meaning));
    numbers.write(range.start.line - line);
    numbers.write(range.start.character);
    numbers.write(range.end.line - range.start.line);
    numbers.write(range.end.character);
    numbers.write(indexOf(from));
    const { target, external, name } = reference;
    if (meaning === 'target') numbers.write(indexOf(target!.path));
    if (meaning === 'own' || meaning === 'target') numbers.write(indexOf(target!.descriptor));
    if (meaning === 'external') numbers.write(indexOf(external));
    if (meaning === 'external') numbers.write(indexOf(name));
    ({ line } = range.start);
  }
  const joined = Buffer.from([...texts.keys()].join(separator), 'utf8');
  const head = new VarintWriter(24);
  const whole = isWhole === true ? wholeBit : 0;
  const covered = covers.reduce((bits, type) => bits | (1 << relationshipTypes.indexOf(type)), whole);
  for (const value of [formVersion, covered, references.length, texts.size, joined.length]) head.write(value);
  return deflateRawSync(Buffer.concat([head.bytes(), joined, numbers.bytes()]), { level: constants.Z_BEST_SPEED });
}

function meaningOf(path: FilePath, { target, external, isUnknown }: ExactReference): Meaning {
  if (isUnknown === true) return 'unknown';
  if (target !== undefined) return target.path === path ? 'own' : 'target';
  return external === undefined ? 'nothing' : 'external';
}

/** Throws LociError `corrupt` if the bytes are not exact references in this form. */
export function decodeExact(path: FilePath, bytes: Uint8Array): ExactReferences {
  try {
    const reader = new VarintReader(inflateRawSync(bytes, { maxOutputLength: longestForm }));
    if (reader.read() !== formVersion) throw new RangeError('an unknown form');
    const covered = reader.read();
    const count = reader.read();
    const textCount = reader.read();
    const joined = Buffer.from(reader.take(reader.read())).toString('utf8');
    const texts = textCount === 0 ? [] : joined.split(separator);
    if (texts.length !== textCount) throw new RangeError('a text is missing');
    const references = readEntries(reader, count, texts, path);
    const covers = relationshipTypes.filter((_, at) => (covered & (1 << at)) !== 0);
    return { covers, ...((covered & wholeBit) !== 0 && { isWhole: true }), references };
  } catch (error) {
    const mend = 'run the checker or the import that made them again';
    throw new LociError('corrupt', 'stored exact references cannot be read', mend, { cause: error });
  }
}

function readEntries(reader: VarintReader, count: number, texts: readonly string[], path: FilePath): ExactReference[] {
  const references: ExactReference[] = [];
  let line = 0;
  for (let index = 0; index < count; index++) {
    const kind = reader.read();
    const meaning = meanings[kind % meanings.length]!;
    const type = typeAt(Math.floor(kind / meanings.length));
    const start = { line: line + reader.read(), character: reader.read() };
    const end = { line: start.line + reader.read(), character: reader.read() };
    const from = textAt(texts, reader) as Descriptor;
    const entry = { range: { start, end }, from, ...(type !== undefined && { type }) };
    references.push({ ...entry, ...readMeaning(meaning, reader, texts, path) });
    ({ line } = start);
  }
  return references;
}

function readMeaning(
  meaning: Meaning,
  reader: VarintReader,
  texts: readonly string[],
  own: FilePath,
): Pick<ExactReference, 'target' | 'external' | 'name' | 'isUnknown'> {
  if (meaning === 'nothing') return {};
  if (meaning === 'unknown') return { isUnknown: true };
  if (meaning === 'external') {
    const external = textAt(texts, reader);
    const name = texts[reader.read() - 1];
    return { external, ...(name !== undefined && { name }) };
  }
  const path = meaning === 'own' ? own : (textAt(texts, reader) as FilePath);
  return { target: { path, descriptor: textAt(texts, reader) as Descriptor } };
}

function textAt(texts: readonly string[], reader: VarintReader): string {
  const text = texts[reader.read() - 1];
  if (text === undefined) throw new RangeError('an entry without a text');
  return text;
}

function typeAt(number: number): RelationshipType | undefined {
  const type = relationshipTypes[number - 1];
  if (type === undefined && number !== 0) throw new RangeError('an unknown type');
  return type;
}
