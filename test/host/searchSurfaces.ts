/** The search palette, as it is pictured. */

import type { Page } from 'playwright-core';
import { openFile, quickInput, runCommand, waitForText } from './drive';
import type { Surface } from './surfaces';

export async function searchFor(page: Page, text: string): Promise<void> {
  await openFile(page, 'checkout.ts', 14);
  await quickInput(page).waitFor({ state: 'hidden' });
  await openPalette(page);
  await page.keyboard.insertText(text);
}

/** Its keys are not known before extensions have been read. */
async function openPalette(page: Page): Promise<void> {
  const box = page.getByPlaceholder('Names or words').and(page.locator(':focus'));
  for (let tries = 0; tries < 20; tries++) {
    await page.keyboard.press('Shift+Alt+L');
    const opened = await box.waitFor({ timeout: 1000 }).then(
      () => true,
      () => false,
    );
    if (opened) return;
  }
  throw new Error('the search palette did not open');
}

const search: Surface = {
  name: 'search',
  media: 'walkthrough/search.png',
  steps: async (page) => {
    await searchFor(page, 'subtotal');
    await waitForText(page, 'src/cart/cart.ts');
    // The first hit is shown in the editor once typing rests.
    await waitForText(page, 'before any discount');
  },
};

const words: Surface = {
  name: 'searchWords',
  steps: async (page) => {
    await searchFor(page, 'discount of a large order kind:function');
    await waitForText(page, 'src/cart/discount.ts');
  },
};

const filters: Surface = {
  name: 'searchFilters',
  steps: async (page) => {
    await searchFor(page, 'cart kind:');
    await waitForText(page, 'kind:method');
  },
};

/** Of a method that is done in two ways. */
const similar: Surface = {
  name: 'similar',
  steps: async (page) => {
    await openFile(page, 'cardPayment.ts', 13, 10);
    await runCommand(page, 'Loci: Find Similar Code');
    await waitForText(page, 'src/payment/invoicePayment.ts');
  },
};

/** After something was opened. */
const filterLike: Surface = {
  name: 'searchFilterLike',
  steps: async (page) => {
    await searchFor(page, 'subtotal');
    await waitForText(page, 'src/cart/cart.ts');
    await page.keyboard.press('Enter');
    await quickInput(page).waitFor({ state: 'hidden' });
    await searchFor(page, 'like:');
    await waitForText(page, 'like:Cart.subtotal');
  },
};

const nothing: Surface = {
  name: 'searchNothing',
  steps: async (page) => {
    await searchFor(page, 'zeppelin lang:python');
    await waitForText(page, 'Nothing found');
  },
};

/** What was opened and asked by the surfaces before it. */
const recent: Surface = {
  name: 'searchRecent',
  steps: async (page) => {
    await searchFor(page, 'subtotal');
    await waitForText(page, 'src/cart/cart.ts');
    await page.keyboard.press('Enter');
    await quickInput(page).waitFor({ state: 'hidden' });
    await searchFor(page, '');
    await waitForText(page, 'recently opened');
  },
};

const first: Surface = {
  name: 'searchFirst',
  steps: async (page) => {
    await searchFor(page, '');
    await waitForText(page, 'filters');
  },
};

export const searchSurfaces: readonly Surface[] = [first, search, words, filters, similar, nothing, filterLike, recent];

const notIndexed: Surface = {
  name: 'searchNotIndexed',
  steps: async (page) => {
    await searchFor(page, 'total');
    await waitForText(page, 'Index shop');
  },
};

const noFolder: Surface = {
  name: 'searchNoFolder',
  steps: async (page) => {
    await openPalette(page);
    await waitForText(page, 'Open a folder');
  },
};

/** In a window whose folder has no index, and in one without a folder. */
export const unindexedSearch: readonly Surface[] = [notIndexed];
export const emptyWindowSearch: readonly Surface[] = [noFolder];
