/** Places in a text. */

/** 0-based line and 0-based UTF-16 character within the line, as in LSP and VS Code. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From `start` up to, not including, `end`. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** UTF-16 offsets into the decoded text of a file (no BOM, line ends as they stand); `end` is exclusive. */
export interface TextBounds {
  readonly start: number;
  readonly end: number;
}
