/** Which of several members takes what another one takes, whatever it calls the types. */

import type { LanguageId } from '../../model/ids';
import type { ListedSymbol } from '../../parser/code/listing';

/** What stands for type parameters whose arguments are not written. */
const anyType = '*';

interface Told {
  /** What stands for the type parameters of those that are asked. */
  readonly stands: ReadonlyMap<string, string>;
  /** Whether one of them or of those above must be meant: the only one that takes as many will do. */
  readonly isTold: boolean;
}

/** What stands for a type's parameters, by the arguments that are written below it. */
export function substitutionFor(
  generics: readonly string[],
  written: readonly string[],
  given: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (generics.length === 0) return given.size === 0 ? given : new Map();
  return new Map(
    generics.map((name, index) => [
      name,
      replaced(written.length === 0 ? anyType : (written[index] ?? anyType), given),
    ]),
  );
}

/** The index of the one that takes the same; undefined if none does, or if it cannot be told which. */
export function same(
  language: LanguageId,
  member: ListedSymbol,
  named: readonly ListedSymbol[],
  { stands, isTold }: Told,
): number | undefined {
  if (member.parameters === undefined) return named.length === 1 ? 0 : undefined;
  const asMany = named.flatMap(({ parameters }, index) =>
    (parameters ?? []).length === member.parameters!.length ? [index] : [],
  );
  if (asMany.length === 0) return undefined;
  const form = language === 'cpp' ? nativeForm : formOf;
  const own = shapes(member, form, new Map());
  const others = new Map(asMany.map((index) => [index, shapes(named[index]!, form, stands)]));
  const exactly = asMany.filter((index) => isSame(own, others.get(index)!));
  if (exactly.length > 0) return exactly[0];
  const plainly = asMany.filter((index) => isSame(own.map(erased), others.get(index)!.map(erased)));
  if (plainly.length > 0) return plainly.length === 1 || language === 'java' ? plainly[0] : undefined;
  const asErased =
    language === 'java' && member.overrides
      ? asMany.filter((index) => isSame(own.map(erased), erasure(named[index]!, stands)))
      : [];
  if (asErased.length === 1) return asErased[0];
  // What says that it overrides may write a type otherwise.
  return isTold && asMany.length === 1 ? asMany[0] : undefined;
}

function isSame(own: readonly string[], others: readonly string[]): boolean {
  return own.every((each, index) => {
    const other = others[index]!;
    return each === other || other === anyType || (other === `${anyType}[]` && each.endsWith('[]'));
  });
}

/** Whether a member of C# gives what one of an interface does, which is asked of those that do not say that they override. */
export function givesSame(member: ListedSymbol, asked: ListedSymbol, stands: ReadonlyMap<string, string>): boolean {
  const [own, other] = [member, asked].map(({ type, generics }, index) =>
    formOf(replaced(type, withOwn(generics, index === 0 ? new Map() : stands))),
  );
  return own === '' || other === '' || own === other || other!.includes(anyType);
}

/** Of Java: what a method takes for those who know nothing of type parameters. */
function erasure(symbol: ListedSymbol, stands: ReadonlyMap<string, string>): string[] {
  const names = [...stands.keys(), ...symbol.generics];
  const objects = new Map(names.map((name) => [name, 'Object']));
  return shapes({ ...symbol, generics: [] }, formOf, objects).map(erased);
}

type Form = (written: string) => string;

function shapes(
  { parameters = [], generics }: ListedSymbol,
  form: Form,
  stands: ReadonlyMap<string, string>,
): string[] {
  const own = withOwn(generics, stands);
  return parameters.map((each) => form(replaced(each, own)));
}

/** Type parameters of functions are the same by their places. */
function withOwn(generics: readonly string[], stands: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (generics.length === 0) return stands;
  return new Map([...stands, ...generics.map((name, index): [string, string] => [name, `#${index}`])]);
}

function replaced(written: string, stands: ReadonlyMap<string, string>): string {
  if (stands.size === 0) return written;
  return written.replace(/(?<![\w.$])[\p{L}_$][\p{L}\p{N}_$]*/gu, (name) => stands.get(name) ?? name);
}

/** Without packages, annotations, defaults and what says that nothing may be there. */
function formOf(written: string): string {
  return written
    .replace(/=$/, '')
    .replace(/\.\.\.$/, '[]')
    .replace(/@[\w.]+(?:\([^)]*\))?\s*/g, '')
    .replace(/(?:\b[\p{L}_$][\p{L}\p{N}_$]*\.)+(?=[\p{L}_$])/gu, '')
    .replace(/[?\s]/g, '');
}

function nativeForm(written: string): string {
  return written.replace(/=$|\b(?:struct|class|typename) |\b\w+::|\s/g, '');
}

function erased(form: string): string {
  const plain = form.replaceAll('->', '→').replace(/<[^<>]*>/g, '');
  return plain.includes('>') && plain.length < form.length ? erased(plain) : plain;
}
