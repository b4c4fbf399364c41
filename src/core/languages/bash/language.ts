/** Bash, and what it reads of other shells' scripts. */

import type { LanguageId } from '../../model/ids';
import type { Draft, Language } from '../language';

export const bash: Language = {
  id: 'bash' as LanguageId,
  name: 'Bash',
  extensions: ['.sh', '.bash', '.bats', '.ksh', '.zsh', '.ebuild', '.eclass'],
  filenames: ['.bashrc', '.bash_profile', '.bash_aliases', '.profile', '.zshrc', '.zshenv', '.zprofile', 'PKGBUILD'],
  shebangs: ['bash', 'sh', 'dash', 'ksh', 'zsh', 'ash', 'bats'],
  grammar: 'tree-sitter-bash',
  separator: '.',
  directives: /^(?:!|shellcheck\b|vim:|-\*-)/,
  finish: finishBash,
};

/** `readonly x`, `declare -r x`, `local -ir x`. */
const readOnly = /^(?:readonly|[aAgilux]*r[aAgilux]*)$/;

/** A variable is the same each time it is set; whoever sources the file gets all of it. */
function finishBash(definitions: readonly Draft[]): void {
  const variables = new Set<string>();
  for (const draft of definitions) {
    if (draft.nativeKind === 'alias') draft.name = draft.name.replace(/=.*$/s, '');
    if (draft.kind === 'variable') {
      draft.keep = !variables.has(draft.name);
      variables.add(draft.name);
      if (draft.head.some((word) => readOnly.test(word))) draft.kind = 'constant';
    }
    draft.isExported = draft.container === undefined;
  }
}
