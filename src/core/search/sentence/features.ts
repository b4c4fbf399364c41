/**
 * The features of each candidate for a sentence. They are looked up for the candidates alone; how much each counts is
 * fitted, see ranker.ts. Whether a symbol is documented is none of them: comments are what the ranker is fitted by, and
 * what is asked for there has lost its own.
 */

import { symbolKinds } from '../../model/symbol';
import type { SymbolKind } from '../../model/symbol';
import { digestFlags } from '../../text/fileDigest';
import { wordsOfIdentifier } from '../../text/words';
import { isBuildOutput, pathTraitNames, traitBit } from '../pathTraits';
import { comparePlaces, declaredOnly, fileOf, logLengthOf, nameOfDocument } from '../tables';
import type { Tables } from '../tables';
import { silentStems } from '../wordSearch';
import { featureCount, featureNames } from './featureNames';
import type { FeatureName } from './featureNames';
import { agreementOf, containerFacts, hasWrittenNamesake, lookUp, namesakesOf } from './known';
import type { Known, SentenceQuestion } from './known';
import { chancesOf } from './ranker';
import type { WordMeaning } from './wordMeaning';

const at = Object.fromEntries(featureNames.map((name, i) => [name, i])) as Record<FeatureName, number>;

/** {@link featureCount} numbers for each document, one row after the other. */
export function featuresOf(question: SentenceQuestion, documents: readonly number[]): Float32Array {
  const rows = new Float32Array(documents.length * featureCount);
  const known = lookUp(question, documents);
  documents.forEach((document, i) => {
    const row = rows.subarray(i * featureCount, (i + 1) * featureCount);
    addWords(row, known, document);
    addNames(row, known, document);
    addMeaning(row, known, document);
    addSymbol(row, known, document);
    addFile(row, known, document);
    addForm(row, known, document);
  });
  if (known.wordMeaning !== undefined) addSenses(rows, known, known.wordMeaning, documents);
  return rows;
}

/** Candidates whose names' words are read by what they mean, the likeliest: these or all ranked the fitted cases alike. */
const mostSensed = 60;

function addSenses(rows: Float32Array, known: Known, meaning: WordMeaning, documents: readonly number[]): void {
  const chances = chancesOf(rows, 'withoutWordVectors');
  const place = (a: number, b: number): number => comparePlaces(known.tables, documents[a]!, documents[b]!);
  const order = [...documents.keys()].sort((a, b) => chances[b]! - chances[a]! || place(a, b));
  for (const i of order.slice(0, mostSensed)) {
    addWordMeaning(rows.subarray(i * featureCount, (i + 1) * featureCount), known, meaning, documents[i]!);
  }
}

function addWords(row: Float32Array, known: Known, document: number): void {
  const { sums, tables } = known;
  const total = Math.max(sums.total, 1e-6);
  const sum = sums.sumOf(document);
  const matched = sums.matchedOf(document);
  let covered = 0;
  let count = 0;
  sums.words.forEach(({ rarity }, bit) => {
    if (((matched >>> bit) & 1) === 0) return;
    covered += rarity;
    count++;
  });
  const slot = tables.symbols.files[document]!;
  const file = known.files.get(slot)!;
  const isFile = document === file.entry.base;
  row[at['words to best']] = sum / known.bestWords;
  row[at.coverage] = covered / total;
  row[at['covered words']] = count / Math.max(1, sums.asked);
  row[at['words of file besides']] = Math.max(0, sums.fileSumOf(slot) - sum) / total;
  row[at['words of path and names']] = isFile ? 0 : sums.sumOf(file.entry.base) / total;
  row[at['words of best five']] = file.greatestWords.reduce((all, one) => all + one, 0) / (5 * total);
}

/** Of the name, without the whole of it as one word. */
function ownWords(tables: Tables, document: number): readonly string[] {
  const parts = wordsOfIdentifier(nameOfDocument(tables, document), tables.wordCache);
  return parts.length > 1 ? parts.slice(0, -1) : parts;
}

