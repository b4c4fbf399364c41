/** A desktop VS Code as a host. */

import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import path from 'node:path';
import type { Host, HostOptions, TestRun } from './host';
import { hostEnvironment, probeExtension, writeSettings } from './host';
import type { Program } from './processes';
import { endLociServer, runProgram, startProgram } from './processes';
import { remove, temporaryFolder } from './project';

const testPatience = 10 * 60_000;

export async function startDesktopHost(code: string, options: HostOptions): Promise<Host> {
  const folder = temporaryFolder();
  const places = [
    `--user-data-dir=${path.join(folder, 'user')}`,
    `--extensions-dir=${path.join(folder, 'extensions')}`,
  ];
  let window: Program | undefined;
  const close = async (): Promise<void> => {
    await window?.end();
    await endLociServer(options.dataDir);
    remove(folder);
  };
  try {
    writeSettings(path.join(folder, 'user'), options.settings);
    const [cli = code, ...args] = resolveCliArgsFromVSCodeExecutablePath(code, { reuseMachineInstall: true });
    await runProgram(cli, [...args, ...places, '--install-extension', options.vsix], { env: hostEnvironment(options) });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: 'desktop',
    show: async () => {
      const args = options.workspace === undefined ? [] : [options.workspace];
      window = startProgram(code, [...args, ...places, '--wait'], { env: hostEnvironment(options) });
      await window.ended;
    },
    runTests: async (run, log) => {
      const env = { ...hostEnvironment(options), LOCI_TEST_PLAN: run.planFile };
      window = startProgram(code, [...testArguments(options, run), ...places], { env, onText: log });
      return await exitCode(window);
    },
    close,
  };
}

function testArguments(options: HostOptions, run: TestRun): string[] {
  const args = options.workspace === undefined ? [] : [options.workspace];
  args.push(`--extensionDevelopmentPath=${probeExtension}`, `--extensionTestsPath=${run.module}`);
  args.push('--disable-updates', '--disable-gpu-sandbox', '--no-sandbox', '--skip-welcome', '--skip-release-notes');
  if (options.trusted !== false) args.push('--disable-workspace-trust');
  return args;
}

async function exitCode(window: Program): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(reject, testPatience, new Error(`the tests did not end in ${testPatience / 60_000} minutes`));
  });
  return await Promise.race([window.ended, late]).finally(() => {
    clearTimeout(timer);
  });
}
