#!/bin/sh
# Backs Fieldbook up into an empty folder: database.dump.enc, objects/ and a manifest with the sha256 of every file.
# Works while people work. The database is dumped first and objects are never deleted, so each row of the dump that
# speaks of a photo finds its object among those that are copied after it. Every file but the manifest is sealed with
# BACKUP_KEY (operations/sealed-file.ts): without it nobody can read the backup, and nobody can restore it.
# Environment: DATABASE_URL, S3_* and BACKUP_KEY. A snapshot that another session exports (pg_export_snapshot) makes
# the dump one of that very moment.
set -eu
umask 077

if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  echo 'Usage: operations/backup.sh <artifact-folder> [snapshot]' >&2
  exit 2
fi
: "${DATABASE_URL:?backup: expected DATABASE_URL in the environment}"
: "${BACKUP_KEY:?backup: expected BACKUP_KEY in the environment}"
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
mkdir -p -- "$1"
artifact=$(CDPATH='' cd -- "$1" && pwd)
if [ -n "$(ls -A -- "$artifact")" ]; then
  echo "backup: expected an empty folder, but $artifact holds files" >&2
  exit 1
fi
# The open dump lies outside the backup, and goes whatever happens.
open=$(mktemp -d)
trap 'rm -rf -- "$open"' EXIT
trap 'exit 1' HUP INT TERM

pg_dump --format=custom --no-owner ${2:+"--snapshot=$2"} --file="$open/database.dump" --dbname="$DATABASE_URL"
# Read back before it counts: an archive whose list of contents cannot be read is no backup.
pg_restore --list "$open/database.dump" > /dev/null
node "$here/seal.ts" seal "$open/database.dump" "$artifact/database.dump.enc"
node "$here/objects.ts" export "$artifact/objects"

cd -- "$artifact"
find . -type f ! -name 'manifest.sha256*' -print | LC_ALL=C sort > manifest.sha256.files
while IFS= read -r file; do
  sha256sum -- "$file"
done < manifest.sha256.files > manifest.sha256.part
rm -- manifest.sha256.files
# The manifest appears last and whole: a folder without it is a backup that broke off.
mv -- manifest.sha256.part manifest.sha256
echo "Backed up to $artifact: $(wc -l < manifest.sha256) files."
