/** The Explore tree as it was asked for so far: lists are kept until what they show has changed. Knows no editor. */

import type { Uri } from 'vscode';
import type { BrowseEntry } from '../../core/model/api';
import type { FilePath, SymbolId } from '../../core/model/ids';
import type { EngineClient } from '../../protocol/client';
import type { DirectoryNode, ExploreNode, FileNode, FolderNode, Listed, SymbolNode } from './exploreNodes';
import { listedLabel, listedPath, pagesOf, sameEntries, sameOutline, symbolNodes } from './exploreNodes';

export interface ExploreFolder {
  readonly path: string;
  readonly name: string;
}

export interface ExploreModelOptions {
  readonly engine: () => Promise<Pick<EngineClient, 'browse' | 'outline'>>;
  readonly uriOf: (folder: string, path: FilePath) => Uri;
}

export interface ExploreModel {
  folder(folder: ExploreFolder): FolderNode;
  /** Rejects with what the engine says. */
  children(node: ExploreNode): Promise<readonly ExploreNode[]>;
  /** The node of a file, or of a symbol in it; undefined if the index does not hold it. */
  locate(folder: ExploreFolder, path: string, symbol?: SymbolId): Promise<ExploreNode | undefined>;
  /**
   * Reads again what was listed of these files and the directories above them; answers with the topmost nodes that now
   * show something else. Paths are relative to the folder.
   */
  changed(folder: string, paths: readonly string[]): Promise<readonly ExploreNode[]>;
  /** Whether the symbols of a file were asked for. */
  isOpen(folder: string, path: string): boolean;
  /** Drops all that is known of a folder, or everything. */
  forget(folder?: string): void;
}

interface Listing {
  readonly node: Listed;
  readonly entries: readonly BrowseEntry[];
  readonly nodes: readonly (DirectoryNode | FileNode)[];
  readonly pages: readonly ExploreNode[];
}

interface OpenFile {
  readonly node: FileNode;
  readonly nodes: readonly SymbolNode[];
  readonly pages: readonly ExploreNode[];
}

const root = '' as FilePath;

