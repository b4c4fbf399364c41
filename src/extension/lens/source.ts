/** What lenses are made of: each source says one thing of symbols. */

import type { Command, Position, TextDocument } from 'vscode';
import type { CodeSymbol } from '../../core/model/symbol';
import type { SettingKey } from '../contributions';

export interface LensSource {
  /** The setting that switches it off. */
  readonly setting: Extract<SettingKey, `codeLens.${string}`>;
  /** Asked once for each state of the index; undefined if there is nothing to say in this file. */
  read(file: LensFile): Promise<LensReading | undefined>;
}

/** One object for all sources of one reading: they may share what they ask for it. */
export interface LensFile {
  /** Absolute path. */
  readonly file: string;
  readonly folder: string;
}

export interface LensReading {
  /** Asked of every symbol of the file, so that a lens without words takes no line. */
  has(symbol: CodeSymbol): boolean;
  /** Asked when the lens comes into view. `at`: the symbol's name in the document as it is now. */
  command(symbol: CodeSymbol, at: LensPlace): Command | Promise<Command>;
}

export interface LensPlace {
  readonly document: TextDocument;
  readonly position: Position;
}
