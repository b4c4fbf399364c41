/** The database's URL as people set it, and the password that belongs into the secret storage instead. */

export interface SplitUrl {
  /** The URL without its password: names the secret, and may be shown. */
  readonly url: string;
  readonly password?: string;
}

/** Takes the password out. What cannot be read as a URL is left as it is: the database's driver will say what is wrong. */
export function splitPassword(text: string): SplitUrl {
  const url = parse(text);
  if (url === undefined || url.password === '') return { url: text };
  const password = decoded(url.password);
  url.password = '';
  return { url: url.href, password };
}

/** Puts a password in, unless there is one already. */
export function withPassword(text: string, password: string | undefined): string {
  const url = parse(text);
  if (url === undefined || password === undefined || url.password !== '') return text;
  url.password = encodeURIComponent(password);
  return url.href;
}

/** Whether a password can be put in: it is a URL, and names a user or leaves it to the system. */
export function takesPassword(text: string): boolean {
  return parse(text) !== undefined;
}

function parse(text: string): URL | undefined {
  if (!/^postgres(ql)?:\/\//i.test(text)) return undefined;
  try {
    const url = new URL(text);
    // Without a host, as for a unix socket, a URL cannot carry a password.
    return url.host === '' ? undefined : url;
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
