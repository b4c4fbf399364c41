/** What of a question is the asking: words that say nothing of what is wanted. */

import { questionWords } from '../../text/stopWords';

/** How a sentence begins that asks. */
const askers = new Set(
  'where what which how why who when does is are can show find list give explain locate'.split(' '),
);

/** Lower case. Words of asking, where it is asked; elsewhere they are of what is wanted. */
const askingWords = new Set(
  `where show find list give explain locate work works working happen happens happening implemented defined declared located
  live lives place code part responsible used way want need look looking see know`.split(/\s+/),
);

/** The tokens that say what is wanted; if none does, all. */
export function tellingTokens(tokens: readonly string[]): readonly string[] {
  const plain = tokens.filter((token) => !questionWords.has(token.toLowerCase()));
  const asks = tokens.length > 2 && askers.has(tokens[0]!.toLowerCase());
  const telling = asks ? plain.filter((token) => !askingWords.has(token.toLowerCase())) : plain;
  return [telling, plain, tokens].find((list) => list.length > 0) ?? tokens;
}
