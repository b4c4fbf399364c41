/** HTML: what a page names, not what it says. */

import type { LanguageId } from '../../model/ids';
import type { Draft, Language } from '../language';

export const html: Language = {
  id: 'html' as LanguageId,
  name: 'HTML',
  extensions: ['.html', '.htm', '.xhtml'],
  grammar: 'tree-sitter-html',
  separator: '.',
  directives: /^(?:prettier-ignore|\[if\b|!\[endif|#(?:end)?region)/,
  finish: finishHtml,
};

/** The name of a heading or title is its text. One without text (a picture) is none. */
function finishHtml(definitions: readonly Draft[]): void {
  for (const draft of definitions) {
    if (draft.nativeKind !== 'id') draft.name = textOfMarkup(draft.name).trim();
    draft.keep = draft.name !== '';
  }
}

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
]);

function textOfMarkup(markup: string): string {
  return markup
    .replace(/<[^<>]*>/g, '')
    .replace(/&(\w+);/g, (written, name: string) => entities.get(name) ?? written)
    .replace(/\s+/g, ' ');
}
