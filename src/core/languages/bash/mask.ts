/**
 * What the grammar of Bash does not read as it is meant: tests of bats, which are functions with a sentence for a name, and a
 * backslash before the first word of a line, which keeps aliases out and is taken for the end of the line before.
 */
export function maskShell(text: string): string {
  const plain = text.replace(firstBackslash, '$1 ');
  return plain.includes('@test') ? plain.replace(batsTest, maskTest) : plain;
}

const firstBackslash = /^([ \t]*)\\(?=[.\w])/gm;
const batsTest = /^([ \t]*)@test([ \t]+)(["'])(.+)\3([ \t]+)(?=\{)/gm;

/** `@test "adds up" {` as `       _adds_up() {`. */
function maskTest(_: string, before: string, gap: string, _quote: string, name: string, behind: string): string {
  return `${before}     ${gap}_${name.replace(/\W/g, '_')}()${behind.slice(1)}`;
}

/** What is cut off in an expansion or stands behind it (`${text%%]*}`, `${text:$at:1}`, `${text:+$text;}`), by plain words. */
export function mendShell(text: string): string {
  return text
    .replace(cutExpansion, (_, head: string, pattern: string) => `${head}${pattern.replace(/[^\w*?.:/\\-]/g, '_')}}`)
    .replace(semicolonBehind, '$1_}')
    .replace(partFrom, '$1_');
}

const cutExpansion = /(\$\{\w+(?:#|##|%|%%|\/|\/\/))((?!#|%|\/)[^${}"'`\n]+)\}/g;
const semicolonBehind = /(\$\{\w+:?[-+=](?:\$\{\w+\}|\$\w+));\}/g;
const partFrom = /(\$\{\w+:)\$(?=\w+(?::\w+)?\})/g;
