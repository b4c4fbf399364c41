/** What is pictured: scenes, each a start of VS Code, and in them surfaces, each some steps that bring it up. */

import type { Page } from 'playwright-core';
import { checkingSurfaces, withChecker } from './checkerSurfaces';
import { openFile, waitForText } from './drive';
import { editorSurfaces } from './editorSurfaces';
import { failedSurfaces, lifeSurfaces } from './lifeSurfaces';
import { consentSurfaces, farEndpoint, meaningSurfaces, slowEndpoint } from './meaningSurfaces';
import { impactSurfaces, relationSurfaces } from './relationSurfaces';
import { emptyWindowSearch, searchSurfaces, unindexedSearch } from './searchSurfaces';
import { severalFolders, treeSurfaces, welcome } from './treeSurfaces';

export interface Stage {
  /** Absolute path of the open folder; undefined if there is none. */
  readonly folder: string | undefined;
  readonly dataDir: string;
  /** Changes user settings of the running window; undefined takes one back. */
  readonly set: (settings: Readonly<Record<string, unknown>>) => void;
}

export interface Surface {
  readonly name: string;
  readonly steps: (page: Page, stage: Stage) => Promise<void>;
  /** Where in media/ `--media` puts the dark picture. */
  readonly media?: string;
}

export interface Scene {
  readonly name: string;
  /** A folder of test/extension/fixtures; none is open if absent. */
  readonly workspace?: string;
  /** Indexed before the window opens. */
  readonly indexed?: boolean;
  readonly trusted?: boolean;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Further environment of the extension host. */
  readonly environment?: Readonly<Record<string, string>> | (() => Promise<Readonly<Record<string, string>>>);
  readonly surfaces: readonly Surface[];
}

const file: Surface = {
  name: 'file',
  steps: async (page) => {
    await openFile(page, 'cart.ts', 21);
    await waitForText(page, 'constructor');
  },
};

export const scenes: readonly Scene[] = [
  {
    name: 'indexed',
    workspace: 'shop',
    indexed: true,
    surfaces: [file, ...searchSurfaces, ...editorSurfaces, ...treeSurfaces, ...relationSurfaces, ...lifeSurfaces],
  },
  { name: 'changed', workspace: 'shop', indexed: true, surfaces: impactSurfaces },
  {
    name: 'meaning',
    workspace: 'shop',
    environment: slowEndpoint,
    surfaces: meaningSurfaces,
  },
  {
    name: 'endpoint',
    workspace: 'shop',
    settings: farEndpoint,
    surfaces: consentSurfaces,
  },
  {
    name: 'unindexed',
    workspace: 'shop',
    settings: { 'loci.index.automatic': false },
    surfaces: [...unindexedSearch, welcome('not-indexed', 'This folder is not indexed yet')],
  },
  { name: 'noFolder', surfaces: [...emptyWindowSearch, welcome('no-folder', 'Open a folder to index it')] },
  {
    name: 'untrusted',
    workspace: 'shop',
    trusted: false,
    surfaces: [welcome('untrusted', 'Loci reads a folder only once you trust it')],
  },
  {
    name: 'failed',
    workspace: 'shop',
    environment: { LOCI_DATABASE_URL: 'postgresql://ann@127.0.0.1:1/none' },
    surfaces: failedSurfaces,
  },
  { name: 'checking', workspace: 'shop', environment: withChecker, surfaces: checkingSurfaces },
  { name: 'several', workspace: 'two folders 🗂️/two.code-workspace', surfaces: severalFolders },
];
