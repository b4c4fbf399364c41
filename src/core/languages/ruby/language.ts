/** Ruby. */

import type { LanguageId } from '../../model/ids';
import type { Visibility } from '../../model/symbol';
import type { Draft, Language } from '../language';
import { isCallable } from '../language';

export const ruby: Language = {
  id: 'ruby' as LanguageId,
  name: 'Ruby',
  extensions: ['.rb', '.rake', '.gemspec', '.ru', '.rbw', '.podspec', '.thor', '.jbuilder'],
  filenames: [
    'Rakefile',
    'Gemfile',
    'Guardfile',
    'Vagrantfile',
    'Podfile',
    'Capfile',
    'Fastfile',
    'Dangerfile',
    'Brewfile',
  ],
  shebangs: ['ruby', 'jruby', 'rake'],
  grammar: 'tree-sitter-ruby',
  separator: '::',
  joint: ({ kind, isStatic }) => (kind === 'method' || kind === 'property' ? (isStatic ? '.' : '#') : undefined),
  modifiers: { private: 'private', protected: 'protected', private_class_method: 'private' },
  directives: /^(?:rubocop:|frozen_string_literal:|(?:-\*-\s*)?(?:en)?coding:|warn_indent:|typed:|:nodoc:|!)/,
  finish: finishRuby,
};

interface Section {
  visibility: Visibility;
  /** `module_function`: what follows is callable on the module itself. */
  onModule: boolean;
}

/** Visibility holds from a bare `private` to the end of its class, or is given to names afterwards. */
function finishRuby(definitions: readonly Draft[]): void {
  const sections = new Map<Draft | undefined, Section>();
  const members = new Map<Draft | undefined, Map<string, Draft>>();
  for (const draft of definitions) {
    const { container } = draft;
    const section = sections.get(container);
    if (draft.name.startsWith(':')) draft.name = unquoted(draft.name.slice(1));
    if (draft.nativeKind === 'singleton') {
      draft.keep = false;
      continue;
    }
    if (draft.nativeKind === 'section' || draft.nativeKind === 'hidden') {
      draft.keep = false;
      if (draft.nativeKind === 'hidden') hide(members.get(container)?.get(draft.name), draft.visibility);
      else sections.set(container, sectionOf(draft.name));
      continue;
    }
    finishDefinition(draft, section);
    const known = members.get(container) ?? new Map<string, Draft>();
    members.set(container, known.set(draft.name, draft));
  }
  for (const draft of definitions) draft.isExported = isReachable(draft);
}

function finishDefinition(draft: Draft, section: Section | undefined): void {
  const { container } = draft;
  if (isCallable(draft.kind) && container?.kind === 'namespace') draft.kind = 'method';
  if (container?.nativeKind === 'singleton') draft.isStatic = true;
  if (draft.name === 'initialize' && draft.kind === 'method') draft.nativeKind ??= 'constructor';
  // `private` does not reach `def self.x`, but does what stands in `class << self`.
  const onSelf = draft.isStatic && container?.nativeKind !== 'singleton';
  if (isCallable(draft.kind) && !onSelf) draft.visibility ??= section?.visibility;
  if (section?.onModule === true && draft.kind === 'method') draft.isStatic = true;
  draft.visibility ??= 'public';
}

function sectionOf(word: string): Section {
  const visibility = word === 'private' || word === 'protected' ? word : 'public';
  return { visibility, onModule: word === 'module_function' };
}

function hide(member: Draft | undefined, visibility: Visibility | undefined): void {
  if (member !== undefined) member.visibility = visibility;
}

function isReachable(draft: Draft): boolean {
  const outer = draft.container;
  if (draft.visibility === 'private') return false;
  return outer === undefined || (outer.isExported && !isCallable(outer.kind));
}

/** `:"two words"` is a name too. */
function unquoted(name: string): string {
  return /^".*"$/.test(name) ? name.slice(1, -1) : name;
}
