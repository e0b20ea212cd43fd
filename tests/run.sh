#!/usr/bin/env bash
# Everything that must hold, in the order of what fails fastest; pytest comes last, so that its summary ends the output.
# Arguments go to pytest. A failed check does not hide the tests' results, and the exit status knows both.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin

# The wheel test installs into a clean environment and needs to know where from, as the set-up did.
# shellcheck source=installer/uv-environment.sh
. installer/uv-environment.sh "$bin/python"

failed=""
check() {
    printf '%s\n' "--- $*"
    "$@" || failed="$failed ${1##*/}"
}
check "$bin/ruff" check .
check "$bin/ruff" format --check .
check "$bin/mypy"
check "$bin/lint-imports"
if [ "${1:-}" = --checks-only ]; then
    [ -z "$failed" ] || { echo "failed:$failed" >&2; exit 1; }
    exit 0
fi

[ -z "$failed" ] || echo "failed, see above:$failed" >&2
"$bin/python" -m pytest "$@"
[ -z "$failed" ]
