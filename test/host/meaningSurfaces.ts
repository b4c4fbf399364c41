/** Search by meaning before it is there, as it is pictured: while it is built, and before anybody has agreed to it. */

import type { Page } from 'playwright-core';
import { startEmbeddingServer } from '../support/embeddingServer';
import type { EmbeddingServer } from '../support/embeddingServer';
import { openFile, waitForText, waitForWorkbench } from './drive';
import { searchFor } from './searchSurfaces';
import type { Stage, Surface } from './surfaces';
import { openIndexAlone, waitForRow } from './treeSurfaces';

let slow: EmbeddingServer | undefined;

/** From now on an endpoint embeds that says how long its vectors are, and then does not answer any more. */
async function embedSlowly(page: Page, stage: Stage): Promise<void> {
  if (slow === undefined) {
    slow = await startEmbeddingServer();
    const { moods } = slow;
    slow.onRequest = (count) => {
      if (count > 1) moods.push(() => undefined);
    };
  }
  await embedBy(page, stage, { endpoint: slow.endpoint, model: 'small' });
}

/** A window reads its settings when it opens. */
async function embedBy(page: Page, { set }: Stage, settings: Readonly<Record<string, unknown>>): Promise<void> {
  const named = Object.entries(settings).map(([name, value]) => [`loci.embedding.${name}`, value]);
  set({ 'loci.embedding.provider': 'openai-compatible', ...Object.fromEntries(named) });
  await page.reload();
  await waitForWorkbench(page);
}

async function untilIndexed(page: Page): Promise<void> {
  await openFile(page, 'cart.ts', 21);
  await page.locator('.codelens-decoration a').first().waitFor();
}

const follows: Surface = {
  name: 'meaningFollows',
  steps: async (page, stage) => {
    await embedSlowly(page, stage);
    await untilIndexed(page);
    await searchFor(page, 'what a large order costs');
    await waitForText(page, 'meaning follows');
    await waitForText(page, 'src/cart/');
  },
};

const building: Surface = {
  name: 'meaningBuilding',
  steps: async (page, stage) => {
    await embedSlowly(page, stage);
    await untilIndexed(page);
    await openIndexAlone(page);
    await waitForRow(page, /so far/);
    await page.locator('#status\\.languageStatus').first().hover();
    await waitForText(page, 'Indexed by Loci');
  },
};

/** By what the folder's texts would cost. */
const consent: Surface = {
  name: 'consent',
  steps: async (page, stage) => {
    await embedBy(page, stage, { endpoint: 'https://api.example.com/v1', model: 'embed-small', price: 0.02 });
    await waitForText(page, 'Send texts of your code');
  },
};

export const meaningSurfaces: readonly Surface[] = [follows, building, consent];

/** What holds this process. */
export async function endMeaning(): Promise<void> {
  await slow?.close();
}
