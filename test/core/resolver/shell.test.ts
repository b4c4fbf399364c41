/** Shells: what files read, functions by scope and by what is read, variables, traps, tests of bats. */

import assert from 'node:assert/strict';
import type { FilePath } from '../../../src/core/model/ids';
import { matchesPattern } from '../../../src/core/resolver/shell/pattern';
import { evaluateWord, root, unknown } from '../../../src/core/resolver/shell/words';
import { check, openFixture } from './fixture';

const cases: Readonly<Record<string, string>> = {
  'what a file reads, by the ways that its place is written': `
#- /bin/deploy.sh
HERE="$(cd "$(dirname "$0")" && pwd)"
readonly LIB=$HERE/../lib
source "$(dirname "$0")/near.sh"
#      ^^^^^^^^^^^^^^^^^^^^^^^^^ imports bin/near.sh/
. "\${BASH_SOURCE%/*}/near.sh"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^ imports bin/near.sh/
. "$LIB/log.sh"
# ^^^^^^^^^^^^^ imports lib/log.sh/
\\. ./near.sh
#  ^^^^^^^^^ imports bin/near.sh/
command . lib/log.sh
#         ^^^^^^^^^^ imports lib/log.sh/
. "$SHOP_HOME/lib/log.sh"
# ^^^^^^^^^^^^^^^^^^^^^^^ imports lib/log.sh/
. "$SHOP_HOME/a/all.sh"
# ^^^^^^^^^^^^^^^^^^^^^ imports a/all.sh/
. "$SHOP_HOME/all.sh"
# ^^^^^^^^^^^^^^^^^^^ none
. "$SHOP_HOME/near.sh"
# ^^^^^^^^^^^^^^^^^^^^ none
. "$SHOP_HOME/shop.sh"
# ^^^^^^^^^^^^^^^^^^^^ imports shop.sh/
. /etc/shop.conf
# ^^^^^^^^^^^^^^ imports external /etc/shop.conf
. "$1"
# ^^^^ none
load near
#    ^^^^ none
#- /bin/near.sh
near() { :; }
#- /lib/log.sh
log() { :; }
#- /a/all.sh
#- /b/all.sh
#- /shop.sh
`,
  'what a loop reads': `
#- /bin/run.sh
HERE="$(dirname "$0")"
for each in "$HERE"/../lib/*.sh; do
  . "$each"
#   ^^^^^^^ imports lib/a.sh/, imports lib/b.sh/
done
  two
# ^^^ calls lib/b.sh/two().
all() {
  local each
  for each in "$HERE"/?ore/*/x.sh; do source "$each"; done
#                                            ^^^^^^^ imports bin/more/1/x.sh/
}
for each in $1/*.sh; do source "$each"; done
#- /lib/a.sh
one() { :; }
#- /lib/b.sh
two() { :; }
#- /lib/.c.sh
two() { :; }
#- /lib/sub/d.sh
two() { :; }
#- /bin/more/1/x.sh
`,
  'functions of the file, of what it reads, and of what reads it': `
#- /main.sh
. lib/log.sh
. lib/cart.sh
usage() { die "usage"; }
#         ^^^ calls lib/log.sh/die().
main() {
  total "$@" || usage
# ^^^^^ calls lib/cart.sh/total().
#               ^^^^^ calls main.sh/usage().
  \\total
#  ^^^^^ calls lib/cart.sh/total().
  command total
#         ^^^^^ none
  git status
# ^^^ none
  ll
# ^^ none
}
alias ll='ls -l'
  main "$@"
# ^^^^ calls main.sh/main().
#- /lib/log.sh
die() { echo "$1"; exit 1; }
#- /lib/cart.sh
total() {
  die "no cart"
# ^^^ calls lib/log.sh/die().
  usage
# ^^^^^ calls main.sh/usage().
  deep
# ^^^^ calls lib/cart.sh/outer().deep().
}
outer() { deep() { :; }; deep; }
#                        ^^^^ calls lib/cart.sh/outer().deep().
`,
  'what may be one of several is none': `
#- /main.sh
if [ -n "$MAC" ]; then
  size() { stat -f %z "$1"; }
else
  size() { stat -c %s "$1"; }
fi
  size x
# ^^^^ none
#- /one.sh
. ./lib.sh
finish() { :; }
#- /two.sh
. ./lib.sh
finish() { :; }
#- /lib.sh
run() {
  finish
# ^^^^^^ none
  size
# ^^^^ none
}
#- /test/lib_test.sh
. ../lib.sh
curl() { :; }
fetch() { curl; }
#         ^^^^ calls test/lib_test.sh/curl().
#- /sub/other.sh
. ../lib.sh
#- /sub/use.sh
  curl x
# ^^^^ none
`,
  'a function in one is not what another one calls': `
#- /a.sh
quiet() { log() { :; }; log; }
#                       ^^^ calls a.sh/quiet().log().
log() { :; }
loud() { log; }
#        ^^^ calls a.sh/log().
`,
  'variables, but those that a function has itself': `
#- /main.sh
. ./env.sh
readonly LIMIT=3
count=0
main() {
  local count other=$LIMIT
#                    ^^^^^ references main.sh/LIMIT.
  echo "$count" "\${SHOP[@]}" $((LIMIT + 1)) "\${LIMIT:-1}"
#        ^^^^^ none
#                  ^^^^ references env.sh/SHOP.
#                                              ^^^^^ references main.sh/LIMIT.
}
next() { count=$((count + 1)); echo "$1" "$VERSION"; }
#        ^^^^^ references main.sh/count.
#                 ^^^^^ references main.sh/count.
#                                          ^^^^^^^ none
#- /env.sh
export SHOP=(a b)
`,
  'what the grammar stumbles over': `
#- /main.sh
first() {
  echo "\${1%%]*}" "\${1:+\${1};}"
  while part="\${1:$at:1}"; do next; done
#                             ^^^^ calls main.sh/next().
}
next() { first; }
#        ^^^^^ calls main.sh/first().
`,
  'functions that are named for later': `
#- /main.sh
cleanup() { :; }
_shop() { :; }
trap cleanup EXIT
#    ^^^^^^^ references main.sh/cleanup().
trap 'cleanup' INT
#    ^^^^^^^^^ references main.sh/cleanup().
trap 'code=$?; cleanup "$code"; next && exit' EXIT INT
#              ^^^^^^^ references main.sh/cleanup().
#                                ^^^^ none
trap "cleanup $1" INT
#     ^^^^^^^ references main.sh/cleanup().
export -f cleanup _shop
#         ^^^^^^^ references main.sh/cleanup().
#                 ^^^^^ references main.sh/_shop().
complete -o default -F _shop shop
#                      ^^^^^ references main.sh/_shop().
`,
  'tests of bats': `
#- /test/cart.bats
load helper
#    ^^^^^^ imports test/helper.bash/
load '../lib/cart.sh'
#    ^^^^^^^^^^^^^^^^ imports lib/cart.sh/
@test "adds up: 1 + 1" {
  run total 1 1
#     ^^^^^ calls lib/cart.sh/total().
  run -1 total
#        ^^^^^ calls lib/cart.sh/total().
  git() { :; }
  git
# ^^^ calls test/cart.bats/\`adds up: 1 + 1\`().git().
  refute
# ^^^^^^ calls test/helper.bash/refute().
}
@test "says so" {
  git
# ^^^ none
}
#- /test/helper.bash
refute() { :; }
#- /lib/cart.sh
total() {
  run other
#     ^^^^^ none
  git
# ^^^ none
}
other() { :; }
`,
};

