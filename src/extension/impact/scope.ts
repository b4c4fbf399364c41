/** Which changes are meant: all that is not committed, what is staged, or what differs from a commit. */

import * as vscode from 'vscode';
import type { ImpactRequest } from '../../core/model/api';

export type Scope =
  { readonly kind: 'uncommitted' } | { readonly kind: 'staged' } | { readonly kind: 'since'; readonly commit: string };

export const uncommitted: Scope = { kind: 'uncommitted' };

export function requestOf(scope: Scope): Pick<ImpactRequest, 'staged' | 'since'> {
  switch (scope.kind) {
    case 'uncommitted':
      return {};
    case 'staged':
      return { staged: true };
    case 'since':
      return { since: scope.commit };
  }
}

/** To stand beside the view's name. */
export function scopeText(scope: Scope): string {
  switch (scope.kind) {
    case 'uncommitted':
      return vscode.l10n.t('uncommitted');
    case 'staged':
      return vscode.l10n.t('staged');
    case 'since':
      return vscode.l10n.t('since {0}', scope.commit);
  }
}

/** What was stored, or what a command was told; undefined if it is none. */
export function readScope(value: unknown): Scope | undefined {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return undefined;
  if (value.kind === 'uncommitted' || value.kind === 'staged') return { kind: value.kind };
  if (value.kind !== 'since' || !('commit' in value) || typeof value.commit !== 'string') return undefined;
  return isCommitName(value.commit) ? { kind: 'since', commit: value.commit } : undefined;
}

/** git would take what begins with a dash for an option. */
function isCommitName(text: string): boolean {
  return /^[^-\s]\S*$/.test(text);
}

/** Undefined if the person chose none. */
export async function pickScope(now: Scope): Promise<Scope | undefined> {
  const { t } = vscode.l10n;
  const items: readonly (vscode.QuickPickItem & { readonly kindOf: Scope['kind'] })[] = [
    { label: t('Uncommitted'), description: t('all that differs from the last commit'), kindOf: 'uncommitted' },
    { label: t('Staged'), description: t('what the next commit would hold'), kindOf: 'staged' },
    { label: t('Since a Commit…'), description: t('a branch, a tag, or a commit'), kindOf: 'since' },
  ];
  const picked = await vscode.window.showQuickPick(
    items.map((item) => ({ ...item, iconPath: new vscode.ThemeIcon(item.kindOf === now.kind ? 'check' : 'blank') })),
    { placeHolder: t('Whose impact? {0}', scopeText(now)) },
  );
  if (picked === undefined) return undefined;
  return picked.kindOf === 'since' ? await askCommit(now) : { kind: picked.kindOf };
}

async function askCommit(now: Scope): Promise<Scope | undefined> {
  const { t } = vscode.l10n;
  const commit = await vscode.window.showInputBox({
    prompt: t('What differs from this commit. Such as main, HEAD~3 or v1.2.'),
    value: now.kind === 'since' ? now.commit : 'HEAD~1',
    validateInput: (text) => (isCommitName(text.trim()) ? undefined : t('Name a branch, a tag or a commit.')),
  });
  return commit === undefined ? undefined : { kind: 'since', commit: commit.trim() };
}
