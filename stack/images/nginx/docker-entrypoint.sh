#!/bin/sh
# Fills /etc/nginx/templates/*.template into /etc/nginx/conf.d with the variables that are set, as the official image
# does, then becomes nginx. Names that are no variable of the environment ($host, $uri) stand as they are.
set -eu

if [ "${1:-}" = nginx ]; then
  names=$(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/${\1}/p' | tr '\n' ' ')
  for template in /etc/nginx/templates/*.template; do
    [ -e "$template" ] || continue
    envsubst "$names" < "$template" > "/etc/nginx/conf.d/$(basename "$template" .template)"
  done
fi

exec "$@"
