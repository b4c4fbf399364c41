/** The languages of the editor that Loci reads, and what the editor calls those of the index. */

import type { DocumentFilter, TextDocument } from 'vscode';
import type { LanguageId } from '../core/model/ids';

/** Language of an editor → language of the index. The first of several stands for all when the way back is asked. */
const indexLanguages = {
  c: 'c',
  cpp: 'cpp',
  csharp: 'csharp',
  css: 'css',
  scss: 'css',
  less: 'css',
  go: 'go',
  html: 'html',
  java: 'java',
  javascript: 'javascript',
  javascriptreact: 'javascript',
  kotlin: 'kotlin',
  markdown: 'markdown',
  php: 'php',
  python: 'python',
  ruby: 'ruby',
  rust: 'rust',
  shellscript: 'bash',
  typescript: 'typescript',
  typescriptreact: 'tsx',
} as const;

export const editorLanguages: readonly string[] = Object.keys(indexLanguages);

/** Files on a disk in a language that Loci reads. */
export const fileSelector: readonly DocumentFilter[] = editorLanguages.map((language) => ({
  language,
  scheme: 'file',
}));

export function isReadLanguage(editorLanguage: string): boolean {
  return Object.hasOwn(indexLanguages, editorLanguage);
}

export function isReadFile({ uri, languageId }: Pick<TextDocument, 'uri' | 'languageId'>): boolean {
  return uri.scheme === 'file' && isReadLanguage(languageId);
}

/** For code blocks; the language's own name where no editor language is known. */
export function editorLanguageOf(language: LanguageId): string {
  return Object.entries(indexLanguages).find(([, index]) => index === language)?.[0] ?? language;
}
