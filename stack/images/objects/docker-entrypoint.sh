#!/bin/sh
# Hands its arguments to versitygw, as the project's own image does. Without any, the server stands on VGW_BACKEND with
# VGW_ARGS before it, VGW_BACKEND_ARG and VGW_BACKEND_ARGS behind it, split at blanks.
set -eu

if [ $# -gt 0 ]; then
  exec versitygw "$@"
fi
: "${VGW_BACKEND:?versitygw: expected arguments, or VGW_BACKEND}"
# shellcheck disable=SC2086
exec versitygw ${VGW_ARGS:-} "$VGW_BACKEND" ${VGW_BACKEND_ARG:+"$VGW_BACKEND_ARG"} ${VGW_BACKEND_ARGS:-}
