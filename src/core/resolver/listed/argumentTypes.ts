/** How well what is given fits what is asked for: literals, names of known types, constructions. */

import { closesAtEnd, countTypeArguments, splitList } from '../../parser/argumentLists';
import type { Target } from '../inference/inference';
import type { Written } from './localNames';
import type { Objects } from './objects';
import { splitPath, typeName } from './paths';
import type { ListedProject } from './project';
import type { Cost } from './overloads';
import { impossible } from './overloads';
import { builtinBases, builtinName, constantType, literalType, numeric, resultType } from './builtinTypes';

export interface ArgumentTypes {
  /** Once a call: it is the same for all that the call may mean. */
  argument(written: Written): Argument;
  /** 0 for the very type; impossible for what does not fit. */
  cost(parameter: Written, argument: Argument): Cost;
}

export interface Argument {
  readonly text: string;
  readonly given: Given | undefined;
}

/** A type by its simple name, lists counted. */
interface Given {
  readonly name: string;
  readonly lists: number;
  readonly target: Target | undefined;
}

/** A type as written, without what says how many may be given; its simple name, lists counted. */
interface TypeText {
  readonly plain: string;
  readonly name: string;
  readonly lists: number;
}

const boxing = 20;
const anyObject = 50;
const deepestBases = 8;

