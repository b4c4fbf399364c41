/** HTML and CSS: what pages load, what sheets import, names of custom properties and keyframes. */

import assert from 'node:assert/strict';
import type { FilePath } from '../../../src/core/model/ids';
import { check, openFixture } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'what a page loads': `
#- /web/index.html
<link rel="stylesheet" href="shop.css?v=1">
//                           ^^^^^^^^^^^^ imports web/shop.css/
<script type="module" src="/src/main.ts"></script>
//                         ^^^^^^^^^^^^ imports web/src/main.ts/
<script src="https://example.org/x.js?y=1"></script>
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ imports external https://example.org/x.js
<link rel="icon" href="icon.png">
//                     ^^^^^^^^ none
<script src="/away/gone.js"></script>
//           ^^^^^^^^^^^^^ none
#- /web/shop.css
#- /web/src/main.ts
export const main = 1;
`,
  'what a sheet imports and names': `
#- /css/shop.scss
@import "base";
//       ^^^^ imports css/base.css/
@import url("parts/cart.css");
//           ^^^^^^^^^^^^^^ imports css/parts/cart.css/
@import "parts/list";
//       ^^^^^^^^^^ imports css/parts/_list.scss/
.cart { --gap: 1px; color: var(--accent); margin: var(--gap); padding: var(--twice); animation: fade 1s; }
//                             ^^^^^^^^ references css/base.css/--accent.
//                                                    ^^^^^ references css/shop.scss/--gap.
//                                                                         ^^^^^^^ none
//                                                                                              ^^^^ references css/parts/cart.css/fade().
#- /css/base.css
:root { --accent: red; --twice: 1; }
.dark { --twice: 2; }
#- /css/parts/cart.css
@keyframes fade { to { opacity: 1; } }
#- /css/parts/_list.scss
`,
};

describe('pages and style sheets', () => {
  for (const [name, fixture] of Object.entries(cases)) {
    it(name, () => check(fixture));
  }

  it('a second definition leaves none meant', async () => {
    const project = await openFixture(
      '#- /a.css\n:root { --gap: 1px; }\n#- /b.css\n.b { margin: var(--gap); }\n#- /c.css\n',
    );
    const targets = (): (string | undefined)[] => project.resolve('b.css').references.map(({ target }) => target?.path);
    assert.deepEqual(targets(), ['a.css']);
    await project.set('c.css', '.c { --gap: 2px; }');
    assert.deepEqual(project.resolver.dependents(['c.css' as FilePath]), ['b.css']);
    assert.deepEqual(targets(), []);
  });
});
