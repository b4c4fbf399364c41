/** The Impact view in a real window: its commands, its words, when it asks anew, and what it puts into the clipboard. */

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { ImpactRequest, ImpactResponse } from '../../src/core/model/api';
import { LociError } from '../../src/core/model/errors';
import { commandIds } from '../../src/extension/contributions';
import { createImpactProvider } from '../../src/extension/impact/impact';
import type { ImpactNode } from '../../src/extension/impact/impactNodes';
import type { ImpactState } from '../../src/extension/impact/impactState';
import { createImpactState } from '../../src/extension/impact/impactState';
import { readScope, requestOf } from '../../src/extension/impact/scope';
import { impactSummary } from '../../src/extension/impact/summary';
import { made, madeImpact } from '../support/madeImpact';
import { madeFolder, treeWindow } from './support/treeWindow';
import { api, eventually, shop } from './support/window';

describe('impact view', () => {
  let answer: () => Promise<ImpactResponse>;
  let asked: ImpactRequest[];
  let seen: boolean;
  let state: ImpactState;

  beforeEach(() => {
    [asked, seen] = [[], true];
    answer = () => Promise.resolve(madeImpact());
    state = createImpactState(windowOf().window, () => seen);
  });

  afterEach(() => {
    state.dispose();
  });

  function windowOf(folders = [madeFolder()]): ReturnType<typeof treeWindow> {
    const impact = (request: ImpactRequest): Promise<ImpactResponse> => {
      asked.push(request);
      return answer();
    };
    return treeWindow({ impact }, folders);
  }

  async function rows(node?: ImpactNode, indent = ''): Promise<string[]> {
    const provider = createImpactProvider(state);
    const nodes = (await provider.getChildren(node)) ?? [];
    const below = await Promise.all(
      nodes.map(async (one) => {
        const { label, description } = await provider.getTreeItem(one);
        return [
          `${indent}${label as string} | ${(description as string | undefined) ?? ''}`,
          ...(await rows(one, `${indent}  `)),
        ];
      }),
    );
    return below.flat();
  }

  it('is empty before it was asked, then shows changes with what they affect, tests and exports', async () => {
    assert.deepEqual(await rows(), []);
    assert.deepEqual([state.message(), state.summary()], [undefined, undefined]);
    await state.ask();
    assert.deepEqual(asked, [{ folder: shop(), limit: 1000 }]);
    assert.deepEqual(await rows(), [
      'Changed | 2',
      '  total | modified · signature changed · Cart · cart.ts:5',
      '    checkout | Calls · checkout.ts:21',
      '      main | Calls · main.ts:21 · likely',
      '    Affected: 2 listed elsewhere | ',
      '  gone | deleted · effects not known yet · Cart · cart.ts:10',
      'Tests to run | 1',
      '  cart.test.ts | totals · 1 step away',
      'Exported | 3',
      '  total | Cart · cart.ts:4 · changed itself',
      '  gone | Cart · cart.ts:10 · changed itself',
      '  checkout | checkout.ts:11 · 1 step away',
    ]);
    assert.equal(state.message(), undefined);
    assert.equal(state.affected(), 2);
  });

  it('gives a symbol to the commands of the menu, and a place to a click', async () => {
    await state.ask();
    const [changed] = state.roots();
    const [total, gone] = changed!.children;
    const provider = createImpactProvider(state);
    const [item, without] = [await provider.getTreeItem(total!), await provider.getTreeItem(gone!)];
    assert.deepEqual([item.contextValue, item.command?.command], ['symbol', 'vscode.open']);
    assert.deepEqual([without.contextValue, without.command], [undefined, undefined]);
    assert.ok(total?.kind === 'changed' && total.symbol.id === made.total.id && total.folder === shop());
  });

  it('asks about what is staged or since a commit, and keeps to it', async () => {
    await state.ask({ kind: 'staged' });
    await state.ask({ kind: 'since', commit: 'main' });
    await state.ask();
    assert.deepEqual(
      asked.map(({ staged, since }) => staged ?? since),
      [true, 'main', 'main'],
    );
  });

  it('asks anew when files have changed, once it is quiet, and only while somebody looks', async () => {
    state.outdated();
    await delay(800);
    assert.equal(asked.length, 0);
    await state.ask();
    for (let i = 0; i < 3; i++) state.outdated();
    await eventually(() => {
      assert.equal(asked.length, 2);
    }, 3000);
    seen = false;
    state.outdated();
    await delay(800);
    assert.equal(asked.length, 2);
  });

  it('says that nothing has changed, and what is not known', async () => {
    answer = () =>
      Promise.resolve(
        madeImpact({
          changed: [],
          totalChanged: 0,
          totalTests: 0,
          totalSurface: 0,
          completeness: 'partial',
          notices: ['more'],
        }),
      );
    await state.ask();
    assert.equal(state.message(), 'No symbol has changed (uncommitted).\nNot all references are resolved yet.\nmore');
    assert.deepEqual(await rows(), []);
  });

  it('says what failed, and asks nothing of a folder that is not read', async () => {
    answer = () => Promise.reject(new LociError('notFound', 'it is in no git repository', 'name symbols instead'));
    await state.ask();
    assert.deepEqual(await rows(), ['it is in no git repository | ']);
    assert.equal(state.summary(), undefined);
    state.dispose();
    asked.length = 0;
    state = createImpactState(windowOf([madeFolder({ state: 'untrusted' })]).window, () => true);
    await state.ask();
    assert.deepEqual([asked, await rows()], [[], []]);
  });

  it('has a branch for each of several folders', async () => {
    const folders = [madeFolder(), madeFolder({ path: `${shop()}/src` })];
    state = createImpactState(windowOf(folders).window, () => true);
    await state.ask();
    const top = (await rows()).filter((row) => !row.startsWith(' '));
    assert.deepEqual(top, ['shop | ', 'src | ']);
  });
});

