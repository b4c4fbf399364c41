/** C. */

import type { LanguageId } from '../../model/ids';
import type { Draft, Language } from '../language';
import { exportMembers, isCallable, isType } from '../language';
import { maskMacros } from './mask';

export const c: Language = {
  id: 'c' as LanguageId,
  name: 'C',
  extensions: ['.c', '.h', '.inc'],
  grammar: 'tree-sitter-c',
  separator: '.',
  readAs: (path, text) =>
    path.toLowerCase().endsWith('.h') && cppWords.test(text) ? ('cpp' as LanguageId) : undefined,
  hidesUnexported: true,
  mask: maskMacros,
  directives: /^(?:NOLINT|clang-format|cppcheck|coverity|lint\b|FALLTHROUGH)/i,
  finish: finishC,
};

/** What no C header says outside of its comments. */
const cppWords =
  /^[ \t]*(?:class\s+\w[\w\s]*(?:[:{;]|$)|(?:inline\s+)?namespace\b[\w\s:]*\{|template\s*<|using\s+(?:namespace\s|\w+\s*=)|(?:public|private|protected)\s*:|(?![/*#"])[^/*"\n]{0,200}\b[A-Za-z_]\w*::[~\w])/m;

/** What is not `static` can be linked to; types and macros are known to whoever includes the file. */
function finishC(definitions: readonly Draft[]): void {
  dropRepeats(definitions);
  for (const draft of definitions) {
    if (draft.container === undefined) draft.isExported = !draft.head.includes('static');
    if (draft.kind === 'variable' && draft.head.includes('const')) draft.kind = 'constant';
  }
  exportMembers(definitions);
}

/** `typedef struct cart { … } cart` is one thing under one name; a prototype inside a function is none of its own. */
export function dropRepeats(definitions: readonly Draft[]): void {
  const types = new Map<string, Draft>();
  for (const draft of definitions) {
    const { container, kind, name, nativeKind } = draft;
    if (nativeKind === 'declaration' && container !== undefined && isCallable(container.kind)) draft.keep = false;
    if (!isType(kind)) continue;
    const known = types.get(name);
    if (kind === 'type' && known !== undefined && known.kind !== 'type' && known.container === container) {
      draft.keep = false;
    } else types.set(name, draft);
  }
}
