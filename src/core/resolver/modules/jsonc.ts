/** JSON as people write it in settings: comments, trailing commas. What cannot be read is taken as empty. */

export type JsonObject = Readonly<Record<string, unknown>>;

export function readJson(text: string): JsonObject {
  for (const candidate of [text, withoutComments(text)]) {
    try {
      const value: unknown = JSON.parse(candidate);
      return isObject(value) ? value : {};
    } catch {
      // The next form is tried.
    }
  }
  return {};
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function stringsOf(value: unknown): string[] {
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  return list.filter((each): each is string => typeof each === 'string');
}

/** Strings are left as they are. */
function withoutComments(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/("(?:[^"\\]|\\.)*")|\/\/[^\n]*|\/\*[^]*?\*\//g, (_all, quoted: string | undefined) => quoted ?? '')
    .replace(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/g, (_all, quoted: string | undefined) => quoted ?? '');
}
