/** What the engine is told to embed with, by settings, key and consent. */

import assert from 'node:assert/strict';
import type { EmbeddingSettings } from '../../src/core/model/api';
import type { Settings } from '../../src/extension/contributions';
import { settingDefaults } from '../../src/extension/contributions';
import type { EmbeddingSettingsReader } from '../../src/extension/embedding/wanted';
import { consentName, keyName, needsConsent, settingsOf, wantedSettings } from '../../src/extension/embedding/wanted';

const endpoint = 'https://api.example.com/v1';
const remote = { provider: 'openai-compatible', endpoint, model: 'small', budget: 100 } as const;

function read(set: Partial<Settings>): EmbeddingSettings {
  const get: EmbeddingSettingsReader = (key) => set[key] ?? settingDefaults[key];
  return settingsOf(get);
}

describe('settings of embedding', () => {
  it('hold for their provider alone', () => {
    assert.deepEqual(read({}), { provider: 'builtin' });
    assert.deepEqual(read({ 'embedding.provider': 'off', 'embedding.endpoint': endpoint }), { provider: 'off' });
    const local = {
      'embedding.provider': 'local',
      'embedding.model': ' a/b ',
      'embedding.allowDownload': true,
    } as const;
    assert.deepEqual(read(local), { provider: 'local', endpoint: '', model: 'a/b', allowDownload: true });
    const set = { 'embedding.endpoint': ` ${endpoint} `, 'embedding.model': 'small', 'embedding.budget': 100 };
    const chosen = { 'embedding.provider': 'openai-compatible', ...set } as const;
    assert.deepEqual(read(chosen), remote);
    assert.deepEqual(read({ ...chosen, 'embedding.dimensions': 256 }), { ...remote, dimensions: 256 });
  });

  it('another machine is given a key only with consent, to this model of this endpoint', () => {
    const given = { [consentName(remote)]: 'given' } as const;
    assert.deepEqual(wantedSettings(remote, {}, 'k'), remote);
    assert.deepEqual(wantedSettings(remote, { [consentName(remote)]: 'refused' }, 'k'), remote);
    assert.deepEqual(wantedSettings(remote, given, 'k'), { ...remote, consent: true, key: 'k' });
    assert.deepEqual(wantedSettings(remote, given, ''), { ...remote, consent: true });
    for (const other of [{ endpoint: 'https://api.example.org/v1' }, { model: 'large' }]) {
      assert.ok(needsConsent({ ...remote, ...other }, given));
    }
    assert.ok(!needsConsent({ ...remote, endpoint: `${endpoint}/` }, given), 'the same endpoint, written otherwise');
  });

  it('this machine needs no consent', () => {
    for (const host of ['127.0.0.1:11434', 'localhost', '[::1]:80']) {
      assert.ok(!needsConsent({ ...remote, endpoint: `http://${host}/v1` }, {}), host);
    }
    for (const host of ['localhost.example.com', '127.0.0.1.example.com', '10.0.0.1', '0.0.0.0']) {
      assert.ok(needsConsent({ ...remote, endpoint: `http://${host}/v1` }, {}), host);
    }
    assert.ok(!needsConsent({ provider: 'builtin' }, {}));
  });

  it('a key is one endpoint’s', () => {
    assert.equal(keyName(remote), keyName({ ...remote, endpoint: `${endpoint}/`, model: 'large' }));
    assert.notEqual(keyName(remote), keyName({ ...remote, endpoint: 'https://api.example.org/v1' }));
  });
});