/** The value of a word in lib/log.sh, where HERE, TWICE and LOOP are assigned. */
const words: readonly (readonly [word: string, path: string])[] = [
  ['"$(dirname "$0")/x.sh"', `${root}/lib/x.sh`],
  ['`dirname $0`/x.sh', `${root}/lib/x.sh`],
  ['${0%/*}/../x.sh', `${root}/lib/../x.sh`],
  ['"$( cd "$( dirname "${BASH_SOURCE[0]}" )" >/dev/null 2>&1 && pwd -P )/x.sh"', `${root}/lib/x.sh`],
  ['$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]:-$0}")")")/x.sh', `${root}/x.sh`],
  ['$(git rev-parse --show-toplevel)/x.sh', `${root}/x.sh`],
  ['${0:A:h:h}/x.sh', `${root}/x.sh`],
  ['${HERE}/x.sh', `${root}/lib/x.sh`],
  ['${HERE:-/usr}/x.sh', `${root}/lib/x.sh`],
  ['${NONE:-/usr}/x.sh', `${unknown}/x.sh`],
  ['${NONE:-lib}/x.sh', 'lib/x.sh'],
  ['$TWICE/x.sh', `${unknown}/x.sh`],
  ['$LOOP/x.sh', `${unknown}/x.sh`],
  ['$(dirname "$1")/x.sh', `${unknown}/x.sh`],
  ['$(find . | head -1)', unknown],
  ['${NONE#a}/x.sh', `${unknown}/x.sh`],
  ['${a${b}', unknown],
  ['./x.sh', './x.sh'],
];
const assigned: Readonly<Record<string, readonly string[]>> = {
  HERE: ['"$(dirname "$BASH_SOURCE")"', '$1'],
  TWICE: ['$0', '$(dirname $0)'],
  LOOP: ['$LOOP'],
};

