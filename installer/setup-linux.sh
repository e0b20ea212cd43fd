#!/usr/bin/env bash
# Makes a working tree ready to run and test on Debian 12, Debian 13 or Ubuntu 24.04: system libraries by apt, everything
# else from requirements.lock into .venv. Call it as often as you like: what is there is left alone.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$(pwd -P)

# Named without Debian's and Ubuntu's suffix t64; which of the two names exists is asked of apt.
qt_libraries="libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3"
window_libraries="libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libwayland-cursor0 libpulse0 libxrandr2"
desk_libraries="libcups2 libzbar0 fonts-dejavu-core fonts-droid-fallback"
python_packages="python3-venv"
test_tools="xvfb xauth xdotool"
wanted="$qt_libraries $window_libraries $desk_libraries $python_packages $test_tools"

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# ------------------------------------------------------------------------------------------------------ system packages

# Names of the wanted packages that are installed neither with nor without t64, blank-separated.
missing_packages() {
    local installed package missing=""
    installed=$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p')
    for package in $wanted; do
        grep -qxF -e "$package" -e "${package}t64" <<<"$installed" || missing="$missing $package"
    done
    printf '%s' "${missing# }"
}

# Runs a command as root: directly, or by sudo, which keeps the proxy and never asks for a password where nobody can answer.
as_root() {
    # shellcheck disable=SC2086
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo $sudo_options env "${apt_environment[@]}" "$@"; fi
}

may_be_root() {
    sudo_options=""
    if [ ! -t 0 ]; then sudo_options="-n"; fi
    # shellcheck disable=SC2086
    [ "$(id -u)" -eq 0 ] || { command -v sudo >/dev/null && sudo $sudo_options true 2>/dev/null; }
}

install_packages() {
    local package chosen=() name
    export DEBIAN_FRONTEND=noninteractive
    apt_environment=(DEBIAN_FRONTEND=noninteractive)
    for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
        if [ -n "${!name:-}" ]; then apt_environment+=("$name=${!name}"); fi
    done
    say "installing by apt: $*"
    as_root apt-get -q -o DPkg::Lock::Timeout=300 update || say "apt-get update failed; going on with the lists that are there"
    for package in "$@"; do
        if apt-cache show "${package}t64" >/dev/null 2>&1; then chosen+=("${package}t64"); else chosen+=("$package"); fi
    done
    as_root apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "${chosen[@]}" \
        || fail "apt could not install: ${chosen[*]}"
}

set_up_system() {
    local missing
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        say "this is not Debian or Ubuntu: the like of these packages must be there: $wanted"
        return
    fi
    missing=$(missing_packages)
    if [ -z "$missing" ]; then return; fi
    if ! may_be_root; then
        fail "these packages are missing, and neither root nor sudo is at hand to install them: $missing
setup: as root: apt-get install --no-install-recommends $missing
setup: (on Ubuntu 24.04 and Debian 13 the names of some end in t64)"
    fi
    # shellcheck disable=SC2086
    install_packages $missing
}

# --------------------------------------------------------------------------------------------------------------- python

# The first interpreter that is new enough; PYTHON=... chooses another.
find_python() {
    local candidate
    local candidates=${PYTHON:-python3 python3.13 python3.12 python3.11}
    for candidate in $candidates; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed; ${candidates%% *} is $("${candidates%% *}" --version 2>&1 || true). Name another by PYTHON=/path/to/python3"
}

# A .venv of another folder, of a Python that is gone, or half made is of no use.
venv_is_good() {
    [ -x .venv/bin/python ] && grep -qF -- " $root/.venv" .venv/pyvenv.cfg \
        && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# What the .venv was made from; the set-up is done again when any of it changes.
fingerprint() {
    { cat requirements.lock pyproject.toml installer/setup-linux.sh installer/uv-environment.sh; .venv/bin/python -VV; } \
        | sha256sum | cut -d' ' -f1
}

set_up_python() {
    local python made_from
    if ! venv_is_good; then
        python=$(find_python)
        say "making .venv with $("$python" --version)"
        rm -rf .venv
        "$python" -m venv .venv || { rm -rf .venv; fail "$python cannot make a .venv (its module venv or ensurepip is missing)"; }
    fi
    made_from=$(fingerprint)
    if [ "$(cat .venv/made-from 2>/dev/null)" = "$made_from" ]; then return; fi

    # shellcheck source=installer/uv-environment.sh
    . installer/uv-environment.sh .venv/bin/python
    # pip installs only uv, by the lock's own pin and hashes; uv does the rest. Installed by an earlier run, uv renews itself.
    if ! .venv/bin/uv --version >/dev/null 2>&1; then
        say "installing uv"
        sed -n '/^uv==/,/^    # via/p' requirements.lock > .venv/uv.lock
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.lock
    fi
    say "installing what requirements.lock names"
    .venv/bin/uv pip sync --python .venv/bin/python --require-hashes requirements.lock
    .venv/bin/uv pip install --python .venv/bin/python --no-deps --no-build-isolation --editable .
    printf '%s\n' "$made_from" > .venv/made-from
}

# Two calls at the same time take turns.
exec 9>.venv.lock
flock 9
set_up_system
set_up_python
say "ready"
