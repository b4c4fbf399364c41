/** What a host is: a real VS Code with the packaged extension in it, to run tests in. */

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { cleanEnvironment } from './processes';
import { root } from './project';

export interface HostOptions {
  /** The package that is installed: a .vsix. */
  readonly vsix: string;
  /** A folder or a .code-workspace file, opened as it stands; no folder is open if absent. */
  readonly workspace?: string;
  /** User settings, besides those that keep VS Code quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Restricted Mode if false; true unless told. */
  readonly trusted?: boolean;
  /** Loci's data directory. Its server is ended with the host. */
  readonly dataDir: string;
  /** Further environment of the extension host. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Told in a line what takes long, such as an install. */
  readonly say: (text: string) => void;
}

/** What the module that runs in the host is told: JSON in the file that LOCI_TEST_PLAN names. */
export interface TestPlan {
  /** Absolute paths of bundled test files. */
  readonly files: readonly string[];
  /** A part of the full title of the tests to run; all unless told. */
  readonly grep?: string;
  /** Where the report is to be written, as JSON. */
  readonly report: string;
  /** Where the tests' output goes, as it comes: VS Code's own console is too talkative to find it there. */
  readonly output: string;
  readonly color: boolean;
}

export const usualMinutes = 10;

export interface TestRun {
  /** The bundle of test/extension/index.ts. */
  readonly module: string;
  /** Holds a {@link TestPlan}. */
  readonly planFile: string;
  /** What this window opens, as in {@link HostOptions}; windows may run tests at the same time. */
  readonly workspace?: string;
  /** Minutes after which tests that have not ended are given up; {@link usualMinutes} unless told. */
  readonly minutes?: number;
  /** Acts in the window while the tests run; its failure is the run's. In the server's VS Code only. */
  readonly person?: (page: Page) => Promise<void>;
}

export interface TestReport {
  readonly tests: readonly TestResult[];
}

export interface TestResult {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'pending';
  readonly ms: number;
  readonly error?: string;
}

export interface Host {
  readonly kind: 'desktop' | 'server';
  /** Runs a module's tests in the extension host; answers with VS Code's exit code. `log` is told VS Code's console. */
  readonly runTests: (run: TestRun, log: (text: string) => void) => Promise<number>;
  /** Shows VS Code to a person, or tells them where to look; answers when they have closed it. */
  readonly show: (say: (text: string) => void) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** VS Code in a browser: a person or a script can look at it. */
export interface ServerHost extends Host {
  readonly kind: 'server';
  /** The workbench in a window of that size, in pixels. */
  readonly openPage: (size: { readonly width: number; readonly height: number }) => Promise<Page>;
  /** Replaces the user settings that are not {@link quietSettings}; open windows take them up. */
  readonly set: (settings: Readonly<Record<string, unknown>>) => void;
}

/** An extension under development: VS Code runs no tests without one, so it is an empty one. */
export const probeExtension = path.join(root, 'test/host/probe');

/** Settings that keep VS Code from asking, fetching and greeting. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.hotExit': 'off',
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.banner': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'window.title': '${activeEditorShort}${separator}${rootName}',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** A fresh folder for user data with these settings in it. */
export function writeSettings(userData: string, settings: HostOptions['settings']): void {
  mkdirSync(path.join(userData, 'User'), { recursive: true });
  writeFileSync(path.join(userData, 'User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
}

/**
 * The extension host's environment: a data directory of its own, and what the suite adds. Should a run be killed, Loci's
 * server, which outlives its clients, goes soon after.
 */
export function hostEnvironment(options: HostOptions): NodeJS.ProcessEnv {
  const own = { LOCI_DATA_DIR: options.dataDir, LOCI_IDLE_SECONDS: '60', LOCI_CHECKER: 'off' };
  return { ...cleanEnvironment(), ...own, ...options.environment };
}
