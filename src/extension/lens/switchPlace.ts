/** Where a switch is to be thrown so that what is seen changes. Knows no editor. */

/** What the editor says of a setting's values, the narrowest last. */
export interface InspectedSwitch {
  readonly globalValue?: boolean;
  readonly workspaceValue?: boolean;
  readonly workspaceFolderValue?: boolean;
  readonly globalLanguageValue?: boolean;
  readonly workspaceLanguageValue?: boolean;
  readonly workspaceFolderLanguageValue?: boolean;
}

export interface SwitchPlace {
  readonly scope: 'global' | 'workspace' | 'workspaceFolder';
  /** Of the active editor's language. */
  readonly inLanguage: boolean;
}

/** The place that decides now: a value for a language hides those for all. The user's settings if nothing is set. */
export function switchPlace(inspected: InspectedSwitch | undefined): SwitchPlace {
  const places = [
    ['workspaceFolder', true, inspected?.workspaceFolderLanguageValue],
    ['workspace', true, inspected?.workspaceLanguageValue],
    ['global', true, inspected?.globalLanguageValue],
    ['workspaceFolder', false, inspected?.workspaceFolderValue],
    ['workspace', false, inspected?.workspaceValue],
  ] as const;
  const [scope, inLanguage] = places.find(([, , value]) => value !== undefined) ?? ['global', false];
  return { scope, inLanguage };
}
