#!/bin/sh
# Chooses the parameters that azd deploys with: those of the stage dev, test or prod.
set -eu
cd "$(dirname "$0")/.."

stage=${INTEGRATION_STAGE:-}
if [ -z "$stage" ] || [ ! -f "$stage.bicepparam" ] || [ "$stage" = main ]; then
  echo "INTEGRATION_STAGE is '$stage'. Say which parameters to use: azd env set INTEGRATION_STAGE dev (or test, or prod)." >&2
  exit 1
fi
if [ -z "${INTEGRATION_AUTHORITY:-}" ]; then
  echo "INTEGRATION_AUTHORITY is not set. Say who issues the callers' tokens: azd env set INTEGRATION_AUTHORITY https://..." >&2
  exit 1
fi

cp "$stage.bicepparam" main.bicepparam
echo "Parameters: $stage.bicepparam"
