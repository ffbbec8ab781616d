#!/usr/bin/env bash
# Makes everything ready for `make run` (argument: run) or for the developers' targets (argument: test). Asks nothing.
# What is done already is seen in well under a second and left alone.
set -euo pipefail
cd "$(dirname "$0")/.."
purpose=${1:?run or test}

# Two runs at once (a test and a window) wait for each other.
mkdir -p build
if command -v flock >/dev/null; then
  exec 9>build/.setup-lock
  flock 9
fi

say() { printf '%s\n' "$*"; }
stop() {
  printf '%s\n' "$*" >&2
  exit 1
}

# --- what the operating system has to bring ---------------------------------------------------------------------------

# Every shared library that Qt's own files ask for, by Debian's names. Qt's message at a missing one names only xcb-cursor0.
qt_packages="libegl1 libgl1 libx11-6 libxkbcommon0 libdbus-1-3 libfontconfig1 libfreetype6 libglib2.0-0 zlib1g libzstd1
  libx11-xcb1 libxcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
  libxcb-render0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0 libcups2"
# A screen without a monitor, a window manager, keys pressed from outside, other keyboard layouts, a reader of PDF.
test_packages="xvfb openbox xdotool x11-xkb-utils xkb-data poppler-utils"

is_installed() {
  # Debian renamed some libraries when their time became 64 bits wide.
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ||
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1t64" 2>/dev/null)" = installed ]
}

apt_updated=no
install_packages() {
  if [ "$(id -u)" -ne 0 ]; then
    stop "Please have these packages installed and start again: $*"
  fi
  say "installing system packages: $*"
  export DEBIAN_FRONTEND=noninteractive
  if [ "$apt_updated" = no ]; then
    apt-get update -qq >/dev/null || stop "The list of system packages cannot be read: apt-get update failed."
    apt_updated=yes
  fi
  apt-get install -y -qq --no-install-recommends "$@" </dev/null >build/apt.log 2>&1 || {
    tail -n 20 build/apt.log >&2
    stop "The system packages could not be installed: $*"
  }
}

if command -v dpkg-query >/dev/null; then
  wanted=$qt_packages
  [ "$purpose" = run ] || wanted="$wanted $test_packages"
  missing=""
  for package in $wanted; do
    is_installed "$package" || missing="$missing $package"
  done
  # shellcheck disable=SC2086 - a list of words
  [ -z "$missing" ] || install_packages $missing
fi

# --- the virtual environment ------------------------------------------------------------------------------------------

python=.venv/bin/python
stamp=.venv/electdesk-setup
state=$(cat requirements.lock pyproject.toml | sha256sum | cut -d' ' -f1)" $PWD"

find_python() {
  for name in python3.11 python3.12 python3.13 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
      command -v "$name"
      return
    fi
  done
  return 1
}

if [ "$(cat "$stamp" 2>/dev/null)" != "$state" ] || ! "$python" -c '' 2>/dev/null; then
  # The commands in .venv/bin name the folder they were made in: one that was moved is made anew.
  made_in=$(sed -n 's/^[0-9a-f]* //p' "$stamp" 2>/dev/null || true)
  if ! "$python" -c 'import pip' 2>/dev/null || [ "${made_in:-$PWD}" != "$PWD" ]; then
    base=$(find_python) || stop "Python 3.11, 3.12 or 3.13 is needed; on Debian its package is python3.11."
    # Debian keeps the parts that make environments in a package of their own.
    if ! "$base" -c 'import ensurepip, venv' 2>/dev/null; then
      version=$("$base" -c 'import sys; print("python%d.%d" % sys.version_info[:2])')
      command -v dpkg-query >/dev/null || stop "Python's modules venv and ensurepip are missing: please have them installed and start again."
      install_packages "$version-venv"
    fi
    say "making .venv with $base"
    "$base" -m venv --clear .venv
  fi
  say "installing the packages of requirements.lock (some minutes the first time)"
  # Settings that would change what is installed, or where to. Where packages come from stays the user's choice.
  unset PIP_CONSTRAINT PIP_REQUIREMENT PIP_TARGET PIP_PREFIX PIP_ROOT PIP_USER PIP_ONLY_BINARY PIP_NO_BINARY PIP_PRE PIP_UPGRADE PIP_NO_INDEX
  export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore PYTHONNOUSERSITE=1
  # One package, docopt, exists as source only; pip builds it in an environment of its own.
  "$python" -m pip install --quiet --no-deps --use-pep517 --require-hashes -r requirements.lock </dev/null
  # The build backend came with the lock file, so nothing is fetched for this.
  "$python" -m pip install --quiet --no-deps --no-build-isolation --no-index --editable . </dev/null
  printf '%s\n' "$state" >"$stamp"
fi

# --- the languages ----------------------------------------------------------------------------------------------------

for folder in resources/locale/*/; do
  if [ ! -e "$folder/electdesk.mo" ] || [ -n "$(find "$folder" -name '*.po' -newer "$folder/electdesk.mo" -print -quit)" ]; then
    "$python" -m tools.catalogues compile
    break
  fi
done

# --- the rules of the forms, read once --------------------------------------------------------------------------------

table=resources/forms/rules.json
if [ ! -e "$table" ] || [ -n "$(find resources/forms electdesk/domain/forms \( -name '*.toml' -o -name 'grammar.py' \) -newer "$table" -print -quit)" ]; then
  "$python" -m tools.rules >/dev/null
fi
