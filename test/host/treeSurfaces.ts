/** The sidebar's three trees, and what they say where there is nothing to show. */

import type { Locator, Page } from 'playwright-core';
import { openFile, runCommand, waitForText } from './drive';
import type { Surface } from './surfaces';

/** The sidebar, with the Index view opened below the others. By mouse: the palette may not know of it yet. */
async function openSidebar(page: Page): Promise<void> {
  const header = (name: string): Locator => page.locator(`.pane-header[aria-label^="${name} Section"]`);
  if (!(await header('Explore').isVisible())) await page.locator('.activitybar [aria-label^="Loci"]').first().click();
  await header('Explore').waitFor();
  if ((await header('Index').getAttribute('aria-expanded')) !== 'true') await header('Index').click();
}

/** Its rows are more than the room that two other views leave. */
export async function openIndexAlone(page: Page): Promise<void> {
  await openSidebar(page);
  const relations = page.locator('.pane-header[aria-label^="Relations Section"]');
  if ((await relations.getAttribute('aria-expanded')) === 'true') await relations.dispatchEvent('click');
}

export async function waitForRow(page: Page, text: string | RegExp): Promise<void> {
  await page.locator('.pane-body .monaco-list-row').filter({ hasText: text }).first().waitFor();
}

const explore: Surface = {
  name: 'explore',
  media: 'walkthrough/explore.png',
  steps: async (page) => {
    await openFile(page, 'cart.ts', 37, 8);
    await runCommand(page, 'Loci: Reveal in Loci Explore');
    await waitForRow(page, 'total');
  },
};

const relations: Surface = {
  name: 'relations',
  media: 'walkthrough/relations.png',
  steps: async (page) => {
    await openFile(page, 'cart.ts', 37, 8);
    await runCommand(page, 'Loci: Show Relations');
    await waitForRow(page, 'total');
  },
};

const index: Surface = {
  name: 'index',
  media: 'walkthrough/index.png',
  steps: async (page) => {
    await openIndexAlone(page);
    await waitForRow(page, 'Search by meaning');
    await waitForRow(page, 'Server');
  },
};

export const treeSurfaces: readonly Surface[] = [explore, relations, index];

const several: Surface = {
  name: 'several-folders',
  steps: async (page) => {
    await openSidebar(page);
    await waitForRow(page, /Indexed ·/);
  },
};

export const severalFolders: readonly Surface[] = [several];

/** The Explore view with its welcome in some state of the window. */
export function welcome(name: string, text: string): Surface {
  const steps = async (page: Page): Promise<void> => {
    await openSidebar(page);
    await waitForText(page, text);
  };
  return { name: `welcome-${name}`, steps };
}
