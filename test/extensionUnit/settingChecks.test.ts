/** Settings of the wrong type read as their defaults, with the reason. */

import assert from 'node:assert/strict';
import type { SettingKey } from '../../src/extension/contributions';
import { settingDefaults } from '../../src/extension/contributions';
import { checkedSetting } from '../../src/extension/settingChecks';

describe('settings', () => {
  it('values of the right type are taken as they are', () => {
    assert.deepEqual(checkedSetting('search.limit', 20), { value: 20 });
    assert.deepEqual(checkedSetting('index.automatic', false), { value: false });
    assert.deepEqual(checkedSetting('dataDirectory', '/data'), { value: '/data' });
    assert.deepEqual(checkedSetting('index.exclude', ['**/gen/**']), { value: ['**/gen/**'] });
    assert.deepEqual(checkedSetting('codeLens.kinds', []), { value: [] });
  });

  it('a value that is not set is the default, and nothing is wrong with it', () => {
    for (const key of Object.keys(settingDefaults) as SettingKey[]) {
      assert.deepEqual(checkedSetting(key, undefined), { value: settingDefaults[key] });
    }
  });

  it('anything else is the default, and is complained of', () => {
    const wrong: readonly (readonly [SettingKey, unknown])[] = [
      ['search.limit', '50'],
      ['search.limit', 9],
      ['search.limit', 501],
      ['search.limit', 20.5],
      ['search.limit', Number.NaN],
      ['index.automatic', 'yes'],
      ['index.automatic', null],
      ['dataDirectory', 7],
      ['database.url', {}],
      ['index.exclude', '**/gen/**'],
      ['index.exclude', ['a', 7]],
      ['index.exclude', ['']],
      ['codeLens.kinds', ['function', 'galaxy']],
    ];
    for (const [key, value] of wrong) {
      const checked = checkedSetting(key, value);
      assert.deepEqual(checked.value, settingDefaults[key], `${key} ${JSON.stringify(value)}`);
      assert.ok(checked.complaint, `${key} ${JSON.stringify(value)}`);
    }
  });
});
