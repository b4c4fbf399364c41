/** Why there is nothing to peek at, in one sentence. */

import { l10n } from 'vscode';
import type { RelationsResponse } from '../../core/model/api';

type Answer = Pick<RelationsResponse, 'completeness'> & {
  readonly symbol: Pick<RelationsResponse['symbol'], 'name' | 'isExported'>;
};

export function whyEmpty(what: 'callers' | 'implementations', { symbol, completeness }: Answer): string {
  const { name } = symbol;
  const isAboutCallers = what === 'callers';
  if (completeness === 'none') {
    return isAboutCallers
      ? l10n.t("Callers of '{0}' are not known yet: the references of this folder are not resolved.", name)
      : l10n.t("Implementations of '{0}' are not known yet: the references of this folder are not resolved.", name);
  }
  if (completeness === 'partial') {
    return isAboutCallers
      ? l10n.t("No callers of '{0}' found so far: not all references are resolved yet.", name)
      : l10n.t("No implementations of '{0}' found so far: not all references are resolved yet.", name);
  }
  if (!symbol.isExported) {
    return isAboutCallers
      ? l10n.t("No callers of '{0}' found.", name)
      : l10n.t("No implementations of '{0}' found.", name);
  }
  return isAboutCallers
    ? l10n.t("No callers of '{0}' found in this folder. It is exported, so code elsewhere may call it.", name)
    : l10n.t("No implementations of '{0}' found in this folder. It is exported, so there may be some elsewhere.", name);
}
