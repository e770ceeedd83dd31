#!/usr/bin/env bash
# Installs axe-core (npm package, MPL-2.0, which nobody here wrote), with which a test judges the pages' accessibility,
# under .build/, unless it is there, and prints the path of its script. Fails if there is no npm, or no way to its registry.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=4.10.3
folder=.build/axe-core-$version
script=$folder/node_modules/axe-core/axe.min.js
if [ ! -f "$script" ]; then
  mkdir -p .build
  fresh=$(mktemp -d "$folder.XXXXXX")
  trap 'rm -rf "$fresh"' EXIT
  npm install --prefix "$fresh" "axe-core@$version" --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  mv -T "$fresh" "$folder" 2>/dev/null || [ -f "$script" ]
fi
echo "$PWD/$script"
