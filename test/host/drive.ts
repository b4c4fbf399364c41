/** Uses the workbench as a person does, by keyboard and mouse: for pictures, and for what no test inside can see. */

import type { Locator, Page } from 'playwright-core';

const patience = 20_000;

/** Until the workbench stands and extensions have been started. */
export async function waitForWorkbench(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
  await page.locator('.part.statusbar .statusbar-item').first().waitFor({ timeout: patience });
}

/** The quick pick's input, once it is open. */
export function quickInput(page: Page): Locator {
  return page.locator('.quick-input-widget:visible input.input');
}

/** Tries in the quick pick, again from the start where a focus that was on its way elsewhere closed it. */
async function untilDone(page: Page, attempt: (patience: number) => Promise<void>): Promise<void> {
  for (const deadline = Date.now() + patience; ;) {
    try {
      await attempt(patience / 4);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await page.keyboard.press('Escape');
    }
  }
}

/** Runs a command by the title that the palette shows, such as `Loci: Search`. */
export async function runCommand(page: Page, title: string): Promise<void> {
  // Rows are named after what they show, here the title and perhaps a keybinding.
  const row = page
    .locator('.quick-input-list .monaco-list-row')
    .filter({ has: page.getByText(title, { exact: true }) });
  // What an extension contributes comes after the window, and a list that is open does not show it.
  await untilDone(page, async (patience) => {
    await page.keyboard.press('F1');
    await quickInput(page).fill(`>${title}`, { timeout: patience });
    await row.first().waitFor({ timeout: patience });
  });
  await row.first().click({ timeout: patience });
  // Where it clicked, it would call up a hover over what the command shows.
  await page.mouse.move(1, 1);
}

/** Opens a view of the sidebar by its name: `openView(page, 'Explore')`. */
export async function openView(page: Page, name: string, container = 'Loci'): Promise<void> {
  await runCommand(page, `${container}: Focus on ${name} View`);
  await page.locator('.pane-header').filter({ hasText: name }).first().waitFor({ timeout: patience });
}

/** Opens a file of the workspace, by name or by the end of its path, with the cursor on a line; 1-based. */
export async function openFile(page: Page, name: string, line = 1, column = 1): Promise<void> {
  const shown = name.split('/').at(-1)!;
  const wanted = `${name}:${line}:${column}`;
  const row = page.locator('.quick-input-list .monaco-list-row.focused').filter({ hasText: shown });
  const tab = page.locator('.tab.active').filter({ hasText: shown });
  await untilDone(page, async (patience) => {
    await page.keyboard.press('ControlOrMeta+P');
    await quickInput(page).fill(name, { timeout: patience });
    await row.first().waitFor({ timeout: patience });
    await quickInput(page).fill(wanted, { timeout: patience });
    // Enter takes the row that has the focus, which may still be that of the text before.
    await row.first().waitFor({ timeout: patience });
    await page.keyboard.press('Enter');
    await tab.first().waitFor({ timeout: patience });
  });
  await page.locator('.editor-instance .view-line').first().waitFor({ timeout: patience });
}

/** The mouse rests on a word that the editor shows; hovers come. `nth` counts from 0, from the top. */
export async function hoverWord(page: Page, word: string, nth = 0): Promise<void> {
  const pattern = new RegExp(`(?<![\\w$])${word}(?![\\w$])`);
  const token = page.locator('.editor-instance .view-line > span > span').filter({ hasText: pattern }).nth(nth);
  const text = (await token.textContent({ timeout: patience })) ?? '';
  const box = await token.boundingBox();
  if (box === null) throw new Error(`the editor does not show ${word}`);
  const middle = text.search(pattern) + word.length / 2;
  const at = { x: box.x + (box.width * middle) / text.length, y: box.y + box.height / 2 };
  // A hover asks for a mouse that comes to rest.
  await page.mouse.move(at.x + 4, at.y);
  await page.mouse.move(at.x, at.y, { steps: 4 });
}

export async function waitForText(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).filter({ visible: true }).first().waitFor({ timeout: patience });
}

/** Until nothing on the page has changed for a while: answers have come, animations have ended. */
export async function waitForCalm(page: Page): Promise<void> {
  let last = '';
  for (let same = 0, looks = 0; same < 3 && looks < 60; looks++) {
    await page.waitForTimeout(150);
    const now = (await page.screenshot({ caret: 'hide' })).toString('base64');
    same = now === last ? same + 1 : 0;
    last = now;
  }
}

/** As after opening: no widget, no editor, no notification. */
export async function clearWindow(page: Page): Promise<void> {
  for (let i = 0; i < 3; i++) await page.keyboard.press('Escape');
  await page.mouse.move(1, 1);
  if (await page.locator('.editor-instance').first().isVisible()) await runCommand(page, 'View: Close All Editors');
  const notices = page.locator('.notification-toast').first();
  if (await notices.isVisible()) await runCommand(page, 'Notifications: Clear All Notifications');
}
