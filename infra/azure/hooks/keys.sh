#!/bin/sh
# Makes the keys that are missing in the vault, of 32 random bytes each. A key that is there is never touched: what it protects could not
# be read again.
set -eu

: "${KEY_VAULT_ID:?is an output of the deployment; run azd provision first}"
: "${KEY_SECRETS:?is an output of the deployment; run azd provision first}"
: "${FUNCTIONS_ID:?is an output of the deployment; run azd provision first}"
vault=${KEY_VAULT_ID##*/}

# Asked of Azure Resource Manager: it knows the names, also of a vault whose network is closed, and never a value.
known=$(az rest --method get --url "$KEY_VAULT_ID/secrets?api-version=2025-05-01" --query "value[].name" --output tsv)

missing=
for name in $KEY_SECRETS; do
  printf '%s\n' "$known" | grep -Fqx "$name" || missing="$missing $name"
done
if [ -z "$missing" ]; then
  echo "Keys: all there."
  exit 0
fi

umask 077
value=$(mktemp)
trap 'rm -f "$value"' EXIT

# A role that was just given takes some minutes to hold.
ready() { az keyvault secret list --vault-name "$vault" --output none 2>"$value"; }
tries=${KEY_TRIES:-30}
until ready; do
  tries=$((tries - 1))
  if [ "$tries" -le 0 ]; then
    cat "$value" >&2
    echo "The vault $vault can't be reached, or you may not make secrets in it. Missing:$missing. See 'Keys' in README.md." >&2
    exit 1
  fi
  sleep "${KEY_PAUSE:-10}"
done

for name in $missing; do
  openssl rand -base64 32 | tr -d '\n' >"$value"
  az keyvault secret set --vault-name "$vault" --name "$name" --file "$value" --encoding utf-8 --output none
  echo "Keys: made $name."
done

# The app looked for them before they were there, and would look again only after a day.
az rest --method post --url "$FUNCTIONS_ID/config/configreferences/appsettings/refresh?api-version=2022-03-01" --output none ||
  echo "The app could not be told of the new keys: restart it." >&2
