/** The table's rows for single words, weighed as in questions and in names. */

import type { WordVectors } from '../../model/embedding';
import { nameField } from './fields';
import type { ModelData } from './format';
import type { Vocabulary } from './vocabulary';

/** Of a prefix that is not longer, if there is one: words are compared by the thousand for a question. */
const enoughDimensions = 128;

export function wordVectorsOf(data: ModelData, vocabulary: Vocabulary): WordVectors {
  const { table, scales, dimensions, prefixes, weights } = data;
  const width = prefixes.findLast((prefix) => prefix <= enoughDimensions) ?? dimensions;
  const vectorOf = (word: string, of: Float32Array): Float32Array => {
    const vector = new Float32Array(width);
    for (const row of vocabulary.rowsOfWord(word)) {
      const scale = of[row]! * scales[row]!;
      const from = row * dimensions;
      for (let i = 0; i < width; i++) vector[i]! += scale * table[from + i]!;
    }
    return vector;
  };
  const inNames = weights.fields[nameField]!;
  return {
    ofQuestion: (word) => vectorOf(word, weights.query),
    ofName: (word) => vectorOf(word, inNames),
  };
}
