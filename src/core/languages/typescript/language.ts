/** TypeScript. TSX and JavaScript share most of its query and its rules. */

import type { LanguageId } from '../../model/ids';
import type { Draft, DraftFile, Language } from '../language';
import { exportMembers, isCallable, isType } from '../language';
import { mendTypeScript } from './mend';

export const typescript: Language = {
  id: 'typescript' as LanguageId,
  name: 'TypeScript',
  extensions: ['.ts', '.mts', '.cts'],
  shebangs: ['ts-node', 'tsx', 'deno', 'bun'],
  grammar: 'tree-sitter-typescript',
  queries: ['typescript', 'ecmascript'],
  separator: '.',
  modifiers: {
    export: 'exported',
    async: 'async',
    '*': 'generator',
    abstract: 'abstract',
    static: 'static',
    public: 'public',
    private: 'private',
    protected: 'protected',
  },
  directives:
    /^(?:eslint|prettier|tslint|jshint|jslint|@?ts-|@(?:no)?flow\b|istanbul|c8|v8|biome|#(?:end)?region|!|<reference)/,
  mend: mendTypeScript,
  finish: finishTypeScript,
};

/** Members are public unless a keyword or `#` says otherwise; `export { a }` and `module.exports` export by name. */
export function finishTypeScript(definitions: readonly Draft[], file: DraftFile): void {
  for (const draft of definitions) {
    const { container, head } = draft;
    if (container === undefined && file.exported.has(draft.name)) draft.isExported = true;
    if (container !== undefined && isType(container.kind)) {
      draft.visibility ??= draft.name.startsWith('#') ? 'private' : 'public';
    }
    if (draft.kind === 'variable' && head.includes('const')) draft.kind = 'constant';
    if (isCallable(draft.kind)) markValue(draft, file.text);
    if (draft.kind === 'method') {
      if (draft.name === 'constructor') draft.nativeKind = 'constructor';
      else if (head.includes('get')) draft.nativeKind = 'getter';
      else if (head.includes('set')) draft.nativeKind = 'setter';
    }
  }
  exportMembers(definitions);
}

/** `const f = async () =>`, `f: function* () {`: what says how it runs stands behind the name. */
function markValue(draft: Draft, text: string): void {
  const behind = text.slice(draft.nameStart + draft.name.length, draft.signatureEnd);
  const value = /[=:]\s*(async\b)?\s*(function\s*\*)?[^=]*$/.exec(behind);
  if (value?.[1] !== undefined) draft.isAsync = true;
  if (value?.[2] !== undefined) draft.isGenerator = true;
}
