#!/usr/bin/env bash
# Installs the LocalSend client that the tests talk to (npm package localsend, which nobody here wrote) under .build/,
# unless it is there, and prints the script to run with node. Fails if there is no npm, or no way to its registry.
set -eu
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=0.1.2
folder=.build/localsend-$version
entry=$folder/node_modules/localsend/dist/cli.js
if [ ! -f "$entry" ]; then
  mkdir -p .build
  fresh=$(mktemp -d "$folder.XXXXXX")
  trap 'rm -rf "$fresh"' EXIT
  npm install --prefix "$fresh" "localsend@$version" --ignore-scripts --no-audit --no-fund --loglevel=error >&2
  mv -T "$fresh" "$folder" 2>/dev/null || [ -f "$entry" ]
fi
echo "$PWD/$entry"
