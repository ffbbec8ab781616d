#!/usr/bin/env bash
# Builds the portable folder of Linux: build/portable/electdesk, and the packed file beside it. Everything it needs it installs itself.
set -euo pipefail
cd "$(dirname "$0")/../.."

# The languages and the rules of the forms are made in the developers' environment, as for any other run.
bash tools/setup.sh run

venv=build/portable-venv
lock=installer/requirements.lock
state=$(sha256sum "$lock" | cut -d' ' -f1)" $PWD"
if [ "$(cat "$venv/electdesk-portable" 2>/dev/null)" != "$state" ]; then
  .venv/bin/python -m venv --clear "$venv"
  unset PIP_CONSTRAINT PIP_REQUIREMENT PIP_TARGET PIP_PREFIX PIP_ROOT PIP_USER PIP_ONLY_BINARY PIP_NO_BINARY PIP_PRE PIP_UPGRADE PIP_NO_INDEX
  export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore PYTHONNOUSERSITE=1
  "$venv/bin/python" -m pip install --quiet --no-deps --use-pep517 --require-hashes -r "$lock" </dev/null
  printf '%s\n' "$state" >"$venv/electdesk-portable"
fi
# PyInstaller reads what a library asks for with this program.
command -v objdump >/dev/null || { [ "$(id -u)" -eq 0 ] && apt-get install -y -qq --no-install-recommends binutils </dev/null >build/apt.log 2>&1; } ||
  { echo "The package binutils is missing: please have it installed and start again." >&2; exit 1; }

rm -rf build/portable build/portable-work
"$venv/bin/python" -m PyInstaller --noconfirm --log-level ERROR --distpath build/portable --workpath build/portable-work \
  installer/portable/electdesk.spec
"$venv/bin/python" installer/portable/finish.py build/portable/electdesk
tar --sort=name --owner=0 --group=0 --numeric-owner --mtime='2026-01-01' -C build/portable -c --use-compress-program="xz -T0 -6" -f build/portable/electdesk-linux-x86_64.tar.xz electdesk
(cd build/portable && sha256sum electdesk-linux-x86_64.tar.xz | tee SHA256SUMS)
