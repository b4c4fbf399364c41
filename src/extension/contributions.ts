/** Ids and settings that package.json contributes, typed once. A tidy test compares both ways. */

import { defaultEmbeddingBudget } from '../core/model/api';
import type { EmbeddingSettings } from '../core/model/api';

export const commandIds = {
  search: 'loci.search',
  searchSelection: 'loci.searchSelection',
  indexFolder: 'loci.indexFolder',
  rebuildIndex: 'loci.rebuildIndex',
  pauseIndexing: 'loci.pauseIndexing',
  resumeIndexing: 'loci.resumeIndexing',
  forgetFolder: 'loci.forgetFolder',
  excludeFolder: 'loci.excludeFolder',
  whyFile: 'loci.whyFile',
  showStatus: 'loci.showStatus',
  doctor: 'loci.doctor',
  showLog: 'loci.showLog',
  setDatabasePassword: 'loci.setDatabasePassword',
  setEmbeddingKey: 'loci.setEmbeddingKey',
  clearEmbeddingKey: 'loci.clearEmbeddingKey',
  reviewEmbedding: 'loci.reviewEmbedding',
  toggleCodeLens: 'loci.toggleCodeLens',
  openWalkthrough: 'loci.openWalkthrough',
  refreshViews: 'loci.refreshViews',
  revealInExplore: 'loci.revealInExplore',
  showRelations: 'loci.showRelations',
  showIncoming: 'loci.showIncoming',
  showOutgoing: 'loci.showOutgoing',
  pinSymbol: 'loci.pinSymbol',
  unpinSymbol: 'loci.unpinSymbol',
  showCallers: 'loci.showCallers',
  showImplementations: 'loci.showImplementations',
  showRelationGraph: 'loci.showRelationGraph',
  showImpact: 'loci.showImpact',
  chooseImpact: 'loci.chooseImpact',
  copyImpact: 'loci.copyImpact',
  openSymbol: 'loci.openSymbol',
  openToSide: 'loci.openToSide',
  findSimilar: 'loci.findSimilar',
  copySymbolId: 'loci.copySymbolId',
  /** For keybindings only; its argument is an ItemAction of the search palette. */
  actOnHit: 'loci.actOnHit',
} as const;
export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const viewIds = {
  explore: 'loci.explore',
  relations: 'loci.relations',
  impact: 'loci.impact',
  index: 'loci.index',
} as const;
/** Types of webview panels. */
export const webviewIds = { graph: 'loci.graph' } as const;
export type ViewId = (typeof viewIds)[keyof typeof viewIds];

/** Keys of `when` clauses that the extension sets, with their values. */
export interface ContextKeys {
  readonly 'loci.state': WindowState;
  /** Some folder of the window is indexed. */
  readonly 'loci.hasIndex': boolean;
  /** The active editor's language is one that Loci reads. */
  readonly 'loci.languageSupported': boolean;
  readonly 'loci.relations.direction': 'in' | 'out';
  readonly 'loci.relations.hasSymbol': boolean;
  /** Somebody has asked for the Impact view. */
  readonly 'loci.impactAsked': boolean;
  /** `Loci: Get Started` was run in this window. */
  readonly 'loci.walkthroughOpened': boolean;
  /** While the search palette is open: whether its box holds text, or recent searches are shown. */
  readonly 'loci.searching': 'text' | 'recent' | undefined;
}

/**
 * The state of the window's folders taken together: the first of these that holds for one of them, save `indexed`, which
 * holds for all. `unsupported`: no folder on a disk. `starting`: not known yet.
 */
export type WindowState =
  'noFolder' | 'unsupported' | 'starting' | 'failed' | 'indexing' | 'paused' | 'notIndexed' | 'indexed';

export const lensKinds = ['function', 'method', 'class', 'interface'] as const;
export type LensKind = (typeof lensKinds)[number];

/** Settings below `loci.`, with the defaults that package.json gives; a value of another type reads as the default. */
export const settingDefaults = {
  'search.limit': 50,
  'search.preview': true,
  'hover.enabled': true,
  'codeLens.enabled': true,
  'codeLens.kinds': lensKinds as readonly LensKind[],
  'codeLens.callers': true,
  'codeLens.implementations': true,
  'codeLens.minimumLines': 2,
  'relations.followCursor': true,
  'callHierarchy.enabled': true,
  'index.automatic': true,
  'index.exclude': [] as readonly string[],
  'checker.enabled': true,
  'checker.memory': 2_048,
  'embedding.provider': 'builtin' as EmbeddingSettings['provider'],
  'embedding.endpoint': '',
  'embedding.model': '',
  'embedding.dimensions': 0,
  'embedding.allowDownload': false,
  'embedding.budget': defaultEmbeddingBudget,
  'embedding.price': 0,
  dataDirectory: '',
  'database.url': '',
};
export type Settings = typeof settingDefaults;
export type SettingKey = keyof Settings;
