#!/bin/sh
# Options alone, or a file of settings, mean the server, as in the official image. Debian's build refuses strangers on
# the network where no password is set; the official one does not, and its network is the container's.
set -eu

case "${1:-}" in
  -* | *.conf) set -- redis-server "$@" ;;
esac
[ "${1:-}" = redis-server ] || exec "$@"

if [ "$(id -u)" = 0 ]; then
  find . \! -user redis -exec chown redis '{}' +
  exec setpriv --reuid=redis --regid=redis --init-groups "$0" "$@"
fi

shift
settings=
case "${1:-}" in
  '' | -*) ;;
  *)
    settings=$1
    shift
    ;;
esac
exec redis-server ${settings:+"$settings"} --protected-mode no "$@"
