/** The languages that Loci reads, and which one a file is in. */

import type { ScannedFile } from '../model/file';
import type { LanguageId } from '../model/ids';
import type { Language } from './language';
import { bash } from './bash/language';
import { c } from './c/language';
import { cpp } from './cpp/language';
import { csharp } from './csharp/language';
import { css } from './css/language';
import { go } from './go/language';
import { html } from './html/language';
import { java } from './java/language';
import { javascript } from './javascript/language';
import { kotlin } from './kotlin/language';
import { markdown } from './markdown/language';
import { php } from './php/language';
import { python } from './python/language';
import { ruby } from './ruby/language';
import { rust } from './rust/language';
import { tsx } from './tsx/language';
import { typescript } from './typescript/language';

export const languages: readonly Language[] = [
  typescript,
  tsx,
  javascript,
  python,
  go,
  rust,
  java,
  c,
  cpp,
  csharp,
  kotlin,
  ruby,
  php,
  bash,
  markdown,
  css,
  html,
];

const byId = new Map(languages.map((language) => [language.id, language]));
const byFilename = new Map(languages.flatMap((language) => (language.filenames ?? []).map((name) => [name, language])));
const byExtension = new Map(languages.flatMap((language) => language.extensions.map((ext) => [ext, language])));
const byShebang = new Map(languages.flatMap((language) => (language.shebangs ?? []).map((name) => [name, language])));

export function languageById(id: LanguageId): Language | undefined {
  return byId.get(id);
}

/** The language that a file is in: the one its name says, unless its text says otherwise. */
export function readingLanguage({ path, language }: Pick<ScannedFile, 'path' | 'language'>, text: string): LanguageId {
  return byId.get(language)?.readAs?.(path, text) ?? language;
}

/** Whether the text of a file that its name gives this language may say that it is in another. */
export function textDecides(language: LanguageId): boolean {
  return byId.get(language)?.readAs !== undefined;
}

/**
 * By file name, then by the longest known extension, then by the `#!` line if the first line is given.
 * `path` may use either separator.
 */
export function languageOf(path: string, firstLine?: string): Language | undefined {
  const base = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return byFilename.get(base) ?? languageByExtension(base.toLowerCase()) ?? languageByShebang(firstLine ?? '');
}

function languageByExtension(base: string): Language | undefined {
  for (let dot = base.indexOf('.'); dot >= 0; dot = base.indexOf('.', dot + 1)) {
    const language = byExtension.get(base.slice(dot));
    if (language !== undefined) return language;
  }
  return undefined;
}

/** `#!/usr/bin/env -S python3.12 -u` and `#!/bin/bash` name their language by the first word that is an interpreter. */
function languageByShebang(line: string): Language | undefined {
  if (!line.startsWith('#!')) return undefined;
  const words = line.slice(2, 200).trim().split(/\s+/);
  const command = words.find((word) => !/(?:^|[\\/])env$/.test(word) && !word.startsWith('-') && !word.includes('='));
  const interpreter = command?.slice(command.lastIndexOf('/') + 1).replace(/[\d.]+$/, '');
  return interpreter === undefined ? undefined : byShebang.get(interpreter);
}
