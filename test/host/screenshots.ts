/**
 * Pictures of every surface, in four looks.
 *   npm run screenshots [-- NAME… --look LOOK --folder FOLDER --media]
 * NAME is a surface's or a scene's. Pictures go to .cache/screenshots/<look>/<surface>.png.
 */

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { connectEngine } from '../../src/protocol/client';
import { clearWindow, waitForCalm, waitForWorkbench } from './drive';
import type { ServerHost } from './host';
import { endMeaning } from './meaningSurfaces';
import { packageExtension } from './package';
import { cacheFolder, remove, root, temporaryFolder } from './project';
import { startServerHost } from './serverHost';
import type { Scene, Stage, Surface } from './surfaces';
import { scenes } from './surfaces';

interface Look {
  readonly name: string;
  readonly theme: string;
  readonly width: number;
}

const looks: readonly Look[] = [
  { name: 'light', theme: 'Light Modern', width: 1280 },
  { name: 'dark', theme: 'Dark Modern', width: 1280 },
  { name: 'contrast', theme: 'Default High Contrast', width: 1280 },
  { name: 'narrow', theme: 'Dark Modern', width: 700 },
];
const height = 800;

/** The editor's own ornaments would draw the eye from what is pictured. */
const plainEditor = { 'editor.minimap.enabled': false, 'editor.stickyScroll.enabled': false };

/** What README and walkthrough show. */
const mediaLook = 'dark';

interface Wanted {
  readonly looks: readonly Look[];
  /** Opened as it stands, instead of a scene's fixture. */
  readonly folder: string | undefined;
  readonly media: boolean;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      look: { type: 'string', multiple: true },
      folder: { type: 'string' },
      media: { type: 'boolean', default: false },
    },
  });
  const wanted: Wanted = {
    looks: looks.filter(({ name }) => values.look?.includes(name) ?? true),
    folder: values.folder === undefined ? undefined : path.resolve(values.folder),
    media: values.media,
  };
  const chosen = scenes
    .map((scene) => ({ scene, surfaces: surfacesOf(scene, positionals) }))
    .filter(({ surfaces }) => surfaces.length > 0);
  if (chosen.length === 0 || wanted.looks.length === 0) throw new Error('no surface or no look is named so');
  const folder = temporaryFolder();
  try {
    const vsix = await packageExtension(folder);
    for (const { scene, surfaces } of chosen) await playScene(scene, surfaces, wanted, vsix, folder);
  } finally {
    await endMeaning();
    remove(folder);
  }
}

function surfacesOf(scene: Scene, names: readonly string[]): readonly Surface[] {
  if (names.length === 0 || names.includes(scene.name)) return scene.surfaces;
  return scene.surfaces.filter(({ name }) => names.includes(name));
}

async function playScene(
  scene: Scene,
  surfaces: readonly Surface[],
  wanted: Wanted,
  vsix: string,
  folder: string,
): Promise<void> {
  const place = path.join(folder, scene.name);
  const dataDir = path.join(place, 'data');
  mkdirSync(place);
  const workspace = scene.workspace === undefined ? undefined : (wanted.folder ?? copyFixture(scene.workspace, place));
  if (workspace !== undefined && scene.indexed === true) await index(workspace, dataDir);
  const environment = typeof scene.environment === 'function' ? await scene.environment() : scene.environment;
  const host = await startServerHost({
    vsix,
    dataDir,
    say,
    ...(workspace === undefined ? {} : { workspace }),
    ...(scene.trusted === undefined ? {} : { trusted: scene.trusted }),
    ...(scene.settings === undefined ? {} : { settings: scene.settings }),
    ...(environment === undefined ? {} : { environment }),
  });
  try {
    for (const look of wanted.looks)
      await pictureAll(host, look, surfaces, { folder: workspace, dataDir }, wanted.media);
  } finally {
    await host.close();
  }
}

/** Of a workspace file in a fixture, all that is beside it. */
function copyFixture(workspace: string, place: string): string {
  const [fixture = workspace] = workspace.split('/');
  cpSync(path.join(root, 'test/extension/fixtures', fixture), path.join(place, fixture), { recursive: true });
  return path.join(place, workspace);
}

/** The server that this starts is the one that the window finds. */
async function index(folder: string, dataDir: string): Promise<void> {
  const engine = await connectEngine({ dataDir, serverFile: path.join(root, 'dist/server.cjs') });
  try {
    await engine.index({ folder }, () => undefined);
  } finally {
    engine.close();
  }
}

async function pictureAll(
  host: ServerHost,
  look: Look,
  surfaces: readonly Surface[],
  place: Omit<Stage, 'set'>,
  media: boolean,
): Promise<void> {
  const settings = { ...plainEditor, 'workbench.colorTheme': look.theme };
  host.set(settings);
  const page = await host.openPage({ width: look.width, height });
  await waitForWorkbench(page);
  for (const surface of surfaces) {
    const file = path.join(cacheFolder('screenshots', look.name), `${surface.name}.png`);
    const stage: Stage = {
      ...place,
      set: (more) => {
        host.set({ ...settings, ...more });
      },
    };
    const picture = await pictureOf(page, surface, stage, file);
    host.set(settings);
    if (picture === undefined || !media || surface.media === undefined || look.name !== mediaLook) continue;
    const copy = path.join(root, 'media', surface.media);
    mkdirSync(path.dirname(copy), { recursive: true });
    writeFileSync(copy, picture);
  }
  await page.close();
}

/** Of a surface that does not come up there is a picture too, of what came instead; the run goes on, and fails. */
async function pictureOf(page: Page, surface: Surface, stage: Stage, file: string): Promise<Buffer | undefined> {
  const failure = file.replace(/png$/, 'failed.png');
  remove(failure);
  try {
    await clearWindow(page);
    await surface.steps(page, stage);
    await waitForCalm(page);
    const picture = await page.screenshot({ caret: 'hide', path: file });
    say(path.relative(root, file));
    return picture;
  } catch (error) {
    process.exitCode = 1;
    await page.screenshot({ path: failure });
    say(`${path.relative(root, failure)}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
