/** SCIP indexes, as far as scoring needs them: where each symbol is defined and used. Reads the protobuf wire format. */

export interface ScipIndex {
  /** Paths of the documents in it. */
  readonly documents: ReadonlySet<string>;
  /** `path:line:character` of a use → what it uses. */
  readonly uses: ReadonlyMap<string, ScipUse>;
  readonly implementations: readonly ScipImplementation[];
  /**
   * Places of keys in object literals that the indexer took for definitions: it looks no further than at a type that is
   * no union, not even one with undefined.
   */
  readonly ownKeys: ReadonlySet<string>;
  /** Names of what is defined, by place. */
  readonly definitions: ReadonlyMap<string, string>;
  /** Names of the types that a type extends or implements, by its name. */
  readonly ancestors: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A type that extends or implements another, or a member that overrides another, both of the project. */
export interface ScipImplementation {
  readonly isType: boolean;
  /** Places of the definitions, in the form of the keys. */
  readonly from: ReadonlySet<string>;
  readonly to: ReadonlySet<string>;
  /** Nothing stands between the two: indexers name all ancestors. */
  readonly direct: boolean;
}

export interface ScipUse {
  /** Places of the definitions, in the form of the keys; empty where they are outside the project. */
  readonly definitions: Set<string>;
  /** What the definitions are called there. */
  readonly names: Set<string>;
  /** Known inside one definition only: a variable, a parameter, a type parameter. */
  local: boolean;
  /** A symbol of the project whose definition the index does not have: it tells nothing of where it is. */
  unplaced: boolean;
  /** A compiler leaves out what stands here: under another condition it may be what is meant. */
  isUncompiled?: boolean;
  /** No call, whatever follows. */
  isValue?: boolean;
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
  return {
    documents,
    uses: collectUses(symbols),
    implementations: collectImplementations(symbols),
    definitions: new Map([...symbols].flatMap(([name, { definitions }]) => [...definitions].map((at) => [at, name]))),
    ancestors: new Map([...symbols].map(([name, { implements: others }]) => [name, others])),
    ownKeys: new Set([...symbols].flatMap(([name, { definitions }]) => (/\d:$/.test(name) ? [...definitions] : []))),
  };
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
  const inPackages = pythonByModule(symbols);
  for (const [name, { definitions: own, uses }] of symbols) {
    const definitions = own.size > 0 ? own : (inPackages.get(moduleKeys(name)[0] ?? '') ?? own);
    // Naming a constructor names its class as well.
    const type = /^(.*#)(?:`<constructor>`|__init__)\(\)\.$/.exec(name)?.[1];
    const typePlaces = type === undefined ? undefined : symbols.get(type)?.definitions;
    for (const place of uses) {
      const use = found.get(place) ?? {
        ...{ definitions: new Set<string>(), names: new Set<string>() },
        ...{ local: false, unplaced: false },
      };
      found.set(place, use);
      for (const definition of definitions) use.definitions.add(definition);
      for (const definition of typePlaces ?? []) use.definitions.add(definition);
      for (const each of [name, type]) if (each !== undefined) use.names.add(lastName(each));
      if (name.includes('#local ') || /[)\]]$/.test(name)) use.local = true;
      if (definitions.size === 0 && packages.has(packageOf(name))) use.unplaced = true;
    }
  }
  return found;
}

/** Of `a/b/C#run().`: `run`. */
function lastName(name: string): string {
  return /([^/#.:`([\])]+)`?(?:\(\))?[/#.:)\]]?$/.exec(name)?.[1] ?? '';
}

/**
 * scip-python names what is in a folder of sources by its path (`src.flask.app`), but uses of it as Python does
 * (`flask.app`), or as the package that happens to be installed.
 */
function pythonByModule(symbols: ReadonlyMap<string, Symbol>): Map<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const [name, { definitions }] of symbols) {
    if (definitions.size === 0) continue;
    for (const key of moduleKeys(name)) found.set(key, found.has(key) ? new Set() : definitions);
  }
  return found;
}

/** A Python symbol's name without its package, and without the folder that its source may be in. */
function moduleKeys(name: string): string[] {
  const [, module, rest] = /^scip-python \S+ \S+ \S+ `?([\w.]+)`?(\/.*)$/.exec(name) ?? [];
  if (module === undefined || rest === undefined) return [];
  return [module, ...(/^(?:src|lib|python)\./.test(module) ? [module.replace(/^\w+\./, '')] : [])].map(
    (each) => each + rest,
  );
}

/** Manager, name and version in front of a symbol's path. */
function packageOf(name: string): string {
  return name.split(' ', 4).slice(1).join(' ');
}

function collectImplementations(symbols: ReadonlyMap<string, Symbol>): ScipImplementation[] {
  const found: ScipImplementation[] = [];
  for (const [name, { definitions, implements: targets }] of symbols) {
    // Neither keys of object literals nor classes in functions are known as members or types by their names.
    if (definitions.size === 0 || /\d:$|#local /.test(name)) continue;
    for (const target of targets) {
      const to = symbols.get(target)?.definitions;
      if (to === undefined || to.size === 0 || target === name) continue;
      const direct = ![...targets].some(
        (other) => other !== name && symbols.get(other)?.implements.has(target) === true,
      );
      found.push({ isType: name.endsWith('#'), from: definitions, to, direct });
    }
  }
  return found;
}
