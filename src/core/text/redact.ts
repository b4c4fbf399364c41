/**
 * Takes secrets out of a text before it is embedded or kept: keys, tokens, passwords, logins in URLs. What only looks
 * like one goes too: a word too few costs little, a key that was sent away costs much.
 */

/** What stands in the place of a secret. */
export const redacted = '[redacted]';

/** A group named `keep` stays before the mark, one named `after` behind it. */
const rules: readonly RegExp[] = [
  // Keys and certificates' keys, whole; one that is cut off, to the end.
  /(?<keep>-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)[\s\S]*?(?:(?<after>-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)|$)/g,
  // A login in a URL.
  /(?<keep>\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:/?#@'"`<>]{0,100}:)[^\s/@'"`<>]{1,200}(?<after>@)/gi,
  // Tokens that say by their form whose they are.
  /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{30,255}|glpat-[\w-]{20,64}|gl(?:rt|dt|ft|soat|cbt|ptt)-[\w-]{20,64})/g,
  /\b(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{35}|\bya29\.[\w-]{20,400}|\bGOCSPX-[\w-]{20,64}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,250}|\bxapp-\d-[A-Za-z0-9-]{10,250}/g,
  /(?<keep>\bhooks\.slack\.com\/(?:services|workflows)\/)[\w/]{10,200}/g,
  /(?<keep>\bdiscord(?:app)?\.com\/api\/webhooks\/)[\w/-]{10,200}/g,
  /\bsk-(?:ant-|proj-|or-|svcacct-)?[\w-]{20,250}|\b(?:sk|rk|pk|whsec)_(?:live_|test_)?[A-Za-z0-9]{16,250}/g,
  /\b(?:npm_[A-Za-z0-9]{30,64}|pypi-[\w-]{30,250}|dckr_pat_[\w-]{20,64}|hf_[A-Za-z0-9]{30,64}|hvs\.[\w-]{20,250})/g,
  /\b(?:dop_v1_[a-f0-9]{64}|shp(?:at|ss|ca|pa)_[a-fA-F0-9]{32}|SG\.[\w-]{16,64}\.[\w-]{16,64}|key-[a-f0-9]{32})\b/g,
  /\beyJ[\w-]{8,4000}\.[\w-]{8,4000}\.[\w-]{0,4000}/g,
  // Headers.
  /(?<keep>\b(?:Bearer|Basic|Token)\s+)(?=[\w.~+/-]*\d)[\w.~+/-]{16,4000}={0,2}/gi,
  // `password = "…"`, `"api_key": '…'`, `<password>…<`, `PGPASSWORD=…`, `--password …`.
  /(?<keep>(?:password|passwd|passphrase|pwd)\w{0,20}["'`\]]{0,2}\s{0,3}(?::\s?\w{1,20}\s)?(?:=>|:=|[:=])\s{0,3}[frub]{0,2})(?<quote>["'`])[^"'`\r\n]{3,200}\k<quote>/gi,
  /(?<keep>(?:secret|token|api_?key|access_?key|auth_?key|account_?key|private_?key|signing_?key|encryption_?key|credentials?)\w{0,20}["'`\]]{0,2}\s{0,3}(?::\s?\w{1,20}\s)?(?:=>|:=|[:=])\s{0,3}[frub]{0,2})(?<quote>["'`])(?=[^"'`\s]{0,200}[\d=+/])[^"'`\s]{8,400}\k<quote>/gi,
  /(?<keep>\b(?:[A-Z][A-Z0-9]*_)*(?:PGPASSWORD|PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_KEY|PRIVATE_KEY)(?:_[A-Z0-9]+)*=)(?![\s"'`$({])[^\s"'`;,)]{3,400}/g,
  /(?<keep>\b(?:AccountKey|SharedAccessKey|SharedAccessSignature|Password|Pwd)=)[^\s;"'`]{3,400}(?=[;"'`]|$)/gi,
  /(?<keep>\s--?(?:password|passwd|token|api-?key|secret)(?:=|\s{1,3}))(?![\s"'`$({<-])[^\s"'`]{3,400}/gi,
  /(?<keep><(?:password|passwd|secret|token|apiKey)>)[^<\s]{3,400}(?=<\/)/gi,
];

/** A quoted or bare run of letters and digits in which neither words nor a pattern are to be seen. */
const randomRun = /[A-Za-z0-9+/_-]{32,4000}={0,2}/g;

export function redactSecrets(text: string): string {
  let clean = text;
  for (const rule of rules) clean = clean.replace(rule, markOf);
  return clean.replace(randomRun, (run) => (looksRandom(run) ? redacted : run));
}

function markOf(...match: readonly unknown[]): string {
  const { keep = '', quote = '', after = '' } = (match.at(-1) ?? {}) as Readonly<Record<string, string | undefined>>;
  return `${keep}${quote}${redacted}${quote}${after}`;
}

/** Digits stand among letters of both cases as no name has them; a long hexadecimal number is random, too. */
function looksRandom(run: string): boolean {
  // The parts of a path are names.
  if (!run.split('/').some((part) => part.length >= 20)) return false;
  if (/^(?:[a-f0-9]+|[A-F0-9]+)$/.test(run)) return /[a-f]/i.test(run) && new Set(run).size > 8;
  const digitRuns = run.match(/\d+/g)?.length ?? 0;
  return digitRuns >= 4 && digitRuns > run.length / 24 && /[a-z]/.test(run) && /[A-Z]/.test(run);
}
