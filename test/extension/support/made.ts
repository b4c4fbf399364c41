/** Workspaces that are made for a suite, before its window opens. Not of VS Code: these run outside of it. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const inEach = 100;

/** Small files, a hundred to a folder: `part0/file0.ts` holds `made0`, and so on. */
export function makeMany(count: number): (workspace: string) => void {
  return (workspace) => {
    for (let at = 0; at < count; at++) {
      const folder = path.join(workspace, `part${Math.floor(at / inEach)}`);
      if (at % inEach === 0) mkdirSync(folder, { recursive: true });
      writeFileSync(path.join(folder, `file${at}.ts`), `export function made${at}(): number {\n  return ${at};\n}\n`);
    }
  };
}

/** A repository in the folder `branches` beside: `main` holds onMain and everywhere, `side` onSide and everywhere. */
export function makeBranches(workspace: string): void {
  const folder = path.join(path.dirname(workspace), 'branches');
  mkdirSync(folder, { recursive: true });
  const save = (name: string): void => {
    writeFileSync(path.join(folder, `${name}.ts`), `export function ${name}(): void {}\n`);
  };
  git(folder, 'init', '-q', '-b', 'main');
  save('everywhere');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'everywhere');
  git(folder, 'checkout', '-qb', 'side');
  save('onSide');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'side');
  git(folder, 'checkout', '-q', 'main');
  save('onMain');
  git(folder, 'add', '.');
  git(folder, 'commit', '-qm', 'main');
}

export function git(folder: string, ...args: string[]): void {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'pipe' });
}
