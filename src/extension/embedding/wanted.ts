/** What embeds, as settings, secret storage and environment say it together. Knows no editor. */

import type { EmbeddingSettings } from '../../core/model/api';
import { remoteHost } from '../../core/model/embedding';
import type { Settings } from '../contributions';

export type EmbeddingSettingsReader = <Key extends keyof Settings & `embedding.${string}`>(key: Key) => Settings[Key];

/** Without key and consent, which are kept elsewhere. */
export function settingsOf(get: EmbeddingSettingsReader): EmbeddingSettings {
  const provider = get('embedding.provider');
  const endpoint = get('embedding.endpoint').trim();
  const model = get('embedding.model').trim();
  const dimensions = get('embedding.dimensions');
  if (provider === 'local') return { provider, endpoint, model, allowDownload: get('embedding.allowDownload') };
  if (provider !== 'openai-compatible') return { provider };
  return { provider, endpoint, model, ...(dimensions > 0 && { dimensions }), budget: get('embedding.budget') };
}

/** The key of one endpoint: another one is never sent it. */
export function keyName({ endpoint = '' }: EmbeddingSettings): string {
  return `loci.embedding.key ${endpoint.replace(/\/+$/, '')}`;
}

/** What consent is given for: texts of this computer to this model of this endpoint. */
export function consentName({ endpoint = '', model = '' }: EmbeddingSettings): string {
  return `${endpoint.replace(/\/+$/, '')}\n${model}`;
}

/** Answers by what they were given for; what is not there was not asked, or not answered. */
export type Consents = Readonly<Record<string, 'given' | 'refused'>>;

export function needsConsent(settings: EmbeddingSettings, consents: Consents): boolean {
  return remoteHost(settings) !== undefined && consents[consentName(settings)] !== 'given';
}

/** As the engine is told. */
export function wantedSettings(
  settings: EmbeddingSettings,
  consents: Consents,
  key: string | undefined,
): EmbeddingSettings {
  if (settings.provider !== 'openai-compatible') return settings;
  if (needsConsent(settings, consents)) return settings;
  return { ...settings, consent: true, ...(key !== undefined && key !== '' && { key }) };
}
