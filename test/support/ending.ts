/**
 * A run of mocha ends when nothing is left to wait for. What a test has left open would keep it waiting, on a build machine
 * for hours: then the run fails soon, and says what was open.
 */

/** Milliseconds: longer than what is closed already takes to be gone. */
const patience = 10_000;

/** Called by mocha after the last test. */
export function mochaGlobalTeardown(): void {
  const timer = setTimeout(() => {
    const open = process.getActiveResourcesInfo();
    process.stderr.write(`\nThe tests have ended and left open: ${open.join(', ')}. Close it in an after hook.\n`);
    // Mocha's own listener, which was there first, sets the code to the number of failures.
    process.on('exit', () => {
      process.exitCode = Math.max(1, Number(process.exitCode ?? 0));
    });
    process.exit();
  }, patience);
  timer.unref();
}
