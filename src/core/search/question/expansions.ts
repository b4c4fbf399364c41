/**
 * Words that stand for each other, in both directions. Abbreviations that mean one word only are the same word for the
 * index (text/abbreviations.ts); those here have several meanings, or are words of their own.
 */

import { stem } from '../../text/stem';

/** A word as short as code has it, and what it may stand for. */
const pairs = `
abs absolute, acct account, ack acknowledge, admin administrator, amt amount, app application, async asynchronous,
auth authorization, avg average, bin binary, btn button, cert certificate, cli command, cnt count,
cred credential, crypt encrypt, ctor constructor, ctrl control, ctrl controller, cwd directory, decl declaration,
def definition, deps dependency, dev development, diff difference, dist distance, dt date, evt event, ext extension,
fs filesystem, fmt format, impl implement, info information, init initialize, int integer, log logger, mgr manager,
mut mutable, nav navigation, ns namespace, op operation, ops operation, opt optional, org organization,
perf performance, perm permission, pred predicate, prod production, pub publish, qty quantity, reg register,
regex regexp, rel relative, res response, res resource, res result, rm remove, sel select, sess session,
sig signature, stat statistics, stats statistics, sub subscribe, sync synchronize, tmpl template,
tpl template, ts timestamp, tx transaction, typ type, vec vector, win window, ws websocket, ws workspace`;

const related = relations();

function relations(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const pair of pairs.split(',')) {
    const [short, long] = pair.trim().split(' ').map(stem) as [string, string];
    if (short === long) continue;
    found.set(short, [...(found.get(short) ?? []), long]);
    found.set(long, [...(found.get(long) ?? []), short]);
  }
  return found;
}

/** Stems that a stem may stand for or be written as. */
export function relatedTo(word: string): readonly string[] {
  return related.get(word) ?? [];
}
