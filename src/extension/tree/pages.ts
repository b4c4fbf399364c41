/** Long lists in pages: an editor that is handed twenty thousand items at once stands still. */

export const pageSize = 500;

/** The first page's nodes as they are; then one node for each further page. `first` counts from 1. */
export function inPages<Node>(
  nodes: readonly Node[],
  pageOf: (children: readonly Node[], first: number) => Node,
  size = pageSize,
): readonly Node[] {
  if (nodes.length <= size) return nodes;
  const shown = nodes.slice(0, size);
  for (let from = size; from < nodes.length; from += size) {
    shown.push(pageOf(nodes.slice(from, from + size), from + 1));
  }
  return shown;
}
