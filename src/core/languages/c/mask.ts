/**
 * Macros that stand where C's grammar knows no word (`SHOP_API int total(void);`, `BEGIN_DECLS`) hide the declaration
 * around them. A grammar is given blanks in their place; names, places and signatures come from the text as it stands.
 */

/** The same length as `text`, so that every offset holds. */
export function maskMacros(text: string): string {
  return text
    .replace(longDefine, (define: string) => define.replace(/\/\*.*?\*\//g, blank))
    .replace(linkageForCpp, blank)
    .replace(leadingMacro, blank)
    .replace(bracketedName, blank)
    .replace(loneWord, (word: string, at: number, whole: string) => (isLoneMacro(whole, at) ? blank(word) : word))
    .replace(declarationHead, maskHead)
    .replace(typeHead, (_, keyword: string, macro: string) => keyword + blank(macro))
    .replace(slots, (_, visibility: string, word: string) => visibility + blank(word))
    .replace(standingAlone, blank)
    .replace(locks, (_, before: string, macro: string) => before + blank(macro));
}

/** `#ifdef __cplusplus`, `extern "C" {`, `#endif`; and the same around its closing brace. */
const linkageForCpp =
  /^[ \t]*#[ \t]*if(?:def[ \t]+|[ \t]+defined[ \t]*\(?[ \t]*)__cplusplus\b.*\r?\n\s*(?:extern\s+"C"\s*\{|\}.*)\s*^[ \t]*#[ \t]*endif\b/gm;

/** A macro at the start of a line before what can only begin a declaration of C++. */
const leadingMacro =
  /^[ \t]*[A-Z][A-Z\d_]{2,}(?=\s+(?:(?:template|static|inline|explicit|virtual|constexpr|friend|using|typedef|auto)\b|~\w|(?:const\s+)?\w+(?:<[^;(){}]{0,200}>)?(?:::~?\w+)+[\s<&*(]|(?:const\s+)?\w+<[^;(){}]{0,200}>[\s&*]+\w+\s*\())/gm;

/** Over several lines: a comment in it would end it. */
const longDefine = /^[ \t]*#[ \t]*define\b.*\\\r?\n(?:.*\\\r?\n)*/gm;

/** `SHOP_API void (cart_clear) (int all);` */
const bracketedName = /^[ \t]*[A-Z][A-Z\d_]{2,}(?=[ \t]+(?:\w+[ \t*]+)+\(\w+\)[ \t]*\()/gm;

/** A line of one word in capitals. */
const loneWord = /^[ \t]+[A-Z][A-Z\d_]{2,}[ \t]*$/gm;

/** Lines before one that are looked at. */
const mostLinesBefore = 20;

/** Whether it stands for fields or statements (`CART_FIELDS`): behind what is ended, and in no list of values. */
function isLoneMacro(text: string, at: number): boolean {
  let end = at - 1;
  for (let count = 0; end > 0 && count < mostLinesBefore; count++) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = text
      .slice(start, end)
      .replace(/\/\*.*?\*\/|\/\/.*$|\/\*.*$/g, '')
      .trimEnd();
    const isPassedOver =
      line === '' || /^\s*(?:\*|#)/.test(line) || line.endsWith('*/') || /^[ \t]+[A-Z][A-Z\d_]{2,}$/.test(line);
    if (!isPassedOver) return /[;}]$/.test(line) || (line.endsWith('{') && !/\benum\b|[=,(]\s*\{$/.test(line));
    end = start - 1;
  }
  return false;
}

/** What says which lock something needs, behind a member: `Cart cart_ GUARDED_BY(mutex_);`, `void add() REQUIRES(mutex_);`. */
const locks =
  /(\w[ \t]*|\)(?:[ \t]*(?:const|override|final|noexcept))*\s*)(\b(?:[A-Z]+_)*(?:GUARDED_BY|LOCKS_REQUIRED|REQUIRES|LOCKS_EXCLUDED|EXCLUDES|LOCK_FUNCTION|TRYLOCK_FUNCTION|UNLOCK_FUNCTION|ACQUIRE|RELEASE|ACQUIRED_AFTER|ACQUIRED_BEFORE|LOCK_RETURNED|ASSERT_EXCLUSIVE_LOCK|THREAD_SAFETY_ANALYSIS)(?:[ \t]*\([^()\n]*\))?)(?=\s*[;{=])/g;

/** Words up to a declared name and what follows it. At most nine words: prose in a long comment is not searched through. */
const declarationHead =
  /^[ \t]*(?:[A-Za-z_]\w*[\s*&]+){2,9}(?:\w+(?:<[\w, ]{0,60}>)?::)*~?[A-Za-z_]\w*(?=[ \t]*[(;=[])/gm;

/** `class SHOP_API Cart : …`, not `struct CART cart;`. */
const typeHead =
  /(\b(?:class|struct|union|enum)\s+)([A-Z][A-Z\d_]{2,})(?=\s+[A-Za-z_]\w*\s*(?:final\s*)?(?:[{<]|:\s*\w))/g;

/** Qt's `public slots:`. */
const slots = /^([ \t]*(?:public|protected|private))([ \t]+(?:Q_SLOTS|slots))(?=[ \t]*:)/gm;

/**
 * A call at the start of a line without `;` or body (`DECLARE_STACK(Cart)`), a bracket by its name (`BEGIN_DECLS`), and
 * what Qt and Unreal put into classes.
 */
const standingAlone = new RegExp(
  [
    String.raw`^[A-Z][A-Z\d_]{2,}[ \t]*\([^()\n]*\)[ \t]*$(?!\s*\{)`,
    String.raw`^[A-Z_]*(?:BEGIN|END|EXTERN_C|_EXPORT|_API|_DEPRECATED)[A-Z\d_]*[ \t]*$`,
    String.raw`\b(?=[A-Z])(?<=\)[ \t]{0,9}(?:const[ \t]{1,9})?)[A-Z][A-Z\d_]*(?:NOEXCEPT|OVERRIDE|FINAL)(?=\s*[;{=])`,
    String.raw`^[ \t]*(?:Q_SIGNALS|signals)[ \t]*:`,
    String.raw`^[ \t]+(?:Q_(?:OBJECT|GADGET)|(?:Q_[A-Z_]+|U(?:PROPERTY|FUNCTION)|GENERATED_[A-Z_]+)\([^()\n]*\))[ \t]*$`,
  ].join('|'),
  'gm',
);

const typeWords = new Set(
  'void char short int long float double signed unsigned bool auto _Bool struct union enum class typename'.split(' '),
);
const tagWords = new Set(['struct', 'union', 'enum', 'class', 'typename']);
const otherWords = new Set(
  'const constexpr explicit extern friend inline mutable register static thread_local typedef virtual volatile'.split(
    ' ',
  ),
);
const statementWords = new Set(
  'return else case goto throw new delete do using namespace template operator co_return co_await'.split(' '),
);

/** Of the words before the name, one is the type; the others in capitals are macros. */
function maskHead(head: string): string {
  const words = [...head.matchAll(/(?:\w+::)*~?\w+/g)].map(({ 0: word, index }) => ({ word, at: index }));
  if (words.some(({ word }) => statementWords.has(word))) return head;
  const named = words.slice(0, -1).filter(({ word }, at) => {
    return !typeWords.has(word) && !otherWords.has(word) && !tagWords.has(words[at - 1]?.word ?? '');
  });
  const macros = named.filter(({ word }) => isMacro(word));
  if (macros.length === 0) return head;
  const typed = words.some(({ word }) => word === 'explicit' || typeWords.has(word)) || named.length > macros.length;
  // All in capitals: of two the first is the type (`BOOL WINAPI f`), of three the second (`WINBASEAPI BOOL WINAPI f`).
  const type = typed ? undefined : macros[macros.length > 2 ? 1 : 0];
  let masked = head;
  for (const macro of macros) {
    if (macro === type) continue;
    masked = masked.slice(0, macro.at) + blank(macro.word) + masked.slice(macro.at + macro.word.length);
  }
  return masked;
}

function isMacro(word: string): boolean {
  if (/^[A-Z]\w*_(?:API|EXPORT|INLINE)$/.test(word)) return true;
  return /^[A-Z_][A-Z\d_]{2,}$/.test(word) && /[A-Z]/.test(word);
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
