/** Hits for people: one line each, where it is first. */

import path from 'node:path';
import { shownReasons } from '../core/model/search';
import type { SearchHit } from '../core/model/search';
import type { Terminal } from './terminal';
import { cut, padded, printable, widthOf } from './text';

export interface PlacedHit {
  readonly hit: SearchHit;
  /** The vault's folder, if it is still there. */
  readonly folder: string | undefined;
}

/** A longer place makes its own line longer, not all the others. */
const widestPlace = 48;

/**
 * `path:line  kind  name — container   reason`, aligned, no wider than the terminal. Paths are relative to the folder,
 * absolute where the hits are from several.
 */
export function hitLines(hits: readonly PlacedHit[], terminal: Terminal): string[] {
  const several = new Set(hits.map(({ folder }) => folder)).size > 1;
  const rows = hits.map((placed) => row(placed, several));
  const placeWidth = Math.min(widestPlace, Math.max(0, ...rows.map(({ place }) => widthOf(place))));
  const kindWidth = Math.max(0, ...rows.map(({ kind }) => kind.length));
  return rows.map((cells) => hitLine(cells, placeWidth, kindWidth, terminal));
}

interface Row {
  readonly place: string;
  readonly kind: string;
  readonly name: string;
  readonly container: string;
  readonly reason: string;
}

function row({ hit, folder }: PlacedHit, absolute: boolean): Row {
  const { symbol, reasons } = hit;
  const file = absolute && folder !== undefined ? path.join(folder, symbol.path) : symbol.path;
  const why = shownReasons(reasons).map(({ source, detail }) =>
    detail === undefined ? source : `${source}: ${detail}`,
  );
  return {
    place: printable(`${file}:${symbol.range.start.line + 1}`),
    kind: printable(symbol.nativeKind ?? symbol.kind),
    name: printable(symbol.name),
    container: symbol.container === undefined ? '' : ` — ${printable(symbol.container)}`,
    reason: printable(why.join(', ')),
  };
}

function hitLine(cells: Row, placeWidth: number, kindWidth: number, terminal: Terminal): string {
  const { colors } = terminal;
  const place = padded(cells.place, placeWidth);
  const kind = padded(cells.kind, kindWidth);
  // The place is never cut: it is there to be clicked and copied.
  let left = terminal.outputColumns() - widthOf(place) - kindWidth - 4;
  const take = (text: string): string => {
    const taken = left > 1 ? cut(text, left) : '';
    left -= widthOf(taken);
    return taken;
  };
  const name = take(cells.name);
  const container = take(cells.container);
  const reason = take(cells.reason === '' ? '' : `   ${cells.reason}`);
  const line = `${colors.cyan(place)}  ${colors.dim(kind)}  ${colors.bold(name)}${container}${colors.dim(reason)}`;
  return line.trimEnd();
}
