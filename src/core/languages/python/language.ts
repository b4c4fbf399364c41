/** Python. */

import type { LanguageId } from '../../model/ids';
import type { Visibility } from '../../model/symbol';
import type { Draft, DraftFile, Language } from '../language';
import { exportMembers, isType } from '../language';

export const python: Language = {
  id: 'python' as LanguageId,
  name: 'Python',
  extensions: ['.py', '.pyi', '.pyw'],
  filenames: ['SConstruct', 'SConscript', 'wscript'],
  shebangs: ['python', 'pypy'],
  grammar: 'tree-sitter-python',
  separator: '.',
  modifiers: { async: 'async' },
  directives: /^(?:type:|noqa|pylint:|mypy:|pyright:|ruff:|flake8:|fmt:|isort:|pragma:|-\*-|coding[:=]|!|nosec\b)/,
  finish: finishPython,
};

/** Visibility and exports by the names' underscores and by `__all__`; a variable is defined where it is first set. */
function finishPython(definitions: readonly Draft[], file: DraftFile): void {
  const variables = new Map<Draft | undefined, Set<string>>();
  for (const draft of definitions) {
    const { container, name } = draft;
    const member = container !== undefined && isType(container.kind);
    draft.visibility = visibilityOf(name, member);
    if (container === undefined) {
      draft.isExported = file.exported.size > 0 ? file.exported.has(name) : draft.visibility === 'public';
    }
    if (draft.kind === 'variable' && /^_*[A-Z][A-Z\d_]*$/.test(name)) draft.kind = 'constant';
    if (draft.kind === 'method' && name === '__init__') draft.nativeKind = 'constructor';
    if (['variable', 'constant', 'property'].includes(draft.kind) && draft.keep) {
      const known = variables.get(container) ?? new Set();
      draft.keep = !known.has(name);
      variables.set(container, known.add(name));
    }
  }
  exportMembers(definitions);
}

function visibilityOf(name: string, member: boolean): Visibility {
  if (/^__.*__$/.test(name) || !name.startsWith('_')) return 'public';
  if (name.startsWith('__')) return 'private';
  return member ? 'protected' : 'internal';
}
