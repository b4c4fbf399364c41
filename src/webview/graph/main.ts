/** The page of the relation graph: shows what the extension answers, asks for more, and remembers itself. */

import './graph.css';
import type { SymbolId } from '../../core/model/ids';
import { createControls } from './controls';
import { html } from './dom';
import type { GraphAnswer, GraphMemory, GraphQuery, GraphRequest, GraphWords } from './messages';
import { createStage } from './stage';

interface Host {
  postMessage(message: GraphRequest): void;
  getState(): GraphMemory | undefined;
  setState(memory: GraphMemory): void;
}
declare function acquireVsCodeApi(): Host;

/** Milliseconds between the last look around and its being remembered. */
const restMs = 200;

function start(host: Host, words: GraphWords): void {
  let shown: Pick<GraphMemory, 'graph' | 'query'> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const remember = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (shown !== undefined) host.setState({ ...shown, ...stage.seen() });
    }, restMs);
  };
  const ask = (change: Partial<GraphQuery>): void => {
    if (shown === undefined) return;
    shown = { ...shown, query: { ...shown.query, ...change } };
    controls.show(shown.query);
    host.postMessage({ kind: 'ask', query: shown.query });
  };
  const controls = createControls({
    words,
    onChange: ask,
    onZoom: (step) => {
      stage.zoom(step);
    },
    onSave: () => {
      const svg = stage.file();
      if (svg !== undefined) host.postMessage({ kind: 'save', svg });
    },
  });
  const stage = createStage({
    words,
    onOpen: (symbol) => {
      host.postMessage({ kind: 'open', symbol });
    },
    onExpand: (symbol) => {
      const pages = shown && pagesAfter(shown, symbol);
      if (pages !== undefined) ask({ pages });
    },
    onLeave: () => {
      host.postMessage({ kind: 'leave' });
    },
    onLook: remember,
  });
  const frame = createFrame(words, controls.element, stage.element, () => {
    host.postMessage({ kind: 'ready' });
  });
  controls.element.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') stage.focus();
  });

  const show = (next: Pick<GraphMemory, 'graph' | 'query'>, remembered?: GraphMemory): void => {
    shown = next;
    controls.show(next.query);
    frame.settled(next);
    stage.show(next.graph, next.query, remembered);
    remember();
  };
  const hear = ({ data }: MessageEvent<GraphAnswer>): void => {
    if (data.kind === 'busy') frame.busy();
    else if (data.kind === 'failed') frame.failed(data.message);
    else {
      show(data);
      host.postMessage({ kind: 'drawn', nodes: data.graph.nodes.length, edges: data.graph.edges.length });
    }
  };
  addEventListener('message', hear);
  // The keyboard comes from elsewhere in the window: to where it was, not to the top of the page.
  addEventListener('focus', () => {
    if (document.activeElement === document.body) stage.focus();
  });
  const memory = host.getState();
  if (memory !== undefined) show(memory, memory);
  host.postMessage({ kind: 'ready' });
}

/** More of what a symbol hides; if it hides nothing, back to what was there before it was expanded. */
function pagesAfter(
  { graph, query }: Pick<GraphMemory, 'graph' | 'query'>,
  symbol: SymbolId,
): GraphQuery['pages'] | undefined {
  const node = graph.nodes.find(({ id }) => id === symbol);
  const { [symbol]: count = 0, ...others } = query.pages;
  if (node !== undefined && node.hidden > 0) return { ...others, [symbol]: count + 1 };
  return count > 0 ? others : undefined;
}

interface Frame {
  busy(): void;
  failed(message: string): void;
  settled(shown: Pick<GraphMemory, 'graph' | 'query'>): void;
}

/** The page around the picture: the controls above, what is to be said below, and in its place what went wrong. */
function createFrame(words: GraphWords, controls: Element, stage: Element, onAgain: () => void): Frame {
  const progress = html('div', { class: 'progress' });
  const status = html('footer', { class: 'status', role: 'status' });
  const text = html('p');
  const again = html('button', { type: 'button', class: 'again' }, words.tryAgain);
  const note = html('div', { class: 'note', hidden: '' }, text, again);
  const main = html('main', {}, stage, note);
  again.addEventListener('click', onAgain);
  const say = (message: string | undefined, isFailure: boolean): void => {
    note.hidden = message === undefined;
    again.hidden = !isFailure;
    text.textContent = message ?? '';
  };
  const rest = (): void => {
    progress.classList.remove('active');
    main.removeAttribute('aria-busy');
  };
  document.body.append(controls, progress, main, status, html('p', { id: 'help', class: 'spoken' }, words.help));
  status.textContent = words.loading;
  return {
    busy: () => {
      progress.classList.add('active');
      main.setAttribute('aria-busy', 'true');
    },
    failed: (message) => {
      rest();
      say(message, true);
      status.textContent = '';
      stage.classList.add('stale');
    },
    settled: ({ graph, query }) => {
      rest();
      stage.classList.remove('stale');
      const isAlone = graph.nodes.length < 2;
      say(isAlone ? (query.types.length === 0 ? words.noneChosen : words.nothing) : undefined, false);
      status.textContent = graph.notices.join(' · ');
    },
  };
}

start(acquireVsCodeApi(), JSON.parse(document.body.dataset['words'] ?? '{}') as GraphWords);