describe('impact: summary', () => {
  it('is Markdown that names all there is', () => {
    assert.equal(
      impactSummary(madeImpact({ notices: ['1 symbol is *gone*'] }), 'staged'),
      [
        '## Impact of changes (staged)',
        '**Changed: 2**',
        '- `Cart.total` · `cart.ts:5` · modified · signature changed\n- `Cart.gone` · `cart.ts:10` · deleted',
        '**Affected: 2**',
        '- `checkout` calls `Cart.total` · `checkout.ts:21`\n- `main` calls `checkout` · `main.ts:21`',
        '**Tests to run: 1**',
        '- `cart.test.ts`',
        '**Exported: 3**',
        '- `Cart.total` · `cart.ts`\n- `Cart.gone` · `cart.ts`\n- `checkout` · `checkout.ts`',
        '> 1 symbol is \\*gone\\*',
      ].join('\n\n'),
    );
  });

  it('counts what it leaves out, and no name ends its code early', () => {
    const symbol = { ...made.main, qualifiedName: 'a``b' };
    const text = impactSummary(
      madeImpact({
        changed: [{ symbol, change: 'added', line: 0, signatureChanged: false, direct: 0, indexed: true }],
        totalChanged: 70,
      }),
      'uncommitted',
    );
    assert.match(text, /- ``` a``b ``` · `main\.ts:1` · added\n- 69 more/);
  });
});

describe('impact: scope', () => {
  it('reads what was stored, and nothing that git would take for an option', () => {
    assert.deepEqual(readScope({ kind: 'since', commit: 'HEAD~3' }), { kind: 'since', commit: 'HEAD~3' });
    assert.deepEqual(requestOf({ kind: 'since', commit: 'main' }), { since: 'main' });
    const wrong = [
      undefined,
      'staged',
      { kind: 'since' },
      { kind: 'since', commit: '--output=x' },
      { kind: 'since', commit: 'a b' },
    ];
    for (const one of wrong) assert.equal(readScope(one), undefined);
  });
});

describe('impact commands', () => {
  before(async () => {
    await eventually(() => {
      assert.equal(api().state(), 'indexed');
    }, 60_000);
  });

  it('bring up the view, though the folder is in no repository, and copy nothing then', async () => {
    const shown = await vscode.commands.executeCommand(commandIds.showImpact);
    assert.deepEqual(shown, { scope: 'uncommitted', affected: 0 });
    assert.equal(await vscode.commands.executeCommand(commandIds.copyImpact), undefined);
  });

  it('let the person choose which changes are meant', async () => {
    const running = vscode.commands.executeCommand<{ readonly scope: string }>(commandIds.chooseImpact);
    // The list has to be there before it can be moved in.
    await eventually(async () => {
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      assert.ok(await Promise.race([running, delay(200)]));
    });
    assert.ok(['uncommitted', 'staged'].includes((await running).scope));
    await vscode.commands.executeCommand(commandIds.showImpact, { kind: 'uncommitted' });
  });
});
