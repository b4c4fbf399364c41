/** JavaScript, JSX included. */

import type { LanguageId } from '../../model/ids';
import type { Language } from '../language';
import { typescript } from '../typescript/language';

export const javascript: Language = {
  ...typescript,
  id: 'javascript' as LanguageId,
  name: 'JavaScript',
  extensions: ['.js', '.mjs', '.cjs', '.jsx'],
  shebangs: ['node', 'nodejs', 'zx'],
  grammar: 'tree-sitter-javascript',
  queries: ['javascript', 'ecmascript', 'tsx'],
};
