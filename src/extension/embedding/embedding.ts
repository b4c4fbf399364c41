/**
 * What embeds, told to the engine by whoever connects and whenever it changes: of two windows with other settings the one
 * that spoke last counts, and none repeats itself. The environment of the editor comes before the settings.
 */

import * as vscode from 'vscode';
import type { EmbeddingEstimate, EmbeddingSettings } from '../../core/model/api';
import { hostOfEndpoint, remoteHost } from '../../core/model/embedding';
import { isLociError, messageOf } from '../../core/model/errors';
import { coalesce } from '../coalesce';
import { commandIds } from '../contributions';
import type { Feature, Window } from '../window';
import type { AskConsent } from './consent';
import { askInModal } from './consent';
import { createTroubleNotice } from './trouble';
import type { Consents } from './wanted';
import { consentName, keyName, needsConsent, settingsOf, wantedSettings } from './wanted';

const consentsKey = 'loci.embeddingConsents';
const section = 'loci.embedding';

export function createEmbedding(window: Window, ask: AskConsent = askInModal): Feature {
  const { context, engine, folders, settings, log } = window;
  const apply = coalesce(() => tell(window));
  const soon = (): void => {
    apply().catch((error: unknown) => {
      if (!isLociError(error, 'serverLost')) log.warn(`embedding: ${messageOf(error)}`);
    });
  };
  const asking = createAsking(window, ask, soon);
  const changed = (): void => {
    soon();
    asking.ifDue();
  };
  return {
    commands: {
      [commandIds.setEmbeddingKey]: () => setKey(window),
      [commandIds.clearEmbeddingKey]: () => clearKey(window),
      [commandIds.reviewEmbedding]: () => asking.now(),
    },
    disposables: [
      settings.onDidChange((event) => {
        if (event.affectsConfiguration(section)) changed();
      }),
      context.secrets.onDidChange(({ key }) => {
        if (key === keyName(current(window))) soon();
      }),
      engine.onDidChangeState((state) => {
        if (state === 'connected') changed();
      }),
      folders.onDidChange(asking.ifDue),
      vscode.window.onDidChangeWindowState(asking.ifDue),
      createTroubleNotice(window),
    ],
  };
}

function current({ settings }: Window): EmbeddingSettings {
  return settingsOf((key) => settings.get(key));
}

/** The environment says what embeds: the server has read it. */
function isTold(): boolean {
  return (process.env['LOCI_EMBEDDING'] ?? '') !== '';
}

function consentsOf({ context }: Window): Consents {
  return context.globalState.get<Consents>(consentsKey, {});
}

/** Nobody is to start an engine for this. */
async function tell(window: Window): Promise<void> {
  const { engine, context } = window;
  if (isTold() || engine.state !== 'connected') return;
  const settings = current(window);
  // The secret storage may take seconds to open: what needs none is told at once.
  const isEndpoint = settings.provider === 'openai-compatible';
  const stored = isEndpoint ? await context.secrets.get(keyName(settings)) : undefined;
  const key = stored ?? process.env['LOCI_EMBEDDING_KEY'];
  const wanted = wantedSettings(settings, consentsOf(window), key);
  await (await engine.get()).configureEmbedding(wanted);
}

interface Asking {
  /** Asks if it has not been answered, once there is something to count, in the window that the person is in. */
  readonly ifDue: () => void;
  /** Asks whatever was answered before. */
  readonly now: () => Promise<void>;
}

function createAsking(window: Window, ask: AskConsent, onAnswer: () => void): Asking {
  /** Put aside in this window, or being asked. */
  const put = new Set<string>();
  const asked = async (settings: EmbeddingSettings): Promise<void> => {
    const name = consentName(settings);
    put.add(name);
    const host = remoteHost(settings) ?? '';
    const estimate = await estimateOf(window, settings);
    const price = window.settings.get('embedding.price');
    const answer = await ask({ host, model: settings.model ?? '', estimate, price });
    if (answer === undefined) return;
    await window.context.globalState.update(consentsKey, { ...consentsOf(window), [name]: answer });
    onAnswer();
  };
  return {
    ifDue: () => {
      const settings = current(window);
      const consents = consentsOf(window);
      const name = consentName(settings);
      if (isTold() || !needsConsent(settings, consents) || consents[name] !== undefined || put.has(name)) return;
      const isReady = window.folders.all().some(({ state }) => state === 'indexed');
      if (settings.model === '' || !isReady || !vscode.window.state.focused) return;
      asked(settings).catch((error: unknown) => {
        window.log.warn(`embedding: ${messageOf(error)}`);
      });
    },
    now: async () => {
      const settings = current(window);
      if (remoteHost(settings) === undefined || isTold()) {
        const text = vscode.l10n.t('Nothing is sent: texts are embedded on this machine, or not at all.');
        const told = vscode.l10n.t('What embeds is set in the environment of the editor, by LOCI_EMBEDDING.');
        void vscode.window.showInformationMessage(isTold() ? told : text);
        return;
      }
      await asked(settings);
    },
  };
}

async function estimateOf(
  { engine, log }: Window,
  settings: EmbeddingSettings,
): Promise<EmbeddingEstimate | undefined> {
  try {
    return await (await engine.get()).estimateEmbedding({ settings }, () => undefined);
  } catch (error) {
    log.warn(`embedding: ${messageOf(error)}`);
    return undefined;
  }
}

async function setKey(window: Window): Promise<void> {
  const settings = current(window);
  const host = hostOfEndpoint(settings.endpoint ?? '');
  if (host === undefined || settings.provider !== 'openai-compatible') {
    void tellNoEndpoint();
    return;
  }
  const key = await vscode.window.showInputBox({
    title: vscode.l10n.t('Embedding API key'),
    prompt: vscode.l10n.t('For {0}. Kept in the secret storage, and sent nowhere else.', host),
    password: true,
    ignoreFocusOut: true,
  });
  // The engine is told when the storage tells of the change.
  if (key !== undefined && key.trim() !== '') await window.context.secrets.store(keyName(settings), key.trim());
}

async function clearKey(window: Window): Promise<void> {
  await window.context.secrets.delete(keyName(current(window)));
  void vscode.window.showInformationMessage(vscode.l10n.t('The embedding API key is removed.'));
}

async function tellNoEndpoint(): Promise<void> {
  const open = vscode.l10n.t('Open Settings');
  const text = vscode.l10n.t('Only endpoints take a key: choose the provider openai-compatible and set its URL first.');
  const chosen = await vscode.window.showInformationMessage(text, open);
  if (chosen === open) await vscode.commands.executeCommand('workbench.action.openSettings', section);
}
