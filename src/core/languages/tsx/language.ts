/** TypeScript with JSX. */

import type { LanguageId } from '../../model/ids';
import type { Language } from '../language';
import { typescript } from '../typescript/language';

export const tsx: Language = {
  ...typescript,
  id: 'tsx' as LanguageId,
  name: 'TSX',
  extensions: ['.tsx'],
  shebangs: [],
  grammar: 'tree-sitter-tsx',
  queries: ['typescript', 'ecmascript', 'tsx'],
};
