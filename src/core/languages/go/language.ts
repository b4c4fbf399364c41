/** Go. */

import type { LanguageId } from '../../model/ids';
import type { Draft, Language } from '../language';

export const go: Language = {
  id: 'go' as LanguageId,
  name: 'Go',
  extensions: ['.go'],
  grammar: 'tree-sitter-go',
  separator: '.',
  directives: /^(?:go:|nolint|line |export |\+build|lint:)/,
  finish: finishGo,
};

/** What begins with an upper-case letter is exported; the rest is the package's own. */
function finishGo(definitions: readonly Draft[]): void {
  for (const draft of definitions) {
    const upper = /^\p{Lu}/u.test(draft.name);
    const inFunction = draft.container?.kind === 'function' || draft.container?.kind === 'method';
    draft.isExported = upper && !inFunction;
    draft.visibility = upper ? 'public' : 'internal';
    if (draft.name === '_') draft.keep = false;
  }
}
