/** PHP, with the HTML that stands around it. */

import type { LanguageId } from '../../model/ids';
import type { Draft, Language } from '../language';
import { exportMembers, isType } from '../language';

export const php: Language = {
  id: 'php' as LanguageId,
  name: 'PHP',
  extensions: ['.php', '.phtml', '.php5', '.php7', '.php8', '.phpt'],
  shebangs: ['php'],
  grammar: 'tree-sitter-php',
  separator: '\\',
  joint: ({ kind, container, owner }) =>
    kind === 'method' || owner !== undefined || (container !== undefined && isType(container.kind)) ? '::' : undefined,
  modifiers: {
    public: 'public',
    protected: 'protected',
    private: 'private',
    abstract: 'abstract',
    static: 'static',
  },
  directives: /^(?:@phpstan-ignore|@psalm-suppress|phpcs:|@codingStandards|@codeCoverage|@?noinspection)/,
  finish: finishPhp,
};

/** All at the top level can be used from elsewhere; a script's variable is the same each time it is set. */
function finishPhp(definitions: readonly Draft[]): void {
  const variables = new Set<string>();
  for (const draft of definitions) {
    const { container } = draft;
    const topLevel = container === undefined || container.kind === 'namespace';
    if (topLevel) draft.isExported = draft.kind !== 'variable';
    if (topLevel && draft.kind === 'variable') {
      draft.keep = !variables.has(draft.name);
      variables.add(draft.name);
    } else if (container !== undefined && isType(container.kind)) finishMember(draft, container);
  }
  exportMembers(definitions);
}

function finishMember(draft: Draft, container: Draft): void {
  draft.visibility ??= 'public';
  if (draft.kind === 'constant') draft.isStatic = true;
  if (draft.name === '__construct') draft.nativeKind = 'constructor';
  if (container.nativeKind === undefined && container.kind === 'interface' && draft.kind === 'method') {
    draft.isAbstract = true;
  }
}
