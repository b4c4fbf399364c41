/** `loci doctor`: looks for what could be wrong, and says how to mend it. */

import type { Command } from 'commander';
import type { DoctorCheck } from '../../core/model/api';
import { isLociError, messageOf } from '../../core/model/errors';
import type { Run } from '../run';
import { interruptible } from '../run';
import { printable } from '../text';

export function addDoctor(program: Command, run: Run): void {
  program
    .command('doctor')
    .description('check the installation, the database and the index')
    .option('--json', 'print a JSON array of checks')
    .action(async (options: { readonly json?: boolean }) => {
      const checks = [runtimeCheck(), ...(await serverChecks(run))];
      if (checks.some(({ ok }) => !ok)) run.finish(1);
      if (options.json === true) run.terminal.out(JSON.stringify(checks));
      else for (const check of checks) showCheck(run, check);
    });
}

const leastNode = [20, 19] as const;

function runtimeCheck(): DoctorCheck {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  const detail = `Node ${process.versions.node} on ${process.platform} ${process.arch}`;
  return { name: 'runtime', ok, detail, ...(ok ? {} : { mend: `use Node ${leastNode.join('.')} or later` }) };
}

/** That the server cannot be reached is itself a finding, not a failure of the doctor. */
async function serverChecks(run: Run): Promise<readonly DoctorCheck[]> {
  const detail = `data in ${run.key().dataDir}`;
  try {
    const engine = await run.engine();
    const checks = await interruptible(run, (signal) => engine.doctor(signal));
    return [{ name: 'server', ok: true, detail }, ...checks];
  } catch (error) {
    if (isLociError(error, 'cancelled')) throw error;
    const mend = isLociError(error) && error.mend !== '' ? { mend: error.mend } : {};
    return [{ name: 'server', ok: false, detail: `${messageOf(error)}; ${detail}`, ...mend }];
  }
}

function showCheck(run: Run, { name, ok, detail, mend }: DoctorCheck): void {
  const { colors, out } = run.terminal;
  out(`${ok ? colors.green('ok  ') : colors.red('FAIL')}  ${printable(name)}: ${printable(detail)}`);
  if (mend !== undefined) out(`      ${printable(mend)}`);
}