export function createExploreModel({ engine, uriOf }: ExploreModelOptions): ExploreModel {
  const folders = new Map<string, FolderNode>();
  const entryNodes = new Map<string, DirectoryNode | FileNode>();
  const listings = new Map<string, Promise<Listing>>();
  const files = new Map<string, Promise<OpenFile>>();

  const folderNode = ({ path: folder, name }: ExploreFolder): FolderNode => {
    const known = folders.get(folder);
    if (known?.name === name) return known;
    const resourceUri = uriOf(folder, root);
    const node: FolderNode = { kind: 'folder', id: folder, parent: undefined, folder, path: root, name, resourceUri };
    folders.set(folder, node);
    return node;
  };

  const entryNode = (above: Listed, entry: BrowseEntry): DirectoryNode | FileNode => {
    const path = listedPath(entry);
    const id = fileId(above.folder, path) + (entry.kind === 'directory' ? '/' : '');
    const known = entryNodes.get(id);
    if (known !== undefined) {
      known.entry = entry;
      known.parent = above;
      if (known.kind === 'directory') known.label = listedLabel(entry);
      return known;
    }
    const place = { id, parent: above, folder: above.folder, path, resourceUri: uriOf(above.folder, path), entry };
    const node: DirectoryNode | FileNode =
      entry.kind === 'directory'
        ? { kind: 'directory', ...place, label: listedLabel(entry) }
        : { kind: 'file', ...place };
    entryNodes.set(id, node);
    return node;
  };

  const list = async (node: Listed): Promise<Listing> => {
    const { folder, path } = node;
    const entries = await (await engine()).browse(path === root ? { folder } : { folder, path });
    const nodes = entries.map((entry) => entryNode(node, entry));
    return { node, entries, nodes, pages: pagesOf(nodes, node) };
  };

  const open = async (node: FileNode): Promise<OpenFile> => {
    const nodes = symbolNodes(node, await (await engine()).outline({ file: node.resourceUri.fsPath }));
    return { node, nodes, pages: pagesOf(nodes, node) };
  };

  const listing = (node: Listed): Promise<Listing> => kept(listings, node.id, () => list(node));
  const openFile = (node: FileNode): Promise<OpenFile> => kept(files, node.id, () => open(node));

  const children = async (node: ExploreNode): Promise<readonly ExploreNode[]> => {
    switch (node.kind) {
      case 'folder':
      case 'directory':
        return (await listing(node)).pages;
      case 'file':
        return (await openFile(node)).pages;
      case 'symbol':
      case 'page':
        return node.children;
      case 'note':
        return [];
    }
  };

  const findFile = async (node: Listed, path: string): Promise<FileNode | undefined> => {
    const { nodes } = await listing(node);
    const next = nodes.find((one) => (one.kind === 'file' ? one.path === path : isBelow(path, one.path)));
    return next?.kind === 'directory' ? await findFile(next, path) : next;
  };

  const listingChanged = async (before: Listing): Promise<boolean> => {
    const again = list(before.node);
    listings.set(before.node.id, again);
    again.catch(() => listings.delete(before.node.id));
    return !sameEntries(before.entries, (await again).entries);
  };

  const fileChanged = async (before: OpenFile): Promise<boolean> => {
    const again = open(before.node);
    files.set(before.node.id, again);
    again.catch(() => files.delete(before.node.id));
    return !sameOutline(before.nodes, (await again).nodes);
  };

  const locate = async (folder: ExploreFolder, path: string, symbol?: SymbolId): Promise<ExploreNode | undefined> => {
    const file = await findFile(folderNode(folder), path);
    if (file === undefined || symbol === undefined) return file;
    return findSymbol((await openFile(file)).nodes, symbol) ?? file;
  };

  const changed = async (folder: string, paths: readonly string[]): Promise<readonly ExploreNode[]> => {
    const lists = [...listings].flatMap(([id, known]) => (isOf(id, folder) ? [known] : []));
    const opened = paths.flatMap((path) => files.get(fileId(folder, path)) ?? []);
    // What cannot be read any more (a file that is gone) is shown gone by what lists it.
    const settled = await Promise.allSettled([
      ...lists.map(async (known) => {
        const before = await known;
        const isAbove = paths.some((path) => isBelow(path, before.node.path));
        return isAbove && (await listingChanged(before)) ? before.node : undefined;
      }),
      ...opened.map(async (known) => {
        const before = await known;
        return (await fileChanged(before)) ? before.node : undefined;
      }),
    ]);
    return topmost(settled.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : [])));
  };

  const forget = (folder?: string): void => {
    for (const map of [folders, entryNodes, listings, files]) {
      for (const id of map.keys()) if (folder === undefined || isOf(id, folder)) map.delete(id);
    }
  };

  const isOpen = (folder: string, path: string): boolean => files.has(fileId(folder, path));
  return { folder: folderNode, children, locate, changed, isOpen, forget };
}

function fileId(folder: string, path: string): string {
  return `${folder}\n${path}`;
}

function isOf(id: string, folder: string): boolean {
  return id === folder || id.startsWith(`${folder}\n`);
}

/** Answers that failed are not kept: the next question asks again. */
function kept<Value>(map: Map<string, Promise<Value>>, key: string, ask: () => Promise<Value>): Promise<Value> {
  const known = map.get(key);
  if (known !== undefined) return known;
  const asked = ask();
  map.set(key, asked);
  asked.catch(() => {
    if (map.get(key) === asked) map.delete(key);
  });
  return asked;
}

function isBelow(path: string, directory: FilePath): boolean {
  return directory === root || path.startsWith(`${directory}/`);
}

function findSymbol(nodes: readonly SymbolNode[], id: SymbolId): SymbolNode | undefined {
  for (const node of nodes) {
    const found = node.symbol.id === id ? node : findSymbol(node.children, id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A node that is refreshed refreshes what is below it. */
function topmost(nodes: readonly ExploreNode[]): ExploreNode[] {
  const all = new Set(nodes);
  const isCovered = (node: ExploreNode): boolean => {
    for (let above = node.parent; above !== undefined; above = above.parent) if (all.has(above)) return true;
    return false;
  };
  return [...all].filter((node) => !isCovered(node));
}
