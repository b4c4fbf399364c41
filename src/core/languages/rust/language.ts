/** Rust. */

import type { LanguageId } from '../../model/ids';
import type { Draft, DraftFile, Language } from '../language';
import { isType } from '../language';
import { readUse } from './readUse';

export const rust: Language = {
  id: 'rust' as LanguageId,
  name: 'Rust',
  extensions: ['.rs'],
  shebangs: ['rust-script'],
  grammar: 'tree-sitter-rust',
  separator: '::',
  modifiers: { pub: 'public', async: 'async' },
  directives: /^(?:region:|endregion|#?!?\[|@generated)/,
  finish: finishRust,
  readImport: readUse,
};

/** Private unless `pub` stands before it; `pub(crate)` and its like are internal. Variants and trait members follow. */
function finishRust(definitions: readonly Draft[], file: DraftFile): void {
  for (const draft of definitions) {
    const { container } = draft;
    const follows = draft.nativeKind === 'enum member' || container?.nativeKind === 'trait';
    if (follows && container !== undefined) {
      draft.visibility = container.visibility;
      draft.isExported = container.isExported;
    } else if (draft.visibility === 'public') {
      if (/\bpub\s*\(/.test(file.text.slice(draft.start, draft.nameStart))) draft.visibility = 'internal';
      draft.isExported = draft.visibility === 'public';
    } else draft.visibility = 'private';
    if (
      draft.kind === 'constant' &&
      draft.nativeKind === undefined &&
      container !== undefined &&
      isType(container.kind)
    )
      draft.isStatic = true;
    if (draft.nativeKind === 'macro') {
      draft.isExported = file.text.slice(draft.start, draft.nameStart).includes('#[macro_export');
    }
  }
}
