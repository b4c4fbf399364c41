/** Texts that are stored: bounded, on one line where they must be, and always valid in a database. */

/** Cuts to at most `limit` UTF-16 units, never through a surrogate pair, and replaces what UTF-8 text cannot hold. */
export function cut(text: string, limit: number): string {
  const split = text.length > limit && isHighSurrogate(text.charCodeAt(limit - 1));
  return storable(text.length > limit ? text.slice(0, split ? limit - 1 : limit) : text);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

/** PostgreSQL text holds no NUL, UTF-8 no half of a surrogate pair. */
function storable(text: string): string {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0 || (unit >= 0xd800 && unit < 0xe000)) return text.replace(/\0|\p{Surrogate}/gu, '\ufffd');
  }
  return text;
}

/** White space of any sort and length becomes one blank; none at the ends. */
export function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
