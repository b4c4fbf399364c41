/** The picture as a file of its own: the colours as they are now, no classes, nothing that only a page needs. */

import { svg } from './dom';
import type { Box } from './layout';

/** What shapes and texts look like; groups and titles have no looks. */
const ofShapes = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity'];
const ofTexts = ['fill', 'font-family', 'font-size', 'font-weight', 'text-anchor'];
const kept: Readonly<Record<string, readonly string[]>> = {
  path: ofShapes,
  rect: ofShapes,
  svg: ['fill'],
  text: ofTexts,
};
const ofThePage = ['class', 'role', 'tabindex', 'aria-label', 'aria-expanded', 'aria-hidden', 'data-vscode-context'];
const leftOut = '.ring, .grip';
const margin = 24;

export function standaloneSvg(world: SVGGElement, picture: Box, title: string): string {
  const copy = world.cloneNode(true) as SVGGElement;
  resolve(world, copy);
  copy.removeAttribute('transform');
  for (const one of copy.querySelectorAll(leftOut)) one.remove();
  for (const one of [copy, ...copy.querySelectorAll('*')]) for (const name of ofThePage) one.removeAttribute(name);
  const [x, y] = [Math.floor(picture.x - margin), Math.floor(picture.y - margin)];
  const [width, height] = [Math.ceil(picture.width + 2 * margin), Math.ceil(picture.height + 2 * margin)];
  const background = getComputedStyle(document.body).backgroundColor;
  const whole = svg(
    'svg',
    { viewBox: `${x} ${y} ${width} ${height}`, width, height, role: 'img' },
    svg('title', {}, title),
    svg('rect', { x, y, width, height, fill: background }),
    copy,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(whole)}\n`;
}

function resolve(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of kept[from.tagName.toLowerCase()] ?? []) {
    const value = style.getPropertyValue(name);
    if (value !== '') to.setAttribute(name, value);
  }
  const copies = to.children;
  [...from.children].forEach((child, at) => {
    resolve(child, copies[at]!);
  });
}
