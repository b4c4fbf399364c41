/** The model at work: the weighted sum of a text's rows, brought to length 1. No network, no state but a cache of words. */

import { partsOfText, splitSignature } from '../documentText';
import { bodyField, documentationField, fields, nameField, pathField } from './fields';
import { plainWeight, scopeField, signatureField } from './fields';
import type { ModelData } from './format';
import { createVocabulary } from './vocabulary';
import type { Vocabulary } from './vocabulary';

export interface StaticModel {
  readonly dimensions: number;
  readonly vocabulary: Vocabulary;
  /** Length 1. */
  embedQuery(text: string): Float32Array;
  /** Length 1. `text` may be by documentText, or any other. */
  embedDocument(text: string): Float32Array;
}

/** Identifiers of a field that are looked at: about sixty lines of source. More of it says nothing new. */
const mostTokens = 400;

export function createStaticModel(data: ModelData): StaticModel {
  const vocabulary = createVocabulary(data.words, data.buckets);
  const sum = new Float64Array(data.dimensions);
  const counts = new Map<number, number>();
  const countRow = (row: number): void => {
    counts.set(row, (counts.get(row) ?? 0) + 1);
  };
  /** Adds the rows of one field; `of` are the weights of rows in it. */
  const addField = (text: string, of: Float32Array, share: number): void => {
    counts.clear();
    vocabulary.eachRow(text, mostTokens, countRow);
    for (const [row, count] of counts) {
      addRow(data, row, share * plainWeight(count, counts.size) * of[row]!, sum);
    }
  };
  const { query, fields: inFields } = data.weights;
  return {
    dimensions: data.dimensions,
    vocabulary,
    embedQuery(text) {
      sum.fill(0);
      addField(text, query, 1);
      return normalised(sum);
    },
    embedDocument(text) {
      sum.fill(0);
      const parts = partsOfText(text);
      const texts: (string | undefined)[] = [];
      texts[nameField] = parts.name;
      texts[scopeField] = parts.scope;
      texts[pathField] = parts.path?.replace(/\.\w+$/, '');
      texts[documentationField] = parts.documentation;
      const whole = parts.source ?? '';
      const { signature, body } = parts.name === undefined ? { signature: '', body: whole } : splitSignature(whole);
      texts[signatureField] = signature;
      texts[bodyField] = body;
      fields.forEach((_, field) => {
        const part = texts[field] ?? '';
        const given = part !== '' || (field === bodyField && parts.name === undefined);
        if (given) addField(part, inFields[field]!, data.fields[field]!);
      });
      return normalised(sum);
    },
  };
}

function addRow({ table, scales, dimensions }: ModelData, row: number, weight: number, sum: Float64Array): void {
  const scale = weight * scales[row]!;
  const from = row * dimensions;
  for (let i = 0; i < dimensions; i++) sum[i]! += scale * table[from + i]!;
}

function normalised(sum: Float64Array): Float32Array {
  let squares = 0;
  for (const number of sum) squares += number * number;
  const vector = new Float32Array(sum.length);
  // Rows may cancel each other out; what is left must still be a direction.
  if (squares < 1e-20) vector[0] = 1;
  else for (let i = 0; i < sum.length; i++) vector[i] = sum[i]! / Math.sqrt(squares);
  return vector;
}
