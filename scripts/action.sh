#!/usr/bin/env bash
# The step of action.yml: annotations always, a SARIF file if one is named, and the exit status
# of the check last, so that findings are uploaded before the job fails.
set -euo pipefail

samepath="${SAMEPATH_BIN:?names the folder that samepath was installed in}/samepath"
read -r -a paths <<< "${SAMEPATH_PATHS:-}" || true
read -r -a arguments <<< "${SAMEPATH_ARGUMENTS:-}" || true

check() {
  "$samepath" check "$@" ${arguments[@]+"${arguments[@]}"} -- ${paths[@]+"${paths[@]}"}
}

status=0
check --output-format github || status=$?
if [ -n "${SAMEPATH_SARIF:-}" ] && [ "$status" -ne 2 ]; then
  check --output-format sarif --output-file "$SAMEPATH_SARIF" --exit-zero
  echo "sarif-file=$SAMEPATH_SARIF" >> "${GITHUB_OUTPUT:-/dev/null}"
fi
exit "$status"
