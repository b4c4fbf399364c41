/** The page of the relation graph as it is built, in a browser's stead: what it shows, says, and answers to keys. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createContext, runInContext } from 'node:vm';
import type { Element } from 'happy-dom';
import { Window } from 'happy-dom';
import type { SymbolId } from '../../src/core/model/ids';
import { relationshipTypes } from '../../src/core/model/relationship';
import type { Graph, GraphAnswer, GraphMemory, GraphQuery, GraphRequest } from '../../src/webview/graph/messages';
import { madeGraph } from '../support/madeGraph';

const script = readFileSync(resolve(import.meta.dirname, '../../dist/webview/graph.js'), 'utf8');

const words = {
  direction: 'Direction',
  directions: { both: 'Both', in: 'In', out: 'Out' },
  depth: 'Depth',
  depths: ['1', '2', '3'],
  types: Object.fromEntries(relationshipTypes.map((type) => [type, type])),
  typesLabel: 'Types',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Fit',
  save: 'Save',
  tryAgain: 'Again',
  help: 'Help',
  picture: 'Relations of {0}',
  controls: 'Controls',
  loading: 'Loading',
  noneChosen: 'Choose',
  nothing: 'Nothing',
};

const query: GraphQuery = {
  symbol: 'checkout' as SymbolId,
  folder: '/shop',
  direction: 'both',
  types: relationshipTypes,
  depth: 1,
  pages: {},
};

const graph: Graph = {
  ...madeGraph({ checkout: 0, main: -1, total: 1 }, [
    ['main', 'checkout'],
    ['checkout', 'total', 'calls', 0.7],
  ]),
  notices: ['2 of 5 shown'],
};

class Page {
  readonly window = new Window({ width: 800, height: 600 });
  readonly sent: GraphRequest[] = [];
  memory: GraphMemory | undefined;

  constructor(memory?: GraphMemory) {
    this.memory = memory;
    const { window } = this;
    window.document.body.dataset['words'] = JSON.stringify(words);
    const host = {
      // As VS Code does, messages are copied.
      postMessage: (message: GraphRequest) => this.sent.push(JSON.parse(JSON.stringify(message)) as GraphRequest),
      getState: () => memory,
      setState: (next: GraphMemory) => (this.memory = next),
    };
    const context = createContext(Object.assign(window, { acquireVsCodeApi: () => host, structuredClone }));
    runInContext(script, context);
  }

  tell(answer: GraphAnswer): void {
    this.window.dispatchEvent(new this.window.MessageEvent('message', { data: answer }));
  }

  show(shown: Graph = graph, more: Partial<GraphQuery> = {}): void {
    this.tell({ kind: 'graph', graph: shown, query: { ...query, ...more } });
  }

  all(selector: string): Element[] {
    return [...this.window.document.querySelectorAll(selector)];
  }

  one(selector: string): Element {
    const [first] = this.all(selector);
    assert.ok(first, selector);
    return first;
  }

  get focused(): string | null {
    return this.window.document.activeElement.getAttribute('aria-label');
  }

  node(name: string): Element {
    return this.one(`.node[aria-label="${name}, function"]`);
  }

  press(key: string): void {
    const { activeElement: target } = this.window.document;
    assert.ok(target);
    target.dispatchEvent(new this.window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }

  get zoom(): number {
    return Number(/scale\(([\d.]+)\)/.exec(this.one('.world').getAttribute('transform') ?? '')?.[1]);
  }
}

describe('graph: page', () => {
  let page: Page;
  beforeEach(() => {
    page = new Page();
  });
  afterEach(async () => {
    await page.window.happyDOM.close();
  });

  it('says that it stands, and what it has drawn', () => {
    page.show();
    assert.deepEqual(page.sent, [{ kind: 'ready' }, { kind: 'drawn', nodes: 3, edges: 2 }]);
  });

  it('draws boxes and arrows, dashed where it is not sure, and says what is cut off', () => {
    page.show();
    assert.deepEqual(
      page.all('.node .name').map(({ textContent }) => textContent),
      ['checkout', 'main', 'total'],
    );
    assert.deepEqual(
      page.all('.stage .edge').map((edge) => edge.classList.contains('unsure')),
      [false, true],
    );
    assert.equal(page.one('[role="status"]').textContent, '2 of 5 shown');
  });

  it('tells a screen reader what everything is', () => {
    page.show();
    assert.equal(page.one('.stage').getAttribute('aria-label'), 'Relations of checkout');
    assert.equal(page.one('#help').textContent, 'Help');
    assert.equal(page.node('main').getAttribute('role'), 'button');
    for (const button of page.all('button:not(.type):not(.again)')) assert.ok(button.getAttribute('aria-label'));
    for (const select of page.all('select')) assert.ok(select.getAttribute('aria-label'));
  });

  it('shows text as text', () => {
    const hostile = '<img src=x onerror=alert(1)>"\'&';
    const [root, ...others] = graph.nodes;
    page.show({
      ...graph,
      name: hostile,
      nodes: [
        { ...root!, name: hostile, detail: hostile, tooltip: hostile, spoken: hostile, colour: '");evil' },
        ...others,
      ],
      edges: graph.edges.map((edge) => ({ ...edge, spoken: hostile })),
      notices: [hostile],
    });
    assert.equal(page.all('img, script').length, 0);
    assert.equal(page.one('.node.root title').textContent, hostile);
    assert.equal(page.one('.status').textContent, hostile);
    assert.doesNotMatch(page.one('.stage').outerHTML, /evil/);
  });

  it('is walked through by arrow keys, and comes home', () => {
    page.show();
    page.node('checkout').dispatchEvent(new page.window.Event('focusin', { bubbles: true }));
    (page.node('checkout') as unknown as { focus(): void }).focus();
    page.press('ArrowRight');
    assert.equal(page.focused, 'total, function');
    assert.deepEqual(
      page.all('.node[tabindex="0"]').map((node) => node.getAttribute('aria-label')),
      ['total, function'],
    );
    page.press('ArrowRight');
    assert.equal(page.focused, 'total, function');
    page.press('ArrowLeft');
    page.press('ArrowLeft');
    assert.equal(page.focused, 'main, function');
    page.press('Home');
    assert.equal(page.focused, 'checkout, function');
  });

  it('opens, leaves and zooms by keys, and lets alone what is not its own', () => {
    page.show();
    (page.node('total') as unknown as { focus(): void }).focus();
    page.press('Enter');
    page.press('Escape');
    assert.deepEqual(page.sent.slice(2), [{ kind: 'open', symbol: 'total' }, { kind: 'leave' }]);
    const before = page.zoom;
    page.press('+');
    assert.ok(page.zoom > before);
    page.press('-');
    page.press('-');
    assert.ok(page.zoom < before);
    page.press('0');
    const event = new page.window.KeyboardEvent('keydown', {
      key: '-',
      ctrlKey: true,
      bubbles: true,
      cancelable: true,
    });
    const { zoom } = page;
    page.node('total').dispatchEvent(event);
    assert.deepEqual([page.zoom, event.defaultPrevented], [zoom, false]);
  });

  it('expands a symbol as long as it hides something, then closes it', () => {
    const hiding = (hidden: number): Graph => ({
      ...graph,
      nodes: graph.nodes.map((node) => (node.name === 'total' ? { ...node, hidden } : node)),
    });
    const pagesAsked = (): unknown => {
      const last = page.sent.filter(({ kind }) => kind === 'ask').at(-1);
      return last?.kind === 'ask' && last.query.pages;
    };
    page.show(hiding(30));
    assert.equal(page.node('total').getAttribute('aria-expanded'), 'false');
    (page.node('total') as unknown as { focus(): void }).focus();
    page.press(' ');
    assert.deepEqual(pagesAsked(), { total: 1 });
    page.show(hiding(10), { pages: { total: 1 } });
    page.press(' ');
    assert.deepEqual(pagesAsked(), { total: 2 });
    page.show(hiding(0), { pages: { total: 2 } });
    page.press(' ');
    assert.deepEqual(pagesAsked(), {});
    assert.equal(page.focused, 'total, function');
  });

  it('asks anew when direction, depth or types are chosen', () => {
    page.show();
    const [direction, depth] = page.all('select') as unknown as { selectedIndex: number }[];
    direction!.selectedIndex = 2;
    page.all('select')[0]!.dispatchEvent(new page.window.Event('change'));
    depth!.selectedIndex = 1;
    page.all('select')[1]!.dispatchEvent(new page.window.Event('change'));
    (page.all('.type')[1] as unknown as { click(): void }).click();
    const asked = page.sent.flatMap((request) => (request.kind === 'ask' ? [request.query] : []));
    assert.deepEqual(
      asked.map(({ direction: way, depth: steps, types }) => [way, steps, types.length]),
      [
        ['out', 1, 8],
        ['out', 2, 8],
        ['out', 2, 7],
      ],
    );
    assert.ok(!asked.at(-1)!.types.includes('imports'));
    assert.equal(page.all('.type')[1]!.getAttribute('aria-pressed'), 'false');
  });

  it('says why there is nothing, and what failed, with a way to try again', () => {
    const alone: Graph = { ...madeGraph({ checkout: 0 }, []), notices: [] };
    page.show(alone);
    assert.equal(page.one('.note p').textContent, 'Nothing');
    page.show(alone, { types: [] });
    assert.equal(page.one('.note p').textContent, 'Choose');
    page.tell({ kind: 'busy' });
    assert.equal(page.one('main').getAttribute('aria-busy'), 'true');
    page.tell({ kind: 'failed', message: 'The server is gone.' });
    assert.equal(page.one('.note p').textContent, 'The server is gone.');
    assert.equal(page.one('main').getAttribute('aria-busy'), null);
    (page.one('.again') as unknown as { click(): void }).click();
    assert.deepEqual(page.sent.at(-1), { kind: 'ready' });
    page.show();
    assert.equal(page.one('.note').hasAttribute('hidden'), true);
  });

  it('is as it was when it comes back', async () => {
    page.show();
    (page.node('total') as unknown as { focus(): void }).focus();
    page.press('+');
    await delay(300);
    const { memory, zoom } = page;
    assert.equal(memory?.focused, 'total');
    const again = new Page(memory);
    assert.equal(again.all('.node').length, 3);
    assert.equal(again.zoom, zoom);
    assert.equal(again.node('total').getAttribute('tabindex'), '0');
    assert.deepEqual(again.sent, [{ kind: 'ready' }]);
    await again.window.happyDOM.close();
  });

  it('saves a picture that stands by itself', () => {
    page.show();
    (page.one('.action[aria-label="Save"]') as unknown as { click(): void }).click();
    const saved = page.sent.at(-1);
    assert.ok(saved?.kind === 'save');
    assert.match(saved.svg, /^<\?xml[^>]*\?>\n<svg [^>]*viewBox=/);
    assert.match(saved.svg, /checkout/);
    assert.doesNotMatch(saved.svg, /class=|tabindex|data-vscode|aria-/);
  });
});

describe('graph: bundle', () => {
  it('keeps to its policy: no evaluated code, no markup from text, no network, no inline style', () => {
    assert.doesNotMatch(script, /\beval\(|new Function\(|innerHTML|outerHTML|insertAdjacentHTML|document\.write/);
    assert.doesNotMatch(script, /\bfetch\(|XMLHttpRequest|WebSocket|import\(/);
    assert.doesNotMatch(script, /setAttribute\(["']style|\.cssText/);
  });
});
