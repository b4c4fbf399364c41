/** Patterns of paths as shells know them: `*` and `?`, neither for a `/` nor for a dot that a name begins with. */

export function isPattern(path: string): boolean {
  return /[*?]/.test(path);
}

/** Takes time of the product of the lengths at most, whatever somebody has written. */
export function matchesPattern(pattern: string, path: string): boolean {
  const [wanted, given] = [pattern.split('/'), path.split('/')];
  return wanted.length === given.length && wanted.every((part, at) => matchesName(part, given[at]!));
}

/** What stands behind the last `*` is tried one character further each time that it does not fit. */
function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  let [at, star, tried] = [0, -1, 0];
  for (let from = 0; from < name.length;) {
    if (pattern[at] === '*') {
      star = at++;
      tried = from;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[from])) {
      at++;
      from++;
    } else {
      if (star < 0) return false;
      at = star + 1;
      from = ++tried;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
