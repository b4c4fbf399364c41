/** What a person does in a window while tests run inside it. */

import type { Page } from 'playwright-core';
import { runCommand, waitForWorkbench } from './drive';

/** `told` waits until the tests have said so, by `tell` of support/meeting.ts. */
export type Person = (page: Page, told: (what: string) => Promise<void>) => Promise<void>;

/** Trusts the folder that is open, once the tests have seen what comes before. */
export const trustsFolder: Person = async (page, told) => {
  await told('restricted');
  await waitForWorkbench(page);
  await runCommand(page, 'Workspaces: Manage Workspace Trust');
  await page.getByRole('button', { name: 'Trust', exact: true }).click();
};