describe('shell', () => {
  for (const [name, fixture] of Object.entries(cases)) {
    it(name, () => check(fixture));
  }

  it('evaluates words as far as they are known', () => {
    const around = { path: 'lib/log.sh', valuesOf: (name: string) => assigned[name] ?? [] };
    assert.deepEqual(
      words.map(([word]) => [word, evaluateWord(word, around)]),
      words,
    );
  });

  it('evaluates what is assigned many times in no time', () => {
    const values = Array.from({ length: 200 }, (_, index) => `$A/$B/\${A}${'$B'.repeat(index % 7)}/$C`);
    const around = { path: 'a.sh', valuesOf: () => values };
    assert.equal(evaluateWord('$A/$B/x.sh', around), `${unknown}/${unknown}/x.sh`);
  });

  it('counts what some script defines and what cannot be found, not programs', async () => {
    const project = await openFixture('#- /a.sh\n. "$1"\nhelp; git status; ls "$2"\n#- /b.sh\nhelp() { :; }');
    const { unresolved, references } = project.resolve('a.sh');
    assert.deepEqual([unresolved, references.length], [2, 0]);
  });

  it('is asked again when what is read together changes', async () => {
    const project = await openFixture('#- /main.sh\n. ./a.sh\n#- /a.sh\nhelp\n#- /b.sh\nhelp() { :; }');
    const paths = ['main.sh', 'a.sh', 'b.sh'];
    for (const path of paths) project.resolve(path);
    await project.set('main.sh', '. ./a.sh\n. ./b.sh\n');
    assert.deepEqual(project.resolver.dependents(['main.sh' as FilePath]), ['a.sh', 'b.sh']);
    project.resolve('main.sh');
    assert.deepEqual(
      project.resolve('a.sh').references.map(({ target, how }) => [target?.path, how]),
      [['b.sh', 'package']],
    );
    await project.set('main.sh', 'for each in ./lib/*.sh; do . $each; done\nnew\n');
    project.resolve('main.sh');
    await project.set('lib/new.sh', 'new() { :; }');
    assert.ok(project.resolver.dependents(['lib/new.sh' as FilePath]).includes('main.sh' as FilePath));
    assert.deepEqual(
      project.resolve('main.sh').references.map(({ type, target }) => [type, target?.path]),
      [
        ['imports', 'lib/new.sh'],
        ['calls', 'lib/new.sh'],
      ],
    );
  });

  it('is asked again when what it reads changes', async () => {
    const project = await openFixture('#- /main.sh\n. ./a.sh\n. ./b.sh\n#- /a.sh\nhelp\n#- /b.sh\nhelp() { :; }');
    for (const path of ['main.sh', 'a.sh', 'b.sh']) project.resolve(path);
    await project.set('b.sh', 'other() { :; }');
    assert.deepEqual(project.resolver.dependents(['b.sh' as FilePath]).sort(), ['a.sh', 'main.sh']);
  });
});

describe('patterns of the shell', () => {
  const matches: readonly (readonly [pattern: string, path: string, expected: boolean])[] = [
    ['lib/*.sh', 'lib/a.sh', true],
    ['lib/*.sh', 'lib/.sh', false],
    ['lib/.*', 'lib/.sh', true],
    ['lib/*', 'lib/more/a.sh', false],
    ['?ore/*/x.sh', 'more/1/x.sh', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbYbZ', false],
    ['**', 'anything', true],
    ['a.sh', 'aXsh', false],
    ['', '', true],
    ['?', '', false],
  ];
  for (const [pattern, path, expected] of matches) {
    it(`${pattern || 'nothing'} ${expected ? 'stands' : 'does not stand'} for ${path || 'nothing'}`, () => {
      assert.equal(matchesPattern(pattern, path), expected);
    });
  }

  it('are matched in time, however many signs they have', () => {
    assert.equal(matchesPattern(`${'*a'.repeat(500)}b`, 'a'.repeat(2_000)), false);
  });
});
