/** What hangs together, as it is pictured: the relation graph, the editor's own call hierarchy, a change's impact. */

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';
import { openFile, runCommand, waitForText, waitForWorkbench } from './drive';
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

/** After a restart of the window it is there again, as it was. */
const graphRestored: Surface = {
  name: 'graphRestored',
  steps: async (page) => {
    await openGraph(page, 'checkout.ts', 13, 24);
    // What a window remembers is written down every five seconds.
    await page.waitForTimeout(8000);
    await page.reload();
    await waitForWorkbench(page);
    await page.locator('.tab').filter({ hasText: 'Relations: checkout' }).first().click();
    await pageOf(page).locator('.node.root').waitFor();
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

export const relationSurfaces: readonly Surface[] = [graph, graphExpanded, callHierarchy, graphRestored];

/** The folder becomes a repository with a change in it: of a body, of a signature, and a function more. */
function change(folder: string): void {
  if (existsSync(path.join(folder, '.git'))) return;
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@shop', ...args], {
      cwd: folder,
      stdio: 'ignore',
    });
  };
  git('init');
  git('add', '.');
  git('commit', '-m', 'Shop');
  const edit = (file: string, from: string, to: string): void => {
    const target = path.join(folder, file);
    writeFileSync(target, readFileSync(target, 'utf8').replace(from, to));
  };
  edit('src/cart/cart.ts', 'subtotal - discountFor', 'subtotal + 0 - discountFor');
  edit('src/cart/discount.ts', 'lines: number): number', 'lines: number, rate = 10): number');
  edit('src/payment/paymentMethod.ts', 'pay(amount: number)', 'pay(amount: number, currency?: string)');
}

const impact: Surface = {
  name: 'impact',
  steps: async (page, { folder }) => {
    if (folder !== undefined) change(folder);
    await openFile(page, 'cart.ts', 37, 8);
    await runCommand(page, 'Loci: Show Impact of My Changes');
    await waitForText(page, 'Tests to run');
    await page.locator('.pane-header[aria-label^="Explore Section"][aria-expanded="true"]').click();
    await page.locator('.pane-header[aria-label^="Relations Section"][aria-expanded="true"]').click();
    const row = page.locator('.pane-body .monaco-list-row').filter({ hasText: 'discountFor' }).first();
    await row.locator('.monaco-tl-twistie').click();
    await waitForText(page, 'checkout');
  },
};

export const impactSurfaces: readonly Surface[] = [impact];
