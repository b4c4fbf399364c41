/** Bash, and what it reads of other shells' scripts. */

import type { LanguageId } from '../../model/ids';
import type { Draft, Language } from '../language';
import { maskShell, mendShell } from './mask';

export const bash: Language = {
  id: 'bash' as LanguageId,
  name: 'Bash',
  extensions: ['.sh', '.bash', '.bats', '.ksh', '.zsh', '.ebuild', '.eclass'],
  filenames: ['.bashrc', '.bash_profile', '.bash_aliases', '.profile', '.zshrc', '.zshenv', '.zprofile', 'PKGBUILD'],
  shebangs: ['bash', 'sh', 'dash', 'ksh', 'zsh', 'ash', 'bats'],
  grammar: 'tree-sitter-bash',
  separator: '.',
  mask: maskShell,
  mend: mendShell,
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
    // The name of a test of bats, to which the mask gives its first quote.
    if (draft.kind === 'function' && /^["']/.test(draft.name)) {
      draft.name = draft.name.slice(1);
      draft.nativeKind = 'test';
    }
    if (draft.kind === 'variable') {
      draft.keep = !variables.has(draft.name);
      variables.add(draft.name);
      if (draft.head.some((word) => readOnly.test(word))) draft.kind = 'constant';
    }
    draft.isExported = draft.container === undefined;
  }
}
