#!/usr/bin/env bash
# Deploys the shop.

set -euo pipefail
source ./lib/common.sh
. "$(dirname "$0")/log.sh"

readonly LIMIT=100
export SHOP_HOME="${SHOP_HOME:-/opt/shop}"
declare -A prices=([tea]=3)
declare -r VERSION="1.0"
count=0
names=(a b)
alias ll='ls -l'
FOO=bar make all

# Says what happens.
#   $1  the message
log() {
  local level="${2:-info}"
  printf '%s € 😀 %s\n' "$level" "$1" >&2
}

function total {
  local sum=0
  for price in "${prices[@]}"; do
    sum=$((sum + price))
    global_inside=1
  done
  log "$(compute "$sum")" | tee -a log
  if ! check_all; then
    return 1
  fi
}

function with_parens() (
  cd "$SHOP_HOME" && inner
)

deploy::now() { total; }

case "$1" in
  start) log start ;;
esac

main() {
  nested() { echo nested; }
  total "$@"
}
trap cleanup EXIT
trap "rm -f $tmp" INT
export -f log
complete -F total deploy
\. ./lib/last.sh
builtin source "$HERE/more.sh"
cat <<EOF
text $(total)
EOF
main "$@"
