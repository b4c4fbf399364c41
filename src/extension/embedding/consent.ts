/** Asks before texts are sent to another machine: what, how much, what it may cost, and to whom. */

import * as vscode from 'vscode';
import type { EmbeddingEstimate } from '../../core/model/api';
import { joined, numberText } from '../tree/words';

export interface ConsentQuestion {
  readonly host: string;
  readonly model: string;
  /** Undefined where nothing could be counted. */
  readonly estimate: EmbeddingEstimate | undefined;
  /** For a million tokens; 0: not known. */
  readonly price: number;
}

/** `undefined`: not answered, and to be asked another time. */
export type AskConsent = (question: ConsentQuestion) => Promise<'given' | 'refused' | undefined>;

export const askInModal: AskConsent = async (question) => {
  const send = vscode.l10n.t('Send');
  const never = vscode.l10n.t('Never Send');
  const message = vscode.l10n.t('Send texts of your code to {0}?', question.host);
  const chosen = await vscode.window.showWarningMessage(
    message,
    { modal: true, detail: consentText(question) },
    send,
    never,
  );
  if (chosen === send) return 'given';
  return chosen === never ? 'refused' : undefined;
};

export function consentText({ host, model, estimate, price }: ConsentQuestion): string {
  const lines = [
    vscode.l10n.t(
      'To search by meaning with {0}, {1} is sent what symbols of all indexed folders say (names, comments, the first lines of definitions), later what has changed, and your questions. Secrets are taken out as far as they are recognised.',
      model,
      host,
    ),
  ];
  if (estimate !== undefined) lines.push(countsText(estimate, price));
  lines.push(vscode.l10n.t('Until you agree nothing is sent, and search goes by names and words.'));
  return lines.join('\n\n');
}

function countsText({ texts, tokens, rate, spent, budget }: EmbeddingEstimate, price: number): string {
  const { t } = vscode.l10n;
  return [
    joined(
      t('Now: {0} texts, about {1} tokens', numberText(texts), numberText(tokens)),
      rate !== undefined && t('about {0} min', numberText(Math.max(1, Math.round(texts / rate / 60)))),
    ),
    price > 0 ? t('Cost: {0}', costText((tokens * price) / 1e6)) : t('Cost: as the provider counts'),
    ...(budget === undefined || budget === 0
      ? []
      : [t('Budget: {0} of {1} tokens of this month used', numberText(spent), numberText(budget))]),
  ].join('\n');
}

/** In the currency of the price, to a hundredth. */
function costText(cost: number): string {
  return cost < 0.01 ? vscode.l10n.t('less than 0.01') : vscode.l10n.t('about {0}', cost.toFixed(2));
}
