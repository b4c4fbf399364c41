/** What the Relations view shows: a subject, a direction, pinned symbols; and how far its folder is resolved. */

import * as vscode from 'vscode';
import type { RelationsResponse } from '../../core/model/api';
import { isLociError, messageOf } from '../../core/model/errors';
import { toUri } from '../convert';
import type { ContextKeys } from '../contributions';
import type { Folder, Window } from '../window';
import type { Pin, Pins } from './pins';
import type { Direction, RelationNode, SubjectNode } from './relationNodes';
import type { RelationsModel } from './relationsModel';
import type { SymbolTarget } from './target';
import { symbolById } from './target';

export interface RelationsState {
  readonly pins: Pins;
  readonly onDidChange: vscode.Event<RelationNode | undefined>;
  subject(): SubjectNode | undefined;
  /** What is to be said above the tree. */
  message(): string | undefined;
  roots(): Promise<readonly RelationNode[]>;
  children(node: RelationNode): Promise<readonly RelationNode[]>;
  /** Shows a symbol once its relations are there; an aborted signal leaves what is shown. */
  show(target: SymbolTarget, signal?: AbortSignal): Promise<SubjectNode>;
  turn(direction: Direction): Promise<void>;
  redraw(): void;
  /** Files of the folder were indexed; of any, if undefined. What is not seen is read when it is. */
  outdated(folder: Folder | undefined, seen: boolean): void;
  /** Something about the folders changed: what was not resolved may be now. */
  unsettled(seen: boolean): void;
  /** The view can be seen again. */
  wake(): void;
  dispose(): void;
}

const directionKey = 'loci.relations.direction';
/** Between two readings while files are being indexed, in milliseconds. */
const pauseMs = 800;

export function createRelationsState(window: Window, model: RelationsModel, pins: Pins): RelationsState {
  const memory = window.context.workspaceState;
  const changed = new vscode.EventEmitter<RelationNode | undefined>();
  let direction: Direction = memory.get<unknown>(directionKey) === 'out' ? 'out' : 'in';
  let subject: SubjectNode | undefined;
  let answer: RelationsResponse | undefined;
  let isOutdated = false;
  let timer: NodeJS.Timeout | undefined;

  const redraw = (): void => {
    setContext('loci.relations.direction', direction);
    setContext('loci.relations.hasSymbol', subject !== undefined);
    changed.fire(undefined);
  };

  const show = async (target: SymbolTarget, signal?: AbortSignal): Promise<SubjectNode> => {
    const next = subjectNode(target, undefined, pins);
    const isShown = next.id === subject?.id && answer !== undefined;
    const answered = await model.answer(next, direction, signal);
    if (signal?.aborted === true || (isShown && answered === answer)) return subject ?? next;
    [subject, answer] = [next, answered];
    redraw();
    return next;
  };

  const reread = async (): Promise<void> => {
    timer = undefined;
    isOutdated = false;
    model.forget();
    if (subject !== undefined) {
      const { folder, symbol } = subject;
      const now = await symbolById(window, symbol.id, folder);
      if (now !== undefined && subject.symbol.id === symbol.id) {
        subject = subjectNode({ symbol: now, folder }, undefined, pins);
        answer = await model.answer(subject, direction);
      }
    }
    redraw();
  };

  const soon = (seen: boolean): void => {
    isOutdated = true;
    if (!seen) return;
    timer ??= setTimeout(() => {
      reread().catch((error: unknown) => {
        window.log.debug(`relations: ${messageOf(error)}`);
      });
    }, pauseMs);
  };

  const pinned = async (parent: RelationNode): Promise<readonly RelationNode[]> =>
    Promise.all(pins.all().map((pin) => pinNode(window, pin, parent, pins)));

  const children = async (node: RelationNode): Promise<readonly RelationNode[]> => {
    try {
      return node.kind === 'pins' ? await pinned(node) : await model.children(node, direction);
    } catch (error) {
      window.log.warn(`relations: ${messageOf(error)}`);
      return [{ kind: 'note', id: `${node.id}\nnote`, parent: node, message: noteText(error) }];
    }
  };

  const turn = async (to: Direction): Promise<void> => {
    direction = to;
    await memory.update(directionKey, to);
    try {
      if (subject !== undefined) answer = await model.answer(subject, direction);
    } finally {
      redraw();
    }
  };

  setContext('loci.relations.direction', direction);
  setContext('loci.relations.hasSymbol', false);
  return {
    pins,
    onDidChange: changed.event,
    subject: () => subject,
    message: () => messageFor(answer, direction),
    roots: () => Promise.resolve(rootNodes(subject, pins)),
    children,
    show,
    turn,
    redraw: () => {
      if (subject !== undefined) subject = subjectNode(subject, undefined, pins);
      redraw();
    },
    outdated: (folder, seen) => {
      const isConcerned = folder === undefined || subject?.folder === folder.path || pins.all().length > 0;
      if (isConcerned) soon(seen);
    },
    unsettled: (seen) => {
      if (answer !== undefined && answer.completeness !== 'complete') soon(seen);
    },
    wake: () => {
      if (isOutdated) soon(true);
    },
    dispose: () => {
      clearTimeout(timer);
      changed.dispose();
    },
  };
}

function rootNodes(subject: SubjectNode | undefined, pins: Pins): RelationNode[] {
  const roots: RelationNode[] = subject === undefined ? [] : [subject];
  const count = pins.all().length;
  if (count > 0) roots.push({ kind: 'pins', id: 'pins', parent: undefined, count });
  return roots;
}

function subjectNode({ symbol, folder }: SymbolTarget, parent: RelationNode | undefined, pins: Pins): SubjectNode {
  const id = `${parent === undefined ? 'subject' : 'pin'}\n${folder}\n${symbol.id}`;
  const isPinned = pins.has({ symbol: symbol.id, folder });
  return { kind: 'subject', id, parent, symbol, folder, resourceUri: toUri(folder, symbol.path), isPinned };
}

async function pinNode(window: Window, pin: Pin, parent: RelationNode, pins: Pins): Promise<RelationNode> {
  const { folder } = pin;
  const symbol = await symbolById(window, pin.symbol, folder).catch(() => undefined);
  if (symbol !== undefined) return subjectNode({ symbol, folder }, parent, pins);
  return { kind: 'lost', id: `pin\n${folder}\n${pin.symbol}`, parent, symbol: pin.symbol, folder };
}

/** Only what is resolved completely lets an absence be told as one. */
function messageFor(answer: RelationsResponse | undefined, direction: Direction): string | undefined {
  const { t } = vscode.l10n;
  switch (answer?.completeness) {
    case undefined:
      return undefined;
    case 'none':
      return t('References of this folder are not resolved yet.');
    case 'partial':
      return t('Not all references are resolved yet.');
    case 'complete':
      if (answer.total > 0) return undefined;
      return direction === 'in'
        ? t('Nothing in this folder refers to it.')
        : t('By itself it refers to nothing in this folder.');
  }
}

function noteText(error: unknown): string {
  return isLociError(error, 'notFound') ? vscode.l10n.t('No longer in the index') : messageOf(error);
}

function setContext<Key extends keyof ContextKeys>(key: Key, value: ContextKeys[Key]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
