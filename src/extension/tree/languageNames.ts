/** Languages as people write them. Knows no editor. */

const names: ReadonlyMap<string, string> = new Map([
  ['c', 'C'],
  ['cpp', 'C++'],
  ['csharp', 'C#'],
  ['css', 'CSS'],
  ['html', 'HTML'],
  ['javascript', 'JavaScript'],
  ['php', 'PHP'],
  ['tsx', 'TypeScript JSX'],
  ['typescript', 'TypeScript'],
]);

export function languageName(language: string): string {
  return names.get(language) ?? language.charAt(0).toUpperCase() + language.slice(1);
}
