/** A desktop VS Code as a host. */

import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import path from 'node:path';
import type { Host, HostOptions, TestRun } from './host';
import { hostEnvironment, probeExtension, usualMinutes, writeSettings } from './host';
import { extensionsFolder, installOnce } from './package';
import type { Program } from './processes';
import { endLociServer, runProgram, startProgram } from './processes';
import { remove, temporaryFolder } from './project';

export async function startDesktopHost(code: string, options: HostOptions): Promise<Host> {
  const folder = temporaryFolder();
  const windows: Program[] = [];
  const extensions = `--extensions-dir=${extensionsFolder(options.vsix)}`;
  const places = [`--user-data-dir=${path.join(folder, 'user')}`, extensions];
  const close = async (): Promise<void> => {
    await Promise.all(windows.map((window) => window.end()));
    await endLociServer(options.dataDir);
    remove(folder);
  };
  try {
    writeSettings(path.join(folder, 'user'), options.settings);
    const [cli = code, ...args] = resolveCliArgsFromVSCodeExecutablePath(code, { reuseMachineInstall: true });
    await installOnce(options.vsix, async () => {
      const env = hostEnvironment(options);
      await runProgram(cli, [...args, ...places, '--install-extension', options.vsix], { env });
    });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: 'desktop',
    show: async () => {
      const args = options.workspace === undefined ? [] : [options.workspace];
      const window = startProgram(code, [...args, ...places, '--wait'], { env: hostEnvironment(options) });
      windows.push(window);
      await window.ended;
    },
    runTests: async (run, log) => {
      const env = { ...hostEnvironment(options), LOCI_TEST_PLAN: run.planFile };
      // A VS Code of its own for each: one that finds another with its user data hands over to that and ends.
      const user = path.join(folder, `user-${windows.length}`);
      writeSettings(user, options.settings);
      const args = [...testArguments(options, run), `--user-data-dir=${user}`, extensions];
      const window = startProgram(code, args, { env, onText: log });
      windows.push(window);
      return await exitCode(window, run.minutes ?? usualMinutes);
    },
    close,
  };
}

function testArguments(options: HostOptions, run: TestRun): string[] {
  const args = run.workspace === undefined ? [] : [run.workspace];
  args.push(`--extensionDevelopmentPath=${probeExtension}`, `--extensionTestsPath=${run.module}`);
  args.push('--disable-updates', '--disable-gpu-sandbox', '--no-sandbox', '--skip-welcome', '--skip-release-notes');
  if (options.trusted !== false) args.push('--disable-workspace-trust');
  return args;
}

async function exitCode(window: Program, minutes: number): Promise<number> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(reject, minutes * 60_000, new Error(`the tests did not end in ${minutes} minutes`));
  });
  return await Promise.race([window.ended, late]).finally(() => {
    clearTimeout(timer);
  });
}