export function createArgumentTypes(
  project: ListedProject,
  objects: Objects,
  basesOf: (type: Target) => readonly Target[],
): ArgumentTypes {
  const texts = new Map<string, TypeText>();

  function typeOf({ file, from, text: written }: Written, depth = 0): Given | undefined {
    // What is a function written in place elsewhere is a pointer's member in C.
    const text = file.family.hasAliases ? written.replaceAll('->', '.') : written;
    if (text === '' || depth > 3) return undefined;
    const literal = literalType(text);
    if (literal !== undefined) return { name: literal, lists: 0, target: undefined };
    const branches = /^[^?]+ \? ([^?:]+) : ([^?:]+)$/.exec(text);
    if (branches !== null)
      return eitherType(branches.slice(1).map((each) => typeOf({ file, from, text: each }, depth + 1)));
    const construction = /^new\s+([\w.]+)\s*(?:<.*?>)?\s*([([{])/.exec(text);
    const isWhole = construction !== null && closesAtEnd(text, construction[0].length - 1);
    const made =
      (isWhole ? construction : null) ??
      /^\(([A-Z][\w.]*|int|long|char|double|float|byte|short)(?:<[^()]*>)?\??(\[\])?\)\s*[\w("']/.exec(text);
    if (made !== null) return asType({ file, from, text: made[1]! }, made[2]?.startsWith('[') === true ? 1 : 0);
    if (/[^\w.()[\]\s<>,"':&*$]/.test(text) || /\s[<>&*]\s/.test(text)) return undefined;
    const type = objects.writtenOf(file, from, splitPath(text), 0);
    if (type === undefined) return text === 'this' ? thisType(file, from) : builtinResult(text);
    if (type.text.includes('(')) return typeOf(type, depth + 1);
    return asType(type, text.endsWith(']') ? -1 : 0);
  }

  /** A type may stand in several parts. */
  function isSame(one: Target | undefined, other: Target | undefined): boolean {
    if (one === undefined || other === undefined) return false;
    return (
      (one.unit === other.unit && one.symbol === other.symbol) || project.fullName(one) === project.fullName(other)
    );
  }

  /** Of a method that is none of the project's, if all that have its name answer alike. */
  function builtinResult(text: string): Given | undefined {
    if (text.endsWith('.length')) return { name: 'int', lists: 0, target: undefined };
    const isText = /^String\.(?:valueOf|format|join)\(/.test(text);
    const told = isText ? 'String' : (constantType(text) ?? resultType(/\.(\w+)\([^()]*\)$/.exec(text)?.[1] ?? ''));
    if (told === undefined) return undefined;
    const name = told.replace('[]', '');
    return { name, lists: Number(name !== told), target: undefined };
  }

  function thisType(file: Written['file'], from: number): Given | undefined {
    const target = objects.objectOf(file, from, ['this'], 0);
    return target && { name: project.symbol(target).name.replace(/`\d+$/, ''), lists: 0, target };
  }

  function asType(written: Written, more: number): Given | undefined {
    const { plain, lists, name } = typeText(written.text);
    // The names of type parameters say nothing.
    if (name === '' || lists + more < 0) return undefined;
    const target = objects.typeWritten({ ...written, text: plain }, 0);
    return { name: builtinName(name, written.file.unit.language), lists: lists + more, target };
  }

  /** The same parameters are asked for at every call. */
  function typeText(text: string): TypeText {
    let found = texts.get(text);
    if (found === undefined) {
      const plain = text.replace(/\.\.\.$|=$|^this /g, '');
      const name = splitPath(typeName(plain)).at(-1) ?? '';
      texts.set(text, (found = { plain, name, lists: plain.match(/\[/g)?.length ?? 0 }));
    }
    return found;
  }

  /** A class of Kotlin is no function, as its interfaces are none. */
  function isClass({ target }: Given): boolean {
    if (target === undefined || project.unit(target.unit)?.unit.language !== 'kotlin') return false;
    return project.symbol(target).kind === 'class' || project.symbol(target).kind === 'enum';
  }

  function isCsharp({ unit }: Target): boolean {
    return project.unit(unit)?.unit.language === 'csharp';
  }

  /** Another name of Kotlin for a type, of a function where one is given. */
  function isAlias({ target }: Given): boolean {
    if (target === undefined || project.unit(target.unit)?.unit.language !== 'kotlin') return false;
    return project.symbol(target).kind === 'type';
  }

  function costOfClass(asked: Given, given: Given): Cost {
    // No type extends a delegate.
    if (
      given.target !== undefined &&
      asked.target === undefined &&
      delegates.test(asked.name) &&
      isCsharp(given.target)
    )
      return impossible;
    if (given.target !== undefined) return distance(given.target, asked, 1);
    // Nothing else is a text.
    if (asked.name === 'String' && given.name !== 'String') return impossible;
    // What is outside the project extends nothing of it.
    const bases = builtinBases(given.name);
    return bases === undefined ? undefined : bases.has(asked.name) ? 1 : impossible;
  }

  /** Steps up to a base; undefined if a base is not known. */
  function distance(type: Target, asked: Given, depth: number): Cost {
    if (depth > deepestBases) return undefined;
    const file = project.unit(type.unit)!;
    const named = file.listing.bases.filter(({ symbol }) => symbol === type.symbol);
    const bases = basesOf(type);
    if (bases.some((base) => isSame(base, asked.target))) return depth;
    if (asked.target === undefined && named.some(({ name }) => name === asked.name)) return depth;
    let far: Cost = bases.length < named.length && asked.target === undefined ? undefined : impossible;
    for (const base of bases) {
      const found = distance(base, asked, depth + 1);
      if (found === undefined) far = far === impossible ? undefined : far;
      else if (far === undefined || found < far) far = found === impossible ? far : found;
    }
    return far;
  }

  return {
    argument: (written) => ({ text: written.text, given: typeOf(written) }),
    cost(parameter, { text, given }) {
      if (given?.name === '->' && parameter.text.includes('->')) return 0;
      const asked = asType(parameter, 0);
      if (asked === undefined || given === undefined) return undefined;
      if (given.name === '->' && isAlias(asked)) return 0;
      if (given.name === '->' && parameter.file.unit.language === 'csharp') {
        const isDelegate = asked.target && project.symbol(asked.target).nativeKind === 'delegate';
        return isDelegate === true ? undefined : lambdaCost(asked, parameter.text, text);
      }
      if (isVariable(asked.name) && asked.target === undefined) return costOfAny(given, asked.lists);
      if (isVariable(given.name) && given.target === undefined) return undefined;
      if (given.name === 'null') return numeric.has(asked.name) && asked.lists === 0 ? impossible : 1;
      if (given.name === '->') return isPlainClass(asked) || isClass(asked) ? impossible : undefined;
      if (given.lists === asked.lists + 1 && parameter.text.endsWith('...')) return 1;
      if (given.lists !== asked.lists)
        return asked.name === 'Object' && asked.lists < given.lists ? anyObject : impossible;
      if (isSame(asked.target, given.target) || (asked.name === given.name && asked.target === given.target)) return 0;
      if (given.lists > 0 && (numeric.has(given.name) || numeric.has(asked.name))) return impossible;
      if (given.lists === 0 && (numeric.has(given.name) || numeric.has(asked.name))) return numericCost(asked, given);
      if (asked.name === 'Object') return anyObject;
      return costOfClass(asked, given);
    },
  };
}

/** Of what is the one or the other. */
function eitherType([one, other]: readonly (Given | undefined)[]): Given | undefined {
  if (one === undefined || other === undefined || one.name === other.name)
    return one?.lists === other?.lists ? one : undefined;
  if (one.name === 'null' || other.name === 'null') return one.name === 'null' ? other : one;
  const [wide, own] = [numeric.get(one.name), numeric.get(other.name)];
  if (wide === undefined || own === undefined || one.lists + other.lists > 0) return undefined;
  return wide > own ? one : other;
}

/** A parameter that takes anything: what is a list fits lists of it and itself. */
function costOfAny(given: Given, lists: number): Cost {
  return lists > given.lists
    ? impossible
    : numeric.has(given.name) && lists === given.lists
      ? anyObject + boxing
      : anyObject;
}

function numericCost(asked: Given, given: Given): Cost {
  const [wide, own] = [numeric.get(asked.name), numeric.get(given.name)];
  if (wide !== undefined && own !== undefined) {
    const fits = asked.name !== 'boolean' && given.name !== 'boolean' && wide > own;
    return fits ? wide - own : impossible;
  }
  if (own !== undefined) {
    if (asked.name === 'Object' || asked.name === 'Number' || asked.name === 'Comparable') return boxing + 5;
    return boxes[given.name] === asked.name ? boxing : impossible;
  }
  return boxes[asked.name] === given.name ? boxing : impossible;
}

const boxes: Readonly<Record<string, string>> = {
  ...{ int: 'Integer', long: 'Long', char: 'Character', boolean: 'Boolean', double: 'Double', float: 'Float' },
  ...{ byte: 'Byte', short: 'Short' },
};

function isPlainClass({ name, lists }: Given): boolean {
  return (
    lists > 0 || numeric.has(name) || /^(?:String|Class|Type|Number|Integer|Long|Boolean|List|Map|Set)$/.test(name)
  );
}

function isVariable(name: string): boolean {
  return /^(?:[A-Z][A-Z\d]?|T[A-Z]\w*)$/.test(name);
}

const delegates = /^(?:Func|Action|Predicate|Comparison|Converter)$/;

/** Of C#: a function that is written in place fits a delegate that takes as many arguments. */
function lambdaCost({ name, lists }: Given, parameter: string, argument: string): Cost {
  if (lists > 0 || !(delegates.test(name) || /^(?:Expression|Delegate)$|(?:Delegate|Callback|Handler)$/.test(name))) {
    return impossible;
  }
  const taken = countTypeArguments(parameter, parameter.indexOf('<'));
  const asked = name === 'Func' ? taken - 1 : name === 'Action' ? taken : undefined;
  return asked === undefined || asked === lambdaInputs(argument) ? undefined : impossible;
}

function lambdaInputs(argument: string): number {
  const list = /^(?:(?:async|static) )*(\(.*?\)|\w+) ?=>/.exec(argument)?.[1] ?? '';
  return list.startsWith('(') ? splitList(list).length : 1;
}
