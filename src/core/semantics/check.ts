/** One file of a program → its exact references. Pure over the program. */

import { ts } from 'ts-morph';
import type { ExactReference, ExactReferences } from '../model/exact';
import type { Descriptor } from '../model/ids';
import { createBinder, nameStart } from './bind';
import type { Binder } from './bind';
import type { DiskView } from './host';
import type { LoadedProgram } from './program';
import { siteOf } from './sites';
import type { Site } from './sites';
import type { Sources } from './sources';

export interface FileChecker {
  /** Undefined for a file that is not in the program. */
  check(path: string): ExactReferences | undefined;
}

const fileItself = '' as Descriptor;

export function createFileChecker(program: LoadedProgram, disk: DiskView, sources: Sources): FileChecker {
  const binder = createBinder(program.checker(), disk, sources);
  return {
    check(path) {
      const file = program.sourceFile(path);
      if (file === undefined) return undefined;
      const references: ExactReference[] = [];
      const isSymbol = (at: number): Descriptor | undefined => {
        const { line, character } = file.getLineAndCharacterOfPosition(at);
        return sources.symbolAt(path, line, character);
      };
      const visit = (node: ts.Node, around: Descriptor): void => {
        const own = isDeclaration(node) ? isSymbol(nameStart(node, file)) : undefined;
        const from = own ?? around;
        const site = siteOf(node);
        if (site !== undefined && !(site.kind === 'key' && isSymbol(node.getStart(file)) !== undefined)) {
          references.push(...entriesOf(binder, site, file, from));
        }
        ts.forEachChild(node, (child) => {
          visit(child, from);
        });
      };
      visit(file, fileItself);
      return { covers: [], isWhole: true, references: references.sort(byPosition) };
    },
  };
}

function isDeclaration(node: ts.Node): node is ts.Declaration {
  return (
    ts.isFunctionLike(node) ||
    ts.isClassLike(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isPropertySignature(node) ||
    ts.isPropertyAssignment(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isEnumMember(node) ||
    ts.isModuleDeclaration(node) ||
    (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent))
  );
}

function entriesOf(binder: Binder, site: Site, file: ts.SourceFile, from: Descriptor): ExactReference[] {
  const bound = binder.bind(site);
  if (bound === 'open') return [];
  const { node, type } = site;
  const range = {
    start: file.getLineAndCharacterOfPosition(node.getStart(file)),
    end: file.getLineAndCharacterOfPosition(node.end),
  };
  const entry = { range, from, type };
  if (bound === undefined) return [{ ...entry, isUnknown: true }];
  return bound.length === 0 ? [entry] : bound.map((meaning) => ({ ...entry, ...meaning }));
}

function byPosition(a: ExactReference, b: ExactReference): number {
  const [one, other] = [a.range.start, b.range.start];
  return one.line - other.line || one.character - other.character;
}