function addNames(row: Float32Array, known: Known, document: number): void {
  const { tables, rarities, stems } = known;
  const { symbols } = tables;
  const own = ownWords(tables, document);
  const { recall } = agreementOf(known, own);
  let telling = 0;
  let found = 0;
  let alike = 0;
  for (const part of own) {
    if (rarities.has(part)) found++;
    else if (silentStems.has(part)) continue;
    else if (part.length >= 3 && stems.some((stem) => beginAlike(part, stem))) alike++;
    telling++;
  }
  const all = telling > 0 && found >= telling;
  row[at['name recall']] = recall;
  row[at['name all of several']] = all && telling > 1 ? 1 : 0;
  row[at['name begins alike']] = telling === 0 ? 0 : alike / telling;
  row[at['name head']] = rarities.has(own.at(-1) ?? '') ? 1 : 0;
  row[at['name pair']] = own.some((part, i) => known.pairs.get(part)?.has(own[i + 1] ?? '') === true) ? 1 : 0;
  row[at['name length']] = Math.log2(1 + own.length) / 3;
  row[at['name commonness']] = Math.log2(namesakesOf(known, document)) / 10;
  const container = containerFacts(known, document);
  row[at['container precision']] = container?.precision ?? 0;
  const { base, folder } = known.files.get(symbols.files[document]!)!;
  row[at['base precision']] = base.precision;
  row[at['folder precision']] = folder.precision;
  row[at.mentioned] = known.mentioned.has(document) ? 1 : 0;
}

/** One is the beginning of the other, or they go together for most of their length. */
function beginAlike(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (long.startsWith(short)) return short.length >= 3;
  return short.length >= 5 && long.startsWith(short.slice(0, Math.max(4, Math.ceil(short.length * 0.7))));
}

function meaningOf(known: Known, document: number): number | undefined {
  // Of what is not among the nearest it is known that it is not.
  const { meaning, tables, leastMeaning } = known;
  return meaning.get(document)?.similarity ?? (tables.signs.idOf(document) === 0 ? undefined : leastMeaning);
}

function addMeaning(row: Float32Array, known: Known, document: number): void {
  const { meaning, tables } = known;
  const { symbols } = tables;
  const file = known.files.get(symbols.files[document]!)!;
  const own = meaningOf(known, document);
  const has = meaning.size > 0;
  const similarity = own ?? 0;
  row[at['meaning squared']] = similarity * Math.abs(similarity);
  const rank = known.meaningRanks.get(document);
  row[at['meaning nearness']] = rank === undefined ? 0 : 1 / (1 + rank / 3);
  row[at['meaning near']] = rank === undefined ? 0 : 1 / (1 + rank / 20);
  row[at['no vector']] = has && own === undefined ? 1 : 0;
  const best = file.greatestMeanings[0] ?? 0;
  row[at['meaning to best in file']] = has && document !== file.entry.base ? Math.min(0, similarity - best) : 0;
}

function addWordMeaning(row: Float32Array, known: Known, wordMeaning: WordMeaning, document: number): void {
  const { tables } = known;
  const own = ownWords(tables, document);
  const name = wordMeaning.tellOf(own);
  row[at['sense of name']] = name.likeness;
  row[at['sense of words of name']] = wordMeaning.meantOf(own);
  row[at['sense told by name']] = wordMeaning.toldBy(name);
  const path = containerFacts(known, document)?.path ?? '';
  const container = path === '' ? name : wordMeaning.tellOfText(path);
  const file = wordMeaning.tellOfText(known.files.get(tables.symbols.files[document]!)!.name);
  row[at['sense told with container']] = wordMeaning.toldBy(name, container);
  row[at['sense told with file name']] = wordMeaning.toldBy(name, container, file);
  row[at['sense of container']] = container === name ? 0 : container.likeness;
  row[at['sense of file name']] = file.likeness;
  if (known.form.change) addChanged(row, changedSenses);
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return;
  row[at['sense of first word']] = wordMeaning.nearestTo(first);
  row[at['sense of first to first']] = wordMeaning.nearestToFirst(first);
  row[at['sense of last word']] = wordMeaning.nearestTo(last);
}

const kindFeatures: Readonly<Record<SymbolKind, FeatureName>> = {
  function: 'function',
  method: 'method',
  class: 'class',
  interface: 'interface',
  type: 'type',
  enum: 'enum',
  constant: 'value',
  variable: 'value',
  property: 'property',
  module: 'file',
  namespace: 'namespace',
  package: 'namespace',
  import: 'aside',
  export: 'aside',
};

