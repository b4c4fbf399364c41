/** CSS; SCSS and Less as far as they look like it. */

import type { LanguageId } from '../../model/ids';
import type { Language } from '../language';

export const css: Language = {
  id: 'css' as LanguageId,
  name: 'CSS',
  extensions: ['.css', '.scss', '.less', '.pcss'],
  grammar: 'tree-sitter-css',
  separator: '.',
  directives: /^(?:stylelint-|prettier-ignore|#(?:end)?region)/,
};
