/** A folder with a model as it is published: the network in ONNX, its tokenizer, and files that say how it is used. */

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { LociError, messageOf } from '../../model/errors';
import type { Pooling } from './pooling';

export interface ModelFolder {
  readonly folder: string;
  /** Relative, `/` between parts. */
  readonly network: string;
  readonly pooling: Pooling;
  /** What is put before texts. */
  readonly prefixes: { readonly query: string; readonly document: string };
  /** Tokens, special ones counted in. */
  readonly mostTokens: number;
  /** Hexadecimal; of all files that a vector rests on. */
  readonly digest: string;
}

/** Where the network may be, the best first: on a processor quantised ones are much faster, at little cost. */
export const networkFiles = [
  'onnx/model_quantized.onnx',
  'onnx/model_int8.onnx',
  'onnx/model_uint8.onnx',
  'onnx/model.onnx',
  'model_quantized.onnx',
  'model.onnx',
] as const;

/** What else a vector rests on. The first two must be there. */
export const settingFiles = [
  'config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'modules.json',
  'sentence_bert_config.json',
  'config_sentence_transformers.json',
  '1_Pooling/config.json',
] as const;

/** Raised when the same files would give other vectors. 1: the first. */
const readingVersion = 1;
/** No text that Loci embeds has more; attention takes memory by its square. */
const mostTokens = 1_024;
/** Bytes. The network is in memory twice while it is loaded, in an address space of four gigabytes. */
const largestNetwork = 1_500_000_000;
const mend = 'choose a folder or a model that was exported to ONNX, with config.json and tokenizer.json';

/**
 * @throws LociError `notFound` if the folder, or something that must be in it, is missing; `permission`; `corrupt` for
 * settings that are no JSON; `usage` for a model that Loci cannot compute.
 */
export async function readModelFolder(folder: string, name = basename(folder)): Promise<ModelFolder> {
  if (!(await isFolder(folder))) {
    throw new LociError('notFound', `the embedding model ${folder} is no folder`, mend);
  }
  const network = await firstOf(folder, networkFiles);
  if (network === undefined) throw new LociError('notFound', `${folder} holds no model.onnx`, mend);
  const { size } = await stat(join(folder, network));
  if (size > largestNetwork) {
    const megabytes = Math.round(size / 1e6);
    throw new LociError('usage', `${network} of ${folder} is too large: ${megabytes} MB`, 'take a quantised model');
  }
  const texts = await settingsOf(folder);
  const read = (file: (typeof settingFiles)[number]): Settings => settingsIn(texts.get(file), `${folder}/${file}`);
  for (const needed of settingFiles.slice(0, 2)) {
    if (!texts.has(needed)) throw new LociError('notFound', `${folder} holds no ${needed}`, mend);
  }
  settingsIn(texts.get('tokenizer.json'), `${folder}/tokenizer.json`);
  const modules = modulesIn(texts.get('modules.json'), `${folder}/modules.json`);
  if (modules.some((type) => type.endsWith('.Dense'))) {
    throw new LociError('usage', `${folder} has a layer after its network that Loci does not compute`, mend);
  }
  const prefixes = prefixesOf(read('config_sentence_transformers.json'), name);
  return {
    ...{ folder, network, prefixes },
    pooling: poolingOf(read('1_Pooling/config.json')),
    mostTokens: tokensOf(read('config.json'), read('tokenizer_config.json'), read('sentence_bert_config.json')),
    digest: await digestOf(folder, network, new Map([...texts, ['prefixes', JSON.stringify(prefixes)]])),
  };
}

type Settings = Readonly<Record<string, unknown>>;

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

export async function firstOf<F extends string>(folder: string, files: readonly F[]): Promise<F | undefined> {
  for (const file of files) {
    const found = await stat(join(folder, file)).catch(() => undefined);
    if (found?.isFile() === true) return file;
  }
  return undefined;
}

async function settingsOf(folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (const file of settingFiles) {
    const text = await readFile(join(folder, file), 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
      throw new LociError('permission', `${folder}/${file} cannot be read: ${messageOf(error)}`, mend);
    });
    if (text !== undefined) texts.set(file, text);
  }
  return texts;
}

function jsonIn(text: string | undefined, file: string): unknown {
  try {
    return JSON.parse(text ?? '{}') as unknown;
  } catch {
    throw new LociError('corrupt', `${file} is no JSON: cut short or damaged`, 'get the model again');
  }
}

function settingsIn(text: string | undefined, file: string): Settings {
  const value = jsonIn(text, file);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Settings) : {};
}

/** Their types. */
function modulesIn(text: string | undefined, file: string): string[] {
  const value = jsonIn(text ?? '[]', file);
  return (Array.isArray(value) ? (value as readonly unknown[]) : []).flatMap((each) => {
    const { type } = (each ?? {}) as { readonly type?: unknown };
    return typeof type === 'string' ? [type] : [];
  });
}

const poolingNames: Readonly<Record<string, Pooling>> = {
  pooling_mode_cls_token: 'cls',
  pooling_mode_mean_tokens: 'mean',
  pooling_mode_max_tokens: 'max',
  pooling_mode_mean_sqrt_len_tokens: 'meanSqrtLength',
  pooling_mode_weightedmean_tokens: 'weightedMean',
  pooling_mode_lasttoken: 'lastToken',
};

function poolingOf(settings: Settings): Pooling {
  const chosen = Object.keys(poolingNames).find((name) => settings[name] === true);
  return chosen === undefined ? 'mean' : poolingNames[chosen]!;
}

/** Of families whose files do not say what they were trained with. */
const familyPrefixes: readonly (readonly [RegExp, ModelFolder['prefixes']])[] = [
  [/\be5-(?!.*instruct)/i, { query: 'query: ', document: 'passage: ' }],
  [/\bnomic-embed/i, { query: 'search_query: ', document: 'search_document: ' }],
  [/\bbge-\w+-en\b/i, { query: 'Represent this sentence for searching relevant passages: ', document: '' }],
];

function prefixesOf({ prompts }: Settings, name: string): ModelFolder['prefixes'] {
  const { query, document, passage } = (prompts ?? {}) as Settings;
  const said = [query, document ?? passage].map((text) => (typeof text === 'string' ? text : ''));
  if (said.some((text) => text !== '')) return { query: said[0]!, document: said[1]! };
  return familyPrefixes.find(([family]) => family.test(name))?.[1] ?? { query: '', document: '' };
}

function tokensOf(config: Settings, tokenizer: Settings, sentences: Settings): number {
  const positions = Number(config['max_position_embeddings']);
  // Models of that family count places from two on.
  const places = /roberta|camembert|mpnet/i.test(String(config['model_type'])) ? positions - 2 : positions;
  const limits = [places, Number(tokenizer['model_max_length']), Number(sentences['max_seq_length'])];
  return Math.min(mostTokens, ...limits.filter((limit) => Number.isFinite(limit) && limit >= 8));
}

async function digestOf(folder: string, network: string, texts: ReadonlyMap<string, string>): Promise<string> {
  const hash = createHash('sha256').update(`${readingVersion}\0${network}\0`);
  for (const [file, text] of texts) hash.update(`${file}\0${text.length}\0`).update(text);
  for (const file of [network, `${network}_data`]) {
    if ((await firstOf(folder, [file])) === undefined) continue;
    const whole = createHash('sha256');
    await pipeline(createReadStream(join(folder, file)), whole);
    hash.update(whole.digest());
  }
  return hash.digest('hex');
}
