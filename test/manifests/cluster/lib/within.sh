# shellcheck shell=bash
# within SECONDS COMMAND…: repeats COMMAND until it succeeds; fails when it has not by then.
within() {
  local deadline=$((SECONDS + $1))
  until "${@:2}" 2>/dev/null; do
    ((SECONDS < deadline)) || return 1
    sleep 0.1
  done
}
