/** Java. */

import type { LanguageId } from '../../model/ids';
import type { Draft, Language } from '../language';
import { exportMembers, isType } from '../language';

export const java: Language = {
  id: 'java' as LanguageId,
  name: 'Java',
  extensions: ['.java'],
  grammar: 'tree-sitter-java',
  separator: '.',
  modifiers: {
    public: 'public',
    protected: 'protected',
    private: 'private',
    abstract: 'abstract',
    static: 'static',
  },
  directives: /^(?:@formatter:|CHECKSTYLE|NOPMD|NOSONAR|noinspection|region\b|endregion\b)/,
  finish: finishJava,
};

/** Package-private is `internal`; what an interface, an annotation or an enum lists is as public as itself. */
function finishJava(definitions: readonly Draft[]): void {
  for (const draft of definitions) {
    const { container } = draft;
    const implied = container?.kind === 'interface' || draft.nativeKind === 'enum member';
    draft.visibility ??= implied ? 'public' : 'internal';
    if (container === undefined) draft.isExported = draft.visibility === 'public';
    if (container !== undefined && isType(container.kind)) finishMember(draft, container);
  }
  exportMembers(definitions);
}

function finishMember(draft: Draft, container: Draft): void {
  const constant = draft.head.includes('final') && draft.isStatic;
  if (draft.kind === 'property' && constant) draft.kind = 'constant';
  if (draft.kind === 'constant') draft.isStatic = true;
  const concrete = draft.isStatic || draft.head.includes('default') || draft.visibility === 'private';
  if (container.kind === 'interface' && draft.kind === 'method' && !concrete) draft.isAbstract = true;
}
