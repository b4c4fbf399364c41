/** Kotlin. */

import type { LanguageId } from '../../model/ids';
import type { Draft, Language } from '../language';
import { exportMembers } from '../language';

export const kotlin: Language = {
  id: 'kotlin' as LanguageId,
  name: 'Kotlin',
  extensions: ['.kt', '.kts'],
  grammar: 'tree-sitter-kotlin',
  separator: '.',
  modifiers: {
    public: 'public',
    internal: 'internal',
    protected: 'protected',
    private: 'private',
    abstract: 'abstract',
    suspend: 'async',
  },
  directives: /^(?:noinspection|ktlint|@formatter:|detekt|language=)/,
  finish: finishKotlin,
};

/** All is public unless a keyword says otherwise; what an object holds is there without an instance. */
function finishKotlin(definitions: readonly Draft[]): void {
  for (const draft of definitions) {
    const { container } = draft;
    draft.visibility ??= 'public';
    if (container === undefined) draft.isExported = draft.visibility === 'public';
    if ((draft.kind === 'variable' || draft.kind === 'property') && draft.head.includes('const'))
      draft.kind = 'constant';
    if (draft.kind === 'function' && container?.nativeKind === 'enum member') draft.kind = 'method';
    draft.isStatic = container?.nativeKind === 'object';
    if (draft.nativeKind === 'constructor' && container !== undefined) draft.name = container.name;
  }
  exportMembers(definitions);
}
