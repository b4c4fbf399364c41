/** Which tests run in which window: a suite is one start of VS Code. */

import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);

export interface Suite {
  readonly name: string;
  /** Globs of test files, relative to test/extension. */
  readonly files: readonly string[];
  /** Copied into a temporary folder and opened: a folder of test/extension/fixtures, or a .code-workspace file in one. */
  readonly workspace?: string;
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
  { name: 'untrusted', files: ['untrusted/*.test.ts'], workspace: 'shop', trusted: false },
];
