/** What Loci adds to an editor, as it is pictured: hovers, lenses, peeks, the language status. */

import { hoverWord, openFile, runCommand, waitForText } from './drive';
import type { Surface } from './surfaces';

const shownHover = '.monaco-hover:not(.hidden):visible';
const lens = '.codelens-decoration a';

const hover: Surface = {
  name: 'hover',
  steps: async (page) => {
    await openFile(page, 'checkout.ts', 14);
    await page.locator(lens).first().waitFor();
    await hoverWord(page, 'summaryOf');
    await page.locator(shownHover).getByText('Relations').first().waitFor();
  },
};

/** In a language that nobody else speaks for here. */
const hoverAlone: Surface = {
  name: 'hoverAlone',
  steps: async (page) => {
    await openFile(page, 'stock.py', 14);
    await page.locator(lens).first().waitFor();
    await hoverWord(page, 'to_order');
    await page.locator(shownHover).getByText('Similar names').first().waitFor();
  },
};

const lenses: Surface = {
  name: 'lenses',
  media: 'walkthrough/editor.png',
  steps: async (page) => {
    await openFile(page, 'cart.ts', 30, 3);
    await page.locator(lens).first().waitFor();
  },
};

const typeLenses: Surface = {
  name: 'lensesOfTypes',
  steps: async (page) => {
    await openFile(page, 'paymentMethod.ts', 2);
    await page.locator(lens).first().waitFor();
  },
};

const peek: Surface = {
  name: 'peek',
  steps: async (page) => {
    await openFile(page, 'cart.ts', 35, 4);
    await runCommand(page, 'Loci: Show Callers');
    await page.locator('.peekview-widget:visible').first().waitFor();
  },
};

const nothingToPeek: Surface = {
  name: 'peekNothing',
  steps: async (page) => {
    await openFile(page, 'server.ts', 9, 26);
    await runCommand(page, 'Loci: Show Implementations');
    await page.locator('.monaco-editor-overlaymessage:visible').first().waitFor();
  },
};

const languageStatus: Surface = {
  name: 'languageStatus',
  steps: async (page) => {
    await openFile(page, 'cart.ts', 21);
    await page.locator('#status\\.languageStatus').first().hover();
    await waitForText(page, 'Indexed by Loci');
  },
};

const why: Surface = {
  name: 'whyFile',
  steps: async (page) => {
    await openFile(page, 'tsconfig.json');
    await runCommand(page, 'Loci: Why Is This File (Not) Indexed?');
    // Its toast is gone after seconds; the list of notifications shows one line until the row is opened.
    await runCommand(page, 'Notifications: Show Notifications');
    await page.locator('.notifications-list-container .monaco-list-row').first().click();
    await page.keyboard.press('ArrowRight');
    await waitForText(page, 'tsconfig.json is not indexed');
  },
};

export const editorSurfaces: readonly Surface[] = [
  hover,
  hoverAlone,
  lenses,
  typeLenses,
  peek,
  nothingToPeek,
  languageStatus,
  why,
];
