/** SCIP indexes, as far as scoring needs them: where each symbol is defined and used. Reads the protobuf wire format. */

export interface ScipIndex {
  /** Paths of the documents in it. */
  readonly documents: ReadonlySet<string>;
  /** `path:line:character` of a use → what it uses. */
  readonly uses: ReadonlyMap<string, ScipUse>;
  /** Implementation relationships: place of the one → places of the others. */
  readonly implementations: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface ScipUse {
  /** Places of the definitions, in the form of the keys; empty where they are outside the project. */
  readonly definitions: Set<string>;
  /** Known inside its document only. */
  local: boolean;
  /** A symbol of the project whose definition the index does not have: it tells nothing of where it is. */
  unplaced: boolean;
}

interface Reader {
  at: number;
  readonly end: number;
}

function varint(bytes: Buffer, reader: Reader): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[reader.at++]!;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
}

type Field = readonly [number: number, value: number | Reader];

function* fieldsOf(bytes: Buffer, { at, end }: Reader): Generator<Field> {
  const reader = { at, end };
  while (reader.at < end) {
    const tag = varint(bytes, reader);
    const wire = tag & 7;
    if (wire === 0) yield [tag >>> 3, varint(bytes, reader)];
    else if (wire === 2) {
      const length = varint(bytes, reader);
      yield [tag >>> 3, { at: reader.at, end: reader.at + length }];
      reader.at += length;
    } else reader.at += wire === 5 ? 4 : 8;
  }
}

interface Symbol {
  readonly definitions: Set<string>;
  readonly uses: string[];
  readonly implements: Set<string>;
}

export function readScip(bytes: Buffer): ScipIndex {
  const symbols = new Map<string, Symbol>();
  const documents = new Set<string>();
  const symbolOf = (name: string): Symbol => {
    const known = symbols.get(name) ?? { definitions: new Set(), uses: [], implements: new Set() };
    symbols.set(name, known);
    return known;
  };
  for (const [field, value] of fieldsOf(bytes, { at: 0, end: bytes.length })) {
    if (field === 2 && typeof value !== 'number') documents.add(readDocument(bytes, value, symbolOf));
  }
  return { documents, uses: collectUses(symbols), implementations: collectImplementations(symbols) };
}

function text(bytes: Buffer, { at, end }: Reader): string {
  return bytes.toString('utf8', at, end);
}

function readDocument(bytes: Buffer, document: Reader, symbolOf: (name: string) => Symbol): string {
  const fields = [...fieldsOf(bytes, document)];
  const pathField = fields.find(([field]) => field === 1)?.[1];
  const path = pathField === undefined || typeof pathField === 'number' ? '' : text(bytes, pathField);
  for (const [field, value] of fields) {
    if (typeof value === 'number') continue;
    if (field === 2) readOccurrence(bytes, value, path, symbolOf);
    else if (field === 3) readRelationships(bytes, value, path, symbolOf);
  }
  return path;
}

/** Local symbols are known by their document. */
function globalName(name: string, path: string): string {
  return name.startsWith('local ') ? `${path}#${name}` : name;
}

function readOccurrence(bytes: Buffer, occurrence: Reader, path: string, symbolOf: (name: string) => Symbol): void {
  let name = '';
  let roles = 0;
  let range: number[] = [];
  for (const [field, value] of fieldsOf(bytes, occurrence)) {
    if (typeof value === 'number') {
      if (field === 3) roles = value;
    } else if (field === 1) {
      const reader = { ...value };
      range = [];
      while (reader.at < reader.end) range.push(varint(bytes, reader));
    } else if (field === 2) name = text(bytes, value);
  }
  if (name === '') return;
  const place = `${path}:${range[0]!}:${range[1]!}`;
  const symbol = symbolOf(globalName(name, path));
  if ((roles & 1) === 1) symbol.definitions.add(place);
  else symbol.uses.push(place);
}

function readRelationships(bytes: Buffer, information: Reader, path: string, symbolOf: (name: string) => Symbol): void {
  let name = '';
  const targets: string[] = [];
  for (const [field, value] of fieldsOf(bytes, information)) {
    if (typeof value === 'number') continue;
    if (field === 1) name = text(bytes, value);
    else if (field === 4) {
      const parts = [...fieldsOf(bytes, value)];
      const target = parts.find(([each]) => each === 1)?.[1];
      const isImplementation = parts.some(([each, flag]) => each === 3 && flag === 1);
      if (isImplementation && target !== undefined && typeof target !== 'number') targets.push(text(bytes, target));
    }
  }
  for (const target of targets) symbolOf(globalName(name, path)).implements.add(globalName(target, path));
}

function collectUses(symbols: ReadonlyMap<string, Symbol>): Map<string, ScipUse> {
  const found = new Map<string, ScipUse>();
  const packages = new Set(
    [...symbols].flatMap(([name, { definitions }]) => (definitions.size > 0 ? packageOf(name) : [])),
  );
  for (const [name, { definitions, uses }] of symbols) {
    // Naming a constructor names its class as well.
    const type = /^(.*#)(?:`<constructor>`|__init__)\(\)\.$/.exec(name)?.[1];
    const typePlaces = type === undefined ? undefined : symbols.get(type)?.definitions;
    for (const place of uses) {
      const use = found.get(place) ?? { definitions: new Set<string>(), local: false, unplaced: false };
      found.set(place, use);
      for (const definition of definitions) use.definitions.add(definition);
      for (const definition of typePlaces ?? []) use.definitions.add(definition);
      if (name.includes('#local ')) use.local = true;
      if (definitions.size === 0 && packages.has(packageOf(name))) use.unplaced = true;
    }
  }
  return found;
}

/** Manager, name and version in front of a symbol's path. */
function packageOf(name: string): string {
  return name.split(' ', 4).slice(1).join(' ');
}

function collectImplementations(symbols: ReadonlyMap<string, Symbol>): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { definitions, implements: targets } of symbols.values()) {
    const places = [...targets].flatMap((target) => [...(symbols.get(target)?.definitions ?? [])]);
    if (places.length === 0) continue;
    for (const definition of definitions) {
      found.set(definition, new Set([...(found.get(definition) ?? []), ...places]));
    }
  }
  return found;
}
