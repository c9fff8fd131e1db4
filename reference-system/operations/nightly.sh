#!/bin/sh
# What cron runs each night: one backup more in the folder of all backups, and those that are older than
# BACKUP_KEEP_DAYS (30) removed. None is removed unless the newest is there and whole.
# Environment: as for backup.sh, and BACKUP_KEEP_DAYS.
set -eu
umask 077

if [ $# -ne 1 ]; then
  echo 'Usage: operations/nightly.sh <folder-of-all-backups>' >&2
  exit 2
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
mkdir -p -- "$1"
store=$(CDPATH='' cd -- "$1" && pwd)
name="fieldbook-$(date -u +%Y%m%dT%H%M%SZ)"
# A night that failed leaves nothing half made in the way of the next try.
trap 'rm -rf -- "$store/.$name.part"' EXIT
# It takes its name when it is whole: what bears such a name is a backup.
sh "$here/backup.sh" "$store/.$name.part"
mv -- "$store/.$name.part" "$store/$name"
node "$here/prune-backups.ts" "$store"
