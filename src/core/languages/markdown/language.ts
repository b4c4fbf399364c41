/** Markdown: its headings, each with the text up to the next heading of the same or a higher level. */

import type { LanguageId } from '../../model/ids';
import type { Language } from '../language';
import { readMarkdown } from './read';

export const markdown: Language = {
  id: 'markdown' as LanguageId,
  name: 'Markdown',
  extensions: ['.md', '.markdown', '.mdown', '.mkd', '.mdx'],
  separator: ' › ',
  read: readMarkdown,
};
