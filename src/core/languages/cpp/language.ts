/** C++. */

import type { LanguageId } from '../../model/ids';
import type { Visibility } from '../../model/symbol';
import { dropRepeats } from '../c/language';
import { maskMacros } from '../c/mask';
import type { Draft, Language } from '../language';
import { isCallable, isType } from '../language';

export const cpp: Language = {
  id: 'cpp' as LanguageId,
  name: 'C++',
  extensions: [
    '.cpp',
    '.cc',
    '.cxx',
    '.c++',
    '.hpp',
    '.hh',
    '.hxx',
    '.h++',
    '.ipp',
    '.tpp',
    '.inl',
    '.cu',
    '.cuh',
    '.ino',
  ],
  grammar: 'tree-sitter-cpp',
  queries: ['cpp', 'c'],
  separator: '::',
  modifiers: { static: 'static' },
  hidesUnexported: true,
  mask: maskMacros,
  directives: /^(?:NOLINT|clang-format|cppcheck|coverity|lint\b|FALLTHROUGH)/i,
  finish: finishCpp,
};

/** Visibility comes from the section of the class that a member stands in; `static` at the top level hides. */
function finishCpp(definitions: readonly Draft[]): void {
  const sections = new Map<Draft, Visibility>();
  const declared = new Map<Draft, Map<string, Visibility | undefined>>();
  dropRepeats(definitions);
  for (const draft of definitions) {
    const { container } = draft;
    if (draft.kind === 'enum' && /^(?:class|struct)$/.test(draft.head[1] ?? '')) draft.nativeKind = 'enum class';
    if (draft.nativeKind === 'section' || draft.nativeKind === 'anonymous') draft.keep = false;
    if (container === undefined || container.kind === 'namespace') finishTopLevel(draft);
    else if (draft.nativeKind === 'section') sections.set(container, draft.name as Visibility);
    else if (isType(container.kind)) {
      finishMember(draft, container);
      const members = declared.get(container) ?? new Map<string, Visibility | undefined>();
      const inside = draft.start < container.end;
      draft.visibility = inside ? (sections.get(container) ?? visibilityIn(container)) : members.get(draft.name);
      draft.isExported = container.isExported && draft.visibility !== 'private';
      declared.set(container, members.set(draft.name, draft.visibility));
    }
  }
}

function visibilityIn({ kind, nativeKind }: Draft): Visibility {
  return kind === 'class' && nativeKind === undefined ? 'private' : 'public';
}

function finishTopLevel(draft: Draft): void {
  const member = draft.owner !== undefined;
  const hidden = (draft.isStatic && !member) || draft.nativeKind === 'anonymous';
  draft.isExported = !hidden && (draft.container === undefined || draft.container.isExported);
  if (!member) draft.isStatic = false;
  if (draft.kind === 'variable' && isConstant(draft)) draft.kind = 'constant';
  if (draft.kind === 'method') nameMethod(draft, draft.owner ?? '');
}

function finishMember(draft: Draft, container: Draft): void {
  if (draft.kind === 'property' && isConstant(draft)) draft.kind = 'constant';
  if (isCallable(draft.kind)) nameMethod(draft, container.name);
}

function nameMethod(draft: Draft, type: string): void {
  if (draft.name === type) draft.nativeKind = 'constructor';
  else if (draft.name.startsWith('~')) draft.nativeKind = 'destructor';
  else if (draft.name.startsWith('operator')) draft.nativeKind = 'operator';
  else if (draft.head.at(-1) === 'operator') {
    draft.nativeKind = 'operator';
    draft.name = `operator ${draft.name}`;
  }
}

function isConstant(draft: Draft): boolean {
  return draft.head.includes('constexpr') || draft.head.includes('const') || draft.head.includes('constinit');
}
