/** What package.json contributes and what the code of the extension has are the same, both ways. */

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import manifest from '../../package.json';
import words from '../../package.nls.json';
import { commandIds, settingDefaults, viewIds, webviewIds } from '../../src/extension/contributions';
import { settingBounds } from '../../src/extension/settingChecks';
import { readSources } from './sources';

const { contributes } = manifest;
const sources = readSources('src/extension');
const features = sources.filter(({ path }) => path !== 'src/extension/contributions.ts');
const code = features.map(({ text }) => text).join('\n');

/** All that runs in the host, but for what goes through all ids at once. */
const hostTests = readSources('test/extension')
  .filter(({ path }) => !path.endsWith('/contributions.test.ts'))
  .map(({ text }) => text)
  .join('\n');

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly scope?: string;
  readonly order?: number;
  readonly markdownDescription?: string;
  readonly minimum?: number;
  readonly maximum?: number;
}
const properties = Object.assign({}, ...contributes.configuration.map((group) => group.properties)) as Readonly<
  Record<string, Property>
>;

describe('contributions', () => {
  it('the commands of package.json are those of the code', () => {
    const contributed = contributes.commands.map(({ command }) => command);
    assert.deepEqual([...contributed].sort(), Object.values(commandIds).sort());
  });

  it('every command belongs to exactly one feature', () => {
    const handled = [...code.matchAll(/\[commandIds\.(\w+)\]:/g)].map(([, key]) => key);
    assert.deepEqual(handled.sort(), Object.keys(commandIds).sort());
  });

  it('what creates a feature is listed in extension.ts or called by what is', () => {
    const creators = features.flatMap(({ text }) => [
      ...text.matchAll(/export (?:const|function) (create\w+)[^\n]*(?:CreateFeature|\): Feature)\b/g),
    ]);
    const unused = creators
      .map(([, name]) => name!)
      .filter((name) => code.split(new RegExp(`\\b${name}\\b`)).length < 4);
    assert.ok(creators.length >= 10, `${creators.length} features found`);
    assert.deepEqual(unused, []);
  });

  it('the views of package.json are those of the code, and each is filled', () => {
    assert.deepEqual(contributes.views.loci.map(({ id }) => id).sort(), Object.values(viewIds).sort());
    const filled = [...code.matchAll(/createTreeView\(viewIds\.(\w+)/g)].map(([, key]) => key);
    assert.deepEqual(filled.sort(), Object.keys(viewIds).sort());
  });

  it('the settings of package.json are those of the code, with the same defaults and bounds', () => {
    const contributed = Object.entries(properties).map(([key, property]) => [
      key.slice('loci.'.length),
      property.default,
    ]);
    assert.deepEqual(Object.fromEntries(contributed), settingDefaults);
    const bounded = Object.entries(properties).flatMap(([key, { minimum, maximum }]) =>
      minimum === undefined ? [] : [[key.slice('loci.'.length), [minimum, maximum]]],
    );
    assert.deepEqual(Object.fromEntries(bounded), settingBounds);
  });

  it('every setting has a scope, an order and a description, and is read', () => {
    for (const [key, { scope, order, markdownDescription }] of Object.entries(properties)) {
      assert.ok(scope !== undefined && order !== undefined && markdownDescription !== undefined, key);
      assert.match(code, new RegExp(`\\bget\\(\\s*'${key.slice('loci.'.length)}'|'${key.slice('loci.'.length)}'`), key);
    }
  });

  it('menus, keys, welcome views and the walkthrough name commands that there are', () => {
    const known = new Set<string>([...Object.values(commandIds), ...Object.values(viewIds).map((id) => `${id}.focus`)]);
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    const inTexts = [...JSON.stringify(words).matchAll(/command:([\w.]+)/g)].map(([, id]) => id!);
    const keys = contributes.keybindings.map(({ command }) => command);
    const own = [...inMenus, ...inTexts, ...keys].filter((id) => id.startsWith('loci.'));
    assert.ok(own.length > 30);
    assert.deepEqual(
      own.filter((id) => !known.has(id)),
      [],
    );
  });

  it('when clauses ask for keys that are set, and every key that is set is asked for', () => {
    const clauses = whenClauses(contributes).join('\n');
    const names = new Set<string>([
      ...Object.values(viewIds),
      ...Object.values(commandIds),
      ...Object.values(webviewIds),
      ...Object.keys(properties),
    ]);
    const asked = new Set(
      [...clauses.matchAll(/\bloci(?:\.\w+)+/g)].map(([name]) => name).filter((name) => !names.has(name)),
    );
    const keys = membersOf('ContextKeys');
    assert.deepEqual([...asked].sort(), [...keys].sort());
    for (const key of keys) assert.match(code, new RegExp(`'${key.replaceAll('.', '\\.')}'`), `${key} is set`);
  });

  it('when clauses name states of a window that there are', () => {
    const clauses = whenClauses(contributes).join('\n');
    const states = typeLiterals('WindowState');
    const named = [...clauses.matchAll(/loci\.state (?:==|!=) (\w+)/g)].map(([, state]) => state!);
    const alternatives = [...clauses.matchAll(/loci\.state =~ \/\^\(([\w|]+)\)\$\//g)].flatMap(([, all]) =>
      all!.split('|'),
    );
    assert.ok(named.length > 3 && alternatives.length > 3);
    for (const state of [...named, ...alternatives]) assert.ok(states.includes(state), state);
  });

  it('every command and every setting has a test in the host', () => {
    const commands = Object.entries(commandIds).filter(
      ([key, id]) => !new RegExp(`commandIds\\.${key}\\b|'${id}'`).test(hostTests),
    );
    const settings = Object.keys(settingDefaults).filter(
      (key) => !new RegExp(`['"](loci\\.)?${key.replaceAll('.', '\\.')}['"]|\\b${key}\\b[,:]`).test(hostTests),
    );
    assert.deepEqual({ commands, settings }, { commands: [], settings: [] });
  });

  it('menus of rows ask for kinds of rows that there are, and a test in the host sees each kind', () => {
    const clauses = contributes.menus['view/item/context'].map(({ when }) => when).join('\n');
    const asked = [...clauses.matchAll(/viewItem =~ \/\\b(?:\(([\w|]+)\)|(\w+))\\b\//g)].flatMap(([, several, one]) =>
      (several ?? one!).split('|'),
    );
    const made = [...code.matchAll(/contextValue\b[^;\n]*/g)]
      .flatMap(([text]) => [...text.matchAll(/'([\w ]+)'/g)])
      .flatMap(([, words]) => words!.split(' '));
    assert.ok(asked.length > 10);
    assert.deepEqual([...new Set(made)].sort(), [...new Set(asked)].sort());
    for (const kind of asked) assert.match(hostTests, new RegExp(`'([\\w ]* )?${kind}( [\\w ]*)?'`), kind);
  });

  it('texts that are translated are written out where they are asked for', () => {
    const wrong = sources.flatMap(({ path, tree }) =>
      translations(tree)
        .filter((call) => call.arguments[0] === undefined || !ts.isStringLiteralLike(call.arguments[0]))
        .map((call) => `${path}: ${call.getText()}`),
    );
    assert.ok(sources.flatMap(({ tree }) => translations(tree)).length > 100);
    assert.deepEqual(wrong, []);
  });

  it('every text of package.nls.json is used, and every text that is used is there', () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key!);
    assert.deepEqual([...new Set(used)].sort(), Object.keys(words).sort());
  });

  it('every file that the manifest names is there', () => {
    const pictures = [...JSON.stringify(manifest).matchAll(/"(media\/[^"]+)"/g)].map(([, file]) => file!);
    assert.ok(pictures.length >= 6);
    assert.deepEqual(
      pictures.filter((file) => !existsSync(resolve(import.meta.dirname, '../..', file))),
      [],
    );
  });
});