function addSymbol(row: Float32Array, known: Known, document: number): void {
  const { tables } = known;
  const { symbols } = tables;
  const flag = symbols.flags[document]!;
  const container = containerFacts(known, document);
  const isFile = container === undefined;
  row[at[isFile ? 'file' : kindFeatures[symbolKinds[symbols.kinds[document]!]!]]] = 1;
  row[at.exported] = (flag & digestFlags.exported) === 0 ? 0 : 1;
  row[at.hidden] = (flag & digestFlags.hidden) === 0 ? 0 : 1;
  row[at.abstract] = (flag & digestFlags.abstract) === 0 ? 0 : 1;
  row[at['declared only']] = (flag & declaredOnly) === 0 ? 0 : 1;
  const length = isFile ? 5 : logLengthOf(symbols, document);
  row[at.length] = length / 8;
  row[at.short] = Math.max(0, 3 - length) / 3;
  row[at.long] = Math.max(0, length - 6) / 4;
  row[at.local] = container?.isCallable === true ? 1 : 0;
  row[at.depth] = Math.min(4, container?.depth ?? 0) / 4;
  const name = nameOfDocument(tables, document);
  row[at['in test']] = container?.isTest === true || /^([Tt]est[A-Z_]|tests?$)/.test(name) ? 1 : 0;
}

const markup: ReadonlySet<string> = new Set(['css', 'html']);

function addFile(row: Float32Array, known: Known, document: number): void {
  const { tables, askedTraits } = known;
  const { traits, language, count, path } = fileOf(tables, document);
  for (const trait of pathTraitNames) row[at[trait]] = (traits & ~askedTraits & traitBit(trait)) === 0 ? 0 : 1;
  // Of what nobody wrote by hand under that name the generated code is the only definition there is.
  if (row[at.generated] === 1 && !isBuildOutput(path) && !hasWrittenNamesake(known, document)) {
    row[at.generated] = 0;
    row[at['generated alone']] = 1;
  }
  row[at.prose] = language === 'markdown' ? 1 : 0;
  row[at.markup] = markup.has(language) ? 1 : 0;
  row[at['file size']] = Math.log2(count) / 10;
}

const callables: ReadonlySet<SymbolKind> = new Set(['function', 'method']);
const types: ReadonlySet<SymbolKind> = new Set(['class', 'interface', 'type', 'enum']);
const predicateName = opens(
  'is has can should are was does must needs supports contains equals matches exists accepts',
);
const makingName = opens('new create make build init constructor __init__ from of default');

/** What counts otherwise where a change is told. */
type Changed = readonly (readonly [FeatureName, FeatureName])[];
const changed: Changed = [
  ['change file size', 'file size'],
  ['change words', 'words to best'],
  ['change meaning', 'meaning squared'],
  ['change name recall', 'name recall'],
  ['change name pair', 'name pair'],
];
const changedSenses: Changed = [
  ['change sense of name', 'sense of name'],
  ['change sense told by name', 'sense told by name'],
  ['change sense told with file name', 'sense told with file name'],
  ['change sense of container', 'sense of container'],
  ['change sense of file name', 'sense of file name'],
];

/** Whether a name's first word is one of those. */
function opens(words: string): RegExp {
  const either = words.split(' ').flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1)]);
  return new RegExp(`^(?:${either.join('|')})(?![a-z])`);
}

function addForm(row: Float32Array, known: Known, document: number): void {
  const { form, tables } = known;
  const { symbols } = tables;
  const kind = symbolKinds[symbols.kinds[document]!]!;
  const isFile = symbols.containers[document] === document;
  const isCallable = callables.has(kind);
  const isType = types.has(kind);
  const name = nameOfDocument(tables, document);
  const set = (feature: FeatureName, holds: boolean): void => {
    row[at[feature]] = holds ? 1 : 0;
  };
  set('thing type', form.thing && isType);
  set('thing callable', form.thing && isCallable);
  set('deed callable', form.deed && isCallable);
  set('deed type', form.deed && isType);
  const named = form.kinds.includes(true);
  set('kind named', form.kinds[symbols.kinds[document]!] === true);
  set('kind not named', named && form.kinds[symbols.kinds[document]!] !== true);
  const isPredicate = isCallable && predicateName.test(name);
  set('predicate name', form.predicate && isPredicate);
  set('predicate not name', !form.predicate && isPredicate);
  set('making name', form.making && isCallable && makingName.test(name));
  if (!form.change) return;
  const { base, folder, greatestMeanings } = known.files.get(symbols.files[document]!)!;
  row[at['change base recall']] = base.recall;
  row[at['change folder recall']] = folder.recall;
  row[at['change meaning of file']] = greatestMeanings.reduce((all, one) => all + one, 0) / 3;
  set('change file', isFile);
  addChanged(row, changed);
}

function addChanged(row: Float32Array, features: Changed): void {
  for (const [feature, asked] of features) row[at[feature]] = row[at[asked]]!;
}
