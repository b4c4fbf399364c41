/** What a sentence's form says of what it asks for: a thing, a deed, an answer of yes or no, a change of the code. */

import { symbolKinds } from '../../model/symbol';
import type { SymbolKind } from '../../model/symbol';

export interface Form {
  /** Opens as a description of a thing: `A queue of…`, `Represents…`. */
  readonly thing: boolean;
  /** Opens with a verb: `Returns…`, `parse the…`. */
  readonly deed: boolean;
  /** Asks whether something holds. */
  readonly predicate: boolean;
  /** Something is made. */
  readonly making: boolean;
  /** Tells of a change, as a commit does: `Fix…`, `support…`. */
  readonly change: boolean;
  /** By kind, whether the sentence names it: `class`, `method`. */
  readonly kinds: readonly boolean[];
}

const articles =
  /^\W*(?:an?|the|this|these|represents?|describes?|base|abstract|interface|class|struct|trait|type|enum)\b/i;
const verbs = new Set(
  `add append apply assert assign attach begin bind build calculate call cancel cast check clean clear clone close collect
  combine compare compile compute configure connect consume convert copy count create decode define delete destroy detach
  determine disable dispatch do dump emit enable encode end enqueue ensure escape execute expand extract fetch fill filter
  find finish flush format free generate get handle hash ignore import increment init initialize insert inspect install
  invoke iterate join keep list load lock log look make map mark match merge move normalize notify open override parse pass
  perform pop prepare prevent print process produce provide push put query raise read receive record register release remove
  rename render replace report reset resolve restore retrieve return run save scan schedule search select send serialize
  serve set setup show skip sort split start stop store strip submit swap sync test throw track transform translate trim
  try unlock unregister unwrap update use validate verify visit wait walk wrap write yield`.split(/\s+/),
);
const changes = new Set(
  `add adds added adjust allow allows allowed avoid change changed clarify clean cleanup correct correctly deprecate disable
  do don't drop enable ensure exclude expose extend fix fixed fixes handle ignore implement implemented improve include
  increase introduce make move optimize optimise prefer prevent reduce refactor remove removed rename reorganize replace
  restore rewrite set simplify skip split stop support switch tidy tweak update updated upgrade use using`.split(/\s+/),
);
const predicates =
  /\b(?:whether|true if|true when|checks? if|determines? if|tests? if|is it|if the given)\b|^\W*(?:is|has|can|does)\b/i;
const makings = /\b(?:creates?|constructs?|makes?|builds?|constructor|initiali[sz]es?|instantiates?|new)\b/i;

const kindWords: readonly (readonly [SymbolKind, RegExp])[] = [
  ['function', /\b(?:functions?|func|helper)\b/i],
  ['method', /\b(?:methods?|getter|setter)\b/i],
  ['class', /\b(?:class(?:es)?|structs?|structures?|objects?)\b/i],
  ['interface', /\b(?:interfaces?|traits?|protocols?)\b/i],
  ['enum', /\b(?:enums?|enumerations?|kinds?)\b/i],
  ['type', /\b(?:types?|aliases|alias|typedef)\b/i],
  ['constant', /\b(?:constants?|defaults?)\b/i],
  ['property', /\b(?:properties|property|fields?|members?|attributes?)\b/i],
  ['module', /\b(?:modules?|files?|packages?)\b/i],
];

export function formOf(text: string): Form {
  const opening = /[A-Za-z']+/.exec(text)?.[0].toLowerCase() ?? '';
  const thing = articles.test(text);
  const third = /[^su]s$/.test(opening) && opening.length > 3;
  return {
    thing,
    deed: !thing && (third || verbs.has(opening)),
    predicate: predicates.test(text),
    making: makings.test(text),
    change: changes.has(opening),
    kinds: symbolKinds.map((kind) => kindWords.some(([named, words]) => named === kind && words.test(text))),
  };
}
