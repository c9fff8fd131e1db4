#!/bin/sh
# A script or an option means Node, as in the official image.
set -eu

if [ "${1#-}" != "${1}" ] || [ -z "$(command -v "${1}")" ]; then
  set -- node "$@"
fi
exec "$@"
