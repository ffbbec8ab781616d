#!/usr/bin/env bash
# Writes requirements.lock: every package with the hashes of all its files, so that one lock serves Linux and Windows.
set -euo pipefail
cd "$(dirname "$0")/.."

# pip-tools pins pip itself, so it has an environment of its own.
[ -x build/lock-venv/bin/pip-compile ] || {
  .venv/bin/python -m venv build/lock-venv
  build/lock-venv/bin/python -m pip install --quiet 'pip-tools==7.6.2'
}
# The user's own pip settings may name folders of built packages, whose hashes nobody else could match.
unset PIP_FIND_LINKS PIP_EXTRA_INDEX_URL PIP_CONSTRAINT
PIP_CONFIG_FILE=/dev/null build/lock-venv/bin/pip-compile pyproject.toml --extra dev --output-file requirements.lock --upgrade \
  --generate-hashes --strip-extras --allow-unsafe --quiet --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
if grep -n '://' requirements.lock; then
  echo "requirements.lock names a host: take the line out" >&2
  exit 1
fi
