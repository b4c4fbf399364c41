/** What the Explore tree is made of, and how entries and symbols become nodes. Knows no editor. */

import type { Uri } from 'vscode';
import type { BrowseEntry, Outline } from '../../core/model/api';
import type { FilePath } from '../../core/model/ids';
import type { CodeSymbol } from '../../core/model/symbol';
import { inPages } from './pages';

/** Commands are given nodes: `symbol`, `folder` and `resourceUri` are what they read. */
export type ExploreNode = FolderNode | DirectoryNode | FileNode | SymbolNode | PageNode | NoteNode;

interface Node {
  /** The same for the same thing in every answer, so that what is expanded stays so. */
  readonly id: string;
  parent: ExploreNode | undefined;
}

interface Place extends Node {
  /** Absolute path, as the window has it. */
  readonly folder: string;
  readonly resourceUri: Uri;
}

export interface FolderNode extends Place {
  readonly kind: 'folder';
  readonly path: FilePath;
  readonly name: string;
}

/** Directories that hold one directory and nothing else are one node with the next: `path` is the innermost. */
export interface DirectoryNode extends Place {
  readonly kind: 'directory';
  readonly path: FilePath;
  label: string;
  entry: BrowseEntry;
}

export interface FileNode extends Place {
  readonly kind: 'file';
  readonly path: FilePath;
  entry: BrowseEntry;
}

export interface SymbolNode extends Place {
  readonly kind: 'symbol';
  readonly symbol: CodeSymbol;
  readonly children: readonly SymbolNode[];
}

export interface PageNode extends Node {
  readonly kind: 'page';
  readonly first: number;
  readonly children: readonly ExploreNode[];
}

/** Says in the tree why nothing can be shown. */
export interface NoteNode extends Node {
  readonly kind: 'note';
  readonly message: string;
}

export type Listed = FolderNode | DirectoryNode;

export function listedPath(entry: BrowseEntry): FilePath {
  return entry.leadsTo ?? entry.path;
}

/** What the chain that `entry` begins is called below the directory that it was listed in. */
export function listedLabel(entry: BrowseEntry): string {
  return listedPath(entry).slice(entry.path.length - entry.name.length);
}

/** Whether two answers about one directory show the same. */
export function sameEntries(before: readonly BrowseEntry[], after: readonly BrowseEntry[]): boolean {
  return before.length === after.length && before.every((entry, at) => sameEntry(entry, after[at]!));
}

function sameEntry(before: BrowseEntry, after: BrowseEntry): boolean {
  return (
    before.path === after.path &&
    before.kind === after.kind &&
    before.leadsTo === after.leadsTo &&
    before.files === after.files &&
    before.symbols === after.symbols &&
    before.status === after.status &&
    before.problem === after.problem
  );
}

/** Symbols of a file, nested as they are in it, without the one that stands for the file. */
export function symbolNodes(file: FileNode, { entries }: Outline): SymbolNode[] {
  const top: SymbolNode[] = [];
  const nodes: (SymbolNode & { readonly children: SymbolNode[] })[] = [];
  entries.forEach(({ symbol, container }, at) => {
    const { folder, resourceUri } = file;
    const above = container >= 0 && container < at && !isFileSymbol(container) ? nodes[container] : undefined;
    const parent = above ?? file;
    const id = `${folder}\n${symbol.id}`;
    nodes.push({ kind: 'symbol', id, parent, folder, resourceUri, symbol, children: [] });
    if (!isFileSymbol(at)) (above?.children ?? top).push(nodes[at]!);
  });
  return top;

  function isFileSymbol(at: number): boolean {
    return entries[at]?.symbol.descriptor === '';
  }
}

/** `nodes` in pages that know where they stand; `parent` is what they are listed in. */
export function pagesOf(nodes: readonly ExploreNode[], parent: ExploreNode | undefined): readonly ExploreNode[] {
  return inPages(nodes, (children, first): PageNode => {
    const page: PageNode = { kind: 'page', id: `${parent?.id ?? ''}\npage ${first}`, parent, first, children };
    for (const child of children) child.parent = page;
    return page;
  });
}

/** What differs between two outlines is worth a refresh: names, kinds and places. */
export function sameOutline(before: readonly SymbolNode[], after: readonly SymbolNode[]): boolean {
  return (
    before.length === after.length &&
    before.every((node, at) => {
      const other = after[at]!;
      const [a, b] = [node.symbol, other.symbol];
      return (
        a.id === b.id &&
        a.kind === b.kind &&
        a.nativeKind === b.nativeKind &&
        a.signature === b.signature &&
        a.nameRange.start.line === b.nameRange.start.line &&
        a.nameRange.start.character === b.nameRange.start.character &&
        sameOutline(node.children, other.children)
      );
    })
  );
}
