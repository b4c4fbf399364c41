/** Which tests run in which window: a suite is one start of VS Code. */

import { fileURLToPath } from 'node:url';
import type { Person } from '../host/person';
import { trustsFolder } from '../host/person';
import { makeBranches, makeMany } from './support/made';

const here = fileURLToPath(import.meta.url);

export interface SuiteWindow {
  /** Globs of test files, relative to test/extension. */
  readonly files: readonly string[];
  /** Copied into a temporary folder and opened: a folder of test/extension/fixtures, or a .code-workspace file in one. */
  readonly workspace?: string;
}

export interface Suite extends SuiteWindow {
  readonly name: string;
  /** Further windows, open at the same time. They find each other by `meeting` of support/meeting.ts. */
  readonly besides?: readonly SuiteWindow[];
  /** The suite that runs before, whose folders and whose index are taken over. */
  readonly after?: string;
  /** Makes what no fixture holds, in the copied workspace. */
  readonly prepare?: (workspace: string) => void;
  /** Does in the first window what no extension can; it takes the server's VS Code. */
  readonly person?: Person;
  /** Takes minutes: it runs only if it, or a file of it, is named. */
  readonly long?: true;
  /** User settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Restricted Mode if false; true unless told. */
  readonly trusted?: boolean;
  /** Further environment of the extension host. */
  readonly environment?: Readonly<Record<string, string>>;
}

export const suites: readonly Suite[] = [
  { name: 'main', files: ['*.test.ts'], workspace: 'shop' },
  { name: 'empty', files: ['empty/*.test.ts'] },
  { name: 'folders', files: ['folders/*.test.ts'], workspace: 'two folders 🗂️/two.code-workspace' },
  {
    name: 'performance',
    files: ['performance/*.test.ts'],
    workspace: 'shop',
    settings: { 'loci.index.automatic': false },
  },
  // A path below a file: on no platform can a folder be made there.
  {
    name: 'unwritable',
    files: ['unwritable/*.test.ts'],
    workspace: 'shop',
    environment: { LOCI_DATA_DIR: `${here}/data` },
  },
  { name: 'untrusted', files: ['untrusted/*.test.ts'], workspace: 'shop', trusted: false, person: trustsFolder },
  {
    name: 'windows',
    files: ['windows/first.test.ts'],
    workspace: 'shop',
    besides: [
      { files: ['windows/second.test.ts'], workspace: 'shop' },
      { files: ['windows/other.test.ts'], workspace: 'branches' },
    ],
    prepare: makeBranches,
    // In a browser VS Code saves by itself: what is typed would not stay unsaved for long.
    settings: { 'files.autoSave': 'off' },
  },
  { name: 'closing', files: ['closing/closing.test.ts'], workspace: 'many', prepare: makeMany(1500) },
  { name: 'reopening', files: ['closing/reopening.test.ts'], workspace: 'many', after: 'closing' },
  { name: 'large', files: ['large/*.test.ts'], workspace: 'many', prepare: makeMany(100_000), long: true },
];
