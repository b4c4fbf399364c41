/** Search by meaning before it is there, as it is pictured: while it is built, and before anybody has agreed to it. */

import type { Page } from 'playwright-core';
import { startEmbeddingServer } from '../support/embeddingServer';
import type { EmbeddingServer } from '../support/embeddingServer';
import { openFile, waitForText, waitForWorkbench } from './drive';
import { searchFor } from './searchSurfaces';
import type { Surface } from './surfaces';
import { openIndexAlone, waitForRow } from './treeSurfaces';

let slow: EmbeddingServer | undefined;

/** An endpoint that says how long its vectors are, and then does not answer any more. */
export async function slowEndpoint(): Promise<Readonly<Record<string, string>>> {
  const { moods, endpoint } = (slow = await startEmbeddingServer());
  slow.onRequest = (count) => {
    if (count > 1) moods.push(() => undefined);
  };
  return {
    LOCI_EMBEDDING: 'openai-compatible',
    LOCI_EMBEDDING_ENDPOINT: endpoint,
    LOCI_EMBEDDING_MODEL: 'small',
  };
}

/** What holds this process. */
export async function endMeaning(): Promise<void> {
  await slow?.close();
}

async function untilIndexed(page: Page): Promise<void> {
  await openFile(page, 'cart.ts', 21);
  await page.locator('.codelens-decoration a').first().waitFor();
}

const follows: Surface = {
  name: 'meaningFollows',
  steps: async (page) => {
    await untilIndexed(page);
    await searchFor(page, 'what a large order costs');
    await waitForText(page, 'meaning follows');
    await waitForText(page, 'src/cart/');
  },
};

const building: Surface = {
  name: 'meaningBuilding',
  steps: async (page) => {
    await untilIndexed(page);
    await openIndexAlone(page);
    await waitForRow(page, /0 of 13 files/);
    await page.locator('#status\\.languageStatus').first().hover();
    await waitForText(page, 'Indexed by Loci');
  },
};

export const meaningSurfaces: readonly Surface[] = [follows, building];

export const farEndpoint = {
  'loci.embedding.provider': 'openai-compatible',
  'loci.embedding.endpoint': 'https://api.example.com/v1',
  'loci.embedding.model': 'embed-small',
  'loci.embedding.price': 0.02,
} as const;

/** Asked by itself, once the folder is indexed; put aside it is in the Index view. */
const consent: Surface = {
  name: 'consent',
  steps: async (page) => {
    await untilIndexed(page);
    // A window knows what a setting may be only from the second time on that it opens.
    await page.reload();
    await waitForWorkbench(page);
    await waitForText(page, 'Send texts of your code');
  },
};

const putAside: Surface = {
  name: 'consentPutAside',
  steps: async (page) => {
    await openIndexAlone(page);
    await waitForRow(page, 'needs consent');
  },
};

export const consentSurfaces: readonly Surface[] = [consent, putAside];
