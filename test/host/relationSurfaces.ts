/** What hangs together, as it is pictured: the relation graph, and the editor's own call hierarchy. */

import type { FrameLocator, Page } from 'playwright-core';
import { openFile, runCommand } from './drive';
import type { Surface } from './surfaces';

/** The document of the webview that is seen. */
function pageOf(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('#active-frame');
}

async function openGraph(page: Page, file: string, line: number, column: number): Promise<FrameLocator> {
  await openFile(page, file, line, column);
  await runCommand(page, 'Loci: Show Relation Graph');
  const graph = pageOf(page);
  await graph.locator('.node.root').waitFor();
  return graph;
}

const graph: Surface = {
  name: 'graph',
  steps: async (page) => {
    await openGraph(page, 'checkout.ts', 13, 24);
  },
};

/** By keyboard: to a symbol that is called, and what lies beyond it. */
const graphExpanded: Surface = {
  name: 'graphExpanded',
  steps: async (page) => {
    const frame = await openGraph(page, 'checkout.ts', 13, 24);
    await frame.locator('.node.root:focus').waitFor();
    await page.keyboard.press('ArrowRight');
    await frame.locator('.node:not(.root):focus').waitFor();
    const more = frame.locator('.node[aria-expanded="false"]:focus');
    for (let step = 0; step < 8 && !(await more.isVisible()); step++) await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await frame.locator('.node[aria-expanded="true"]:not(.root)').waitFor();
  },
};

const callHierarchy: Surface = {
  name: 'callHierarchy',
  steps: async (page) => {
    await openFile(page, 'stock.py', 14, 10);
    await runCommand(page, 'Calls: Show Call Hierarchy');
    await page
      .locator('.call-hierarchy .monaco-list-row, .pane-body .monaco-list-row')
      .filter({ hasText: 'to_order' })
      .first()
      .waitFor();
  },
};

export const relationSurfaces: readonly Surface[] = [graph, graphExpanded, callHierarchy];
