/** Abbreviations that code uses for words that people ask by. */

const pairs = `
addr address, alloc allocate, arg argument, async asynchronous, attr attribute, auth authenticate, buf buffer,
calc calculate, cb callback, cfg configure, char character, cmd command, col column, conf configure, config configure,
conn connection, ctx context, cur current, curr current, db database, del delete, desc description, dest destination,
dir directory, dirs directory, doc document, docs document, dst destination, elem element, env environment, err error,
eval evaluate, exec execute, expr expression, fn function, func function, gen generate, hdr header, id identifier,
ids identifier, idx index, img image, impl implementation, init initial, iter iterator, lang language, len length,
lib library, libs library, max maximum, mem memory, min minimum, msg message, num number, obj object, opt option,
opts option, param parameter, params parameter, pkg package, pos position, prev previous, proc process, prop property,
props property, ptr pointer, pwd password, rand random, recv receive, ref reference, refs reference, repo repository,
req request, resp response, sep separator, seq sequence, specs specification, spec specification, src source,
stmt statement, str string, svc service, sys system, tbl table, temp temporary, tmp temporary, tok token,
txn transaction, usr user, util utility, utils utility, val value, var variable, vars variable, ver version`;

/** From the abbreviation to the word in full, lower case, not stemmed. */
export const abbreviations: ReadonlyMap<string, string> = new Map(
  pairs.split(',').map((pair) => pair.trim().split(' ') as [string, string]),
);
