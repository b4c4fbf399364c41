/** What is searched for when text is selected. */

const longest = 200;

/** The first line that holds something, without the space around it, at most 200 UTF-16 units. */
export function searchText(selected: string): string {
  const line = selected.split(/\r\n|[\r\n]/).find((one) => one.trim() !== '') ?? '';
  return line.trim().slice(0, longest);
}