function whenClauses(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(whenClauses);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    ['when', 'enablement'].includes(key) || (key === 'completionEvents' && Array.isArray(child))
      ? [JSON.stringify(child)]
      : whenClauses(child),
  );
}

/** Calls of `l10n.t`. */
function translations(node: ts.Node): ts.CallExpression[] {
  const inside: ts.CallExpression[] = [];
  ts.forEachChild(node, (child) => {
    inside.push(...translations(child));
  });
  return ts.isCallExpression(node) && /(^|\.)l10n\.t$/.test(node.expression.getText()) ? [node, ...inside] : inside;
}

function contractTree(): ts.SourceFile {
  return sources.find(({ path }) => path === 'src/extension/contributions.ts')!.tree;
}

function membersOf(name: string): string[] {
  const declaration = contractTree().statements.find(
    (statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  ) as ts.InterfaceDeclaration;
  return declaration.members.map((member) => (member.name as ts.StringLiteral).text);
}

function typeLiterals(name: string): string[] {
  const declaration = contractTree().statements.find(
    (statement) => ts.isTypeAliasDeclaration(statement) && statement.name.text === name,
  ) as ts.TypeAliasDeclaration;
  return [...declaration.type.getText().matchAll(/'(\w+)'/g)].map(([, literal]) => literal!);
}
