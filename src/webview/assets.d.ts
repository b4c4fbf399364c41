/** What esbuild makes of files that are no code. */

declare module '*.svg' {
  /** The file's text. */
  const text: string;
  export default text;
}
