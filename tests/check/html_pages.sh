#!/usr/bin/env bash
# html_pages.sh - html_pages.mjs, where there is a node to run it.
set -euo pipefail
command -v node >/dev/null || { echo "skipped: node is not there"; exit 77; }
exec node "$(dirname "${BASH_SOURCE[0]}")/html_pages.mjs" "$@"
