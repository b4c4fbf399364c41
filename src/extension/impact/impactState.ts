/** What the Impact view shows: the answer for each folder, asked anew when files change while somebody looks. */

import * as vscode from 'vscode';
import type { ImpactRequest, ImpactResponse } from '../../core/model/api';
import { isLociError, messageOf } from '../../core/model/errors';
import { coalesce, delayed } from '../coalesce';
import { toUri } from '../convert';
import { failureText } from '../failures';
import { isReadable } from '../tree/windowFolders';
import type { Folder, Window } from '../window';
import type { FolderNode, ImpactNode } from './impactNodes';
import { impactNodes, textNote } from './impactNodes';
import type { Scope } from './scope';
import { readScope, requestOf, scopeText, uncommitted } from './scope';
import { impactSummary } from './summary';

export interface ImpactState {
  readonly onDidChange: vscode.Event<void>;
  roots(): readonly ImpactNode[];
  scope(): Scope;
  /** Resolves when it is answered; what went wrong is shown in the tree. */
  ask(scope?: Scope): Promise<void>;
  /** Something has changed: asked again once it is quiet, if somebody looks, else when somebody does. */
  readonly outdated: () => void;
  /** What is to be said above the tree. */
  message(): string | undefined;
  /** Undefined before anything was answered. */
  summary(): string | undefined;
  /** How many symbols are affected, in all folders. */
  affected(): number;
  dispose(): void;
}

const scopeKey = 'loci.impact.scope';
/** From the last change until it is asked again, in milliseconds. */
const quietMs = 600;
/** The engine's greatest. */
const mostAffected = 1000;

interface Answered {
  readonly folder: Folder;
  readonly answer?: ImpactResponse;
  readonly failure?: string;
}

export function createImpactState(window: Window, isSeen: () => boolean): ImpactState {
  const memory = window.context.workspaceState;
  const changed = new vscode.EventEmitter<void>();
  let scope = readScope(memory.get<unknown>(scopeKey)) ?? uncommitted;
  let answered: readonly Answered[] | undefined;
  let isOutdated = false;

  const run = coalesce(async () => {
    isOutdated = false;
    const asked = scope;
    const folders = window.folders.all().filter(isReadable);
    const answers = await Promise.all(folders.map((folder) => answerFor(window, folder, requestOf(asked))));
    if (asked !== scope) return;
    answered = answers;
    changed.fire();
  });
  const again = delayed(quietMs, () => void run());
  const ask = async (next: Scope = scope): Promise<void> => {
    scope = next;
    await memory.update(scopeKey, scope);
    again.cancel();
    await run();
  };
  const outdated = (): void => {
    isOutdated = true;
    if (isSeen()) again.whenQuiet();
  };
  const answers = (): readonly ImpactResponse[] => (answered ?? []).flatMap(({ answer }) => answer ?? []);
  return {
    onDidChange: changed.event,
    roots: () => rootsOf(answered ?? []),
    scope: () => scope,
    ask,
    outdated: () => {
      if (answered !== undefined || isOutdated) outdated();
    },
    message: () => messageFor(answers(), scope),
    summary: () => {
      const texts = answers().map((answer) => impactSummary(answer, scopeText(scope)));
      return texts.length === 0 ? undefined : `${texts.join('\n\n')}\n`;
    },
    affected: () => answers().reduce((sum, { totalAffected }) => sum + totalAffected, 0),
    dispose: () => {
      again.cancel();
      changed.dispose();
    },
  };
}

async function answerFor(
  window: Window,
  folder: Folder,
  request: Pick<ImpactRequest, 'staged' | 'since'>,
): Promise<Answered> {
  try {
    const engine = await window.engine.get();
    return { folder, answer: await engine.impact({ ...request, folder: folder.path, limit: mostAffected }) };
  } catch (error) {
    window.log.debug(`impact: ${messageOf(error)}`);
    // What git cannot tell is told in one sentence; naming symbols instead is for the command line.
    const isAnswer = isLociError(error, 'notFound');
    return { folder, failure: isAnswer ? messageOf(error) : failureText(error) };
  }
}

/** One folder alone is the tree. */
function rootsOf(answered: readonly Answered[]): readonly ImpactNode[] {
  const below = ({ folder, answer, failure }: Answered, parent: ImpactNode | undefined): readonly ImpactNode[] => {
    if (answer === undefined) return [textNote(failure ?? '', parent)];
    const nodes = impactNodes(answer, { folder: folder.path, parent, uriOf: toUri });
    return nodes.length > 0 || parent === undefined ? nodes : [textNote(vscode.l10n.t('No changes.'), parent)];
  };
  const [first, ...others] = answered;
  if (first === undefined) return [];
  if (others.length === 0) return below(first, undefined);
  return answered.map((one) => {
    const { path, workspaceFolder } = one.folder;
    const node: FolderNode = {
      kind: 'folder',
      id: `impact\n${path}`,
      parent: undefined,
      name: workspaceFolder.name,
      children: [],
    };
    node.children = below(one, node);
    return node;
  });
}

/** Only what is resolved completely lets an absence be told as one. */
function messageFor(answers: readonly ImpactResponse[], scope: Scope): string | undefined {
  const { t } = vscode.l10n;
  if (answers.length === 0) return undefined;
  const said = [
    answers.every(({ totalChanged }) => totalChanged === 0) && t('No symbol has changed ({0}).', scopeText(scope)),
    answers.some(({ completeness }) => completeness !== 'complete') && t('Not all references are resolved yet.'),
    ...answers.flatMap(({ notices }) => notices.filter((notice) => !notice.startsWith('relationships of'))),
  ];
  return said.filter((one) => typeof one === 'string').join('\n') || undefined;
}
