/** VS Code's server with its workbench in a headless Chromium: a real remote extension host, and no desktop needed. */

import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { findChromium } from './chromium';
import type { HostOptions, ServerHost, TestRun } from './host';
import { hostEnvironment, probeExtension, usualMinutes, writeSettings } from './host';
import { extensionsFolder, installOnce } from './package';
import type { Program } from './processes';
import { endLociServer, runProgram, startProgram } from './processes';
import { remove, temporaryFolder } from './project';
import type { ServerFiles } from './serverFiles';
import { serverFiles } from './serverFiles';

const startPatience = 60_000;

export async function startServerHost(options: HostOptions): Promise<ServerHost> {
  const files = await serverFiles(options.say);
  const folder = temporaryFolder();
  const token = randomUUID();
  writeFileSync(path.join(folder, 'token'), token, { mode: 0o600 });
  const places = placesIn(folder, options.vsix);
  let launching: Promise<Browser> | undefined;
  let server: Program | undefined;
  const close = async (): Promise<void> => {
    const browser = await launching?.catch(() => undefined);
    await browser?.close();
    await server?.end();
    await endLociServer(options.dataDir);
    remove(folder);
  };
  try {
    writeSettings(path.join(folder, 'user'), options.settings);
    await installOnce(options.vsix, async () => {
      await runProgram(files.node, [files.serverMain, ...places, '--install-extension', options.vsix], {
        env: hostEnvironment(options),
      });
    });
    const started = (server = startServer(
      files,
      [...places, '--connection-token-file', path.join(folder, 'token')],
      options,
    ));
    const port = await portOf(started);
    const addressOf = (workspace: string | undefined): string =>
      `http://127.0.0.1:${port}/?tkn=${token}&${workspaceQuery(workspace)}`;
    const address = addressOf(options.workspace);
    const openPage = async (size: { readonly width: number; readonly height: number }): Promise<Page> => {
      launching ??= launchBrowser(options);
      return await (await launching).newPage({ viewport: size });
    };
    return {
      kind: 'server',
      openPage: async (size) => {
        const page = await openPage(size);
        await page.goto(address);
        return page;
      },
      runTests: async (run, log) => {
        const page = await openPage({ width: 1280, height: 800 });
        const url = `${addressOf(run.workspace)}&payload=${payload(port, run)}`;
        const code = await runInPage(
          page,
          { url, log, person: run.person, minutes: run.minutes ?? usualMinutes },
          started,
        );
        await page.close();
        return code;
      },
      set: (settings) => {
        writeSettings(path.join(folder, 'user'), { ...options.settings, ...settings });
      },
      show: async (say) => {
        say(`VS Code with Loci: ${address}\nCtrl+C ends it`);
        await started.ended;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function placesIn(folder: string, vsix: string): string[] {
  return ['--server-data-dir', path.join(folder, 'server'), '--user-data-dir', path.join(folder, 'user')].concat(
    '--extensions-dir',
    extensionsFolder(vsix),
  );
}

function startServer(files: ServerFiles, places: readonly string[], options: HostOptions): Program {
  const args = ['--host', '127.0.0.1', '--port', '0', '--accept-server-license-terms'];
  args.push('--telemetry-level', 'off', '--enable-smoke-test-driver');
  if (options.trusted !== false) args.push('--disable-workspace-trust');
  return startProgram(files.node, [files.serverMain, ...args, ...places], { env: hostEnvironment(options) });
}

/** The server takes a free port and says which. */
async function portOf(server: Program): Promise<number> {
  const gone = server.ended.then(() => 'ended' as const);
  for (const deadline = Date.now() + startPatience; Date.now() < deadline;) {
    const said = /Extension host agent listening on (\d+)/.exec(server.output());
    if (said !== null && server.output().includes('Extension host agent started')) return Number(said[1]);
    if ((await Promise.race([gone, delay(20, 'waiting' as const)])) === 'ended') break;
  }
  throw new Error(`VS Code's server did not start:\n${server.output().slice(-4000)}`);
}

async function launchBrowser(options: HostOptions): Promise<Browser> {
  return await chromium.launch({
    executablePath: await findChromium(options.say),
    // No sandbox: containers, where tests run as root, have none. What is shown comes from this machine.
    chromiumSandbox: false,
    args: ['--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
}

function workspaceQuery(workspace: string | undefined): string {
  if (workspace === undefined) return 'ew=true';
  const uriPath = `/${workspace.replaceAll('\\', '/').replace(/^\//, '')}`;
  return `${workspace.endsWith('.code-workspace') ? 'workspace' : 'folder'}=${encodeURIComponent(uriPath)}`;
}

/** The keys that the workbench honours because the server was started with the driver's flag. */
function payload(port: number, run: TestRun): string {
  const remote = (file: string): string =>
    `vscode-remote://127.0.0.1:${port}/${encodeURI(file.replaceAll('\\', '/').replace(/^\//, ''))}`;
  const pairs = [
    ['extensionDevelopmentPath', remote(probeExtension)],
    ['extensionTestsPath', remote(run.module)],
    ['extensionEnvironment', JSON.stringify({ LOCI_TEST_PLAN: run.planFile })],
    ['enableProposedApi', ''],
    ['skipWelcome', 'true'],
  ];
  return encodeURIComponent(JSON.stringify(pairs));
}

interface PageRun {
  readonly url: string;
  readonly log: (text: string) => void;
  readonly person: TestRun['person'];
  readonly minutes: number;
}

async function runInPage(page: Page, run: PageRun, server: Program): Promise<number> {
  const { url, log, person, minutes } = run;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<number>((resolve, reject) => {
      const fail = (why: string): void => {
        reject(new Error(`${why}. VS Code's server said last:\n${server.output().slice(-2000)}`));
      };
      timer = setTimeout(fail, minutes * 60_000, `the tests did not end in ${minutes} minutes`);
      page.on('crash', () => {
        fail("VS Code's page crashed");
      });
      void server.ended.then((code) => {
        fail(`VS Code's server ended with ${code}`);
      });
      const begin = async (): Promise<void> => {
        await page.exposeFunction('codeAutomationExit', resolve);
        await page.exposeFunction('codeAutomationLog', (_kind: string, args: unknown[]) => {
          log(`${format(...args)}\n`);
        });
        await page.goto(url);
        await person?.(page);
      };
      begin().catch(reject);
    });
  } finally {
    clearTimeout(timer);
  }
}
