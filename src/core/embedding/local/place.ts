/** What a setting means: the folder of a model, or a published model's name, which has its folder in the data directory. */

import { homedir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import { LociError } from '../../model/errors';

export interface ModelPlace {
  readonly folder: string;
  readonly name: string;
  /** Of a published model; absent where a folder was named. */
  readonly id?: string;
}

/** `modelsDir` holds what was fetched. @throws LociError `usage` for what is neither. */
export function placeOfModel(model: string, modelsDir: string): ModelPlace {
  const mend = 'give the absolute path of a folder, or a model such as Xenova/all-MiniLM-L6-v2';
  if (model === '') throw new LociError('usage', 'the local embedding model has no name', mend);
  const path = /^~[\\/]/.test(model) ? join(homedir(), model.slice(2)) : model;
  // The name is the folder's own: the same model at another place is the same.
  if (isAbsolute(path)) return { folder: path, name: basename(path) };
  const [owner, name] = /^([\w-][\w.-]*)\/([\w-][\w.-]*)$/.exec(model)?.slice(1) ?? [];
  if (owner === undefined || name === undefined) {
    throw new LociError('usage', `the embedding model ${model} is neither a folder nor a published model`, mend);
  }
  return { folder: join(modelsDir, owner, name), name: model, id: model };
}
