#!/bin/sh
# Makes a cluster in PGDATA where there is none, then becomes the server. Understands POSTGRES_USER,
# POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_INITDB_ARGS, POSTGRES_HOST_AUTH_METHOD and PGDATA (and the first three
# with _FILE) as the official image does; files in /docker-entrypoint-initdb.d are not run.
set -eu

case "${1:-}" in -*) set -- postgres "$@" ;; esac
[ "${1:-}" = postgres ] || exec "$@"

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA" /var/run/postgresql
  chmod 700 "$PGDATA"
  chown -R postgres:postgres "$PGDATA" /var/run/postgresql
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

from_file() { # from_file <variable>: its value, or what is in the file that <variable>_FILE names
  eval "value=\${$1:-} file=\${$1_FILE:-}"
  if [ -n "$file" ]; then cat "$file"; else printf '%s' "$value"; fi
}

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  user=$(from_file POSTGRES_USER)
  user=${user:-postgres}
  database=$(from_file POSTGRES_DB)
  database=${database:-$user}
  password=$(from_file POSTGRES_PASSWORD)
  method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [ -z "$password" ] && [ "$method" != trust ]; then
    echo 'postgres: expected POSTGRES_PASSWORD, got nothing' >&2
    exit 1
  fi
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA" 2>/dev/null || :
  umask 077
  secret=$(mktemp)
  trap 'rm -f "$secret"' EXIT
  # An empty line is a password that initdb refuses; with trust nobody is asked for it.
  printf '%s\n' "${password:-unused}" > "$secret"
  eval "initdb --username=\"\$user\" --pwfile=\"\$secret\" ${POSTGRES_INITDB_ARGS:-}"
  rm -f "$secret"
  trap - EXIT
  printf '\nhost all all all %s\n' "$method" >> "$PGDATA/pg_hba.conf"
  # The official image's default configuration listens everywhere.
  printf "listen_addresses = '*'\n" >> "$PGDATA/postgresql.conf"
  # Nobody listens while the database is made: a health check over TCP or the socket says no until all is there.
  if [ "$database" != postgres ]; then
    quoted=$(printf '%s' "$database" | sed 's/"/""/g')
    printf 'CREATE DATABASE "%s";\n' "$quoted" | postgres --single -D "$PGDATA" -j postgres > /dev/null
  fi
fi

exec "$@"
