/** What is shown, above the picture: direction, depth, types; how large; and a way to keep it. */

import type { RelationshipType } from '../../core/model/relationship';
import { relationshipTypes } from '../../core/model/relationship';
import { html } from './dom';
import { icon } from './icons';
import type { GraphQuery, GraphWords } from './messages';
import { graphDepths, graphDirections } from './messages';
import { sample } from './picture';

export interface Controls {
  readonly element: HTMLElement;
  show(query: GraphQuery): void;
}

export interface ControlsOptions {
  readonly words: GraphWords;
  /** Something else is to be shown. */
  readonly onChange: (change: Partial<Pick<GraphQuery, 'direction' | 'depth' | 'types'>>) => void;
  readonly onZoom: (step: 'in' | 'out' | 'fit') => void;
  readonly onSave: () => void;
}

export function createControls({ words, onChange, onZoom, onSave }: ControlsOptions): Controls {
  const direction = choice(
    words.direction,
    graphDirections,
    (one) => words.directions[one],
    (chosen) => {
      onChange({ direction: chosen });
    },
  );
  const depth = choice(
    words.depth,
    graphDepths,
    (_, at) => words.depths[at]!,
    (chosen) => {
      onChange({ depth: chosen });
    },
  );
  const types = new Map(relationshipTypes.map((type) => [type, typeButton(type, words)]));
  const chosenTypes = (): RelationshipType[] => relationshipTypes.filter((type) => isPressed(types.get(type)!));
  for (const button of types.values()) {
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', String(!isPressed(button)));
      onChange({ types: chosenTypes() });
    });
  }
  const element = html(
    'div',
    { class: 'controls', role: 'toolbar', 'aria-label': words.controls },
    html('div', { class: 'choices' }, direction.element, depth.element),
    html('div', { class: 'types', role: 'group', 'aria-label': words.typesLabel }, ...types.values()),
    html('div', { class: 'actions' }, ...actionsOf(words, onZoom, onSave)),
  );
  return {
    element,
    show: (query) => {
      direction.show(query.direction);
      depth.show(graphDepths.find((one) => one === query.depth) ?? graphDepths[0]);
      for (const [type, button] of types) button.setAttribute('aria-pressed', String(query.types.includes(type)));
    },
  };
}

interface Choice<Value> {
  readonly element: HTMLElement;
  show(value: Value): void;
}

function choice<Value extends string | number>(
  label: string,
  values: readonly Value[],
  wordOf: (value: Value, at: number) => string,
  onChoose: (value: Value) => void,
): Choice<Value> {
  const options = values.map((value, at) => html('option', { value }, wordOf(value, at)));
  const select = html('select', { 'aria-label': label, title: label }, ...options);
  select.addEventListener('change', () => {
    onChoose(values[select.selectedIndex]!);
  });
  return {
    element: select,
    show: (value) => {
      select.selectedIndex = values.indexOf(value);
    },
  };
}

function typeButton(type: RelationshipType, words: GraphWords): HTMLButtonElement {
  return html('button', { type: 'button', class: 'type', 'aria-pressed': 'true' }, sample(type), words.types[type]);
}

function isPressed(button: Element): boolean {
  return button.getAttribute('aria-pressed') === 'true';
}

function actionsOf(
  words: GraphWords,
  onZoom: ControlsOptions['onZoom'],
  onSave: ControlsOptions['onSave'],
): readonly HTMLButtonElement[] {
  const zoom = (step: 'in' | 'out' | 'fit') => () => {
    onZoom(step);
  };
  return [
    action('zoom-out', words.zoomOut, zoom('out')),
    action('zoom-in', words.zoomIn, zoom('in')),
    action('fit', words.fit, zoom('fit')),
    action('save', words.save, onSave),
  ];
}

function action(name: string, label: string, run: () => void): HTMLButtonElement {
  const button = html(
    'button',
    { type: 'button', class: 'action', title: label, 'aria-label': label },
    icon(name, { fill: 'currentColor' }),
  );
  button.addEventListener('click', run);
  return button;
}
