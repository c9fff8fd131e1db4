#!/bin/sh
# Restores Fieldbook from a backup folder and its BACKUP_KEY alone, into the empty database DATABASE_URL and the empty
# bucket of S3_*. Nothing is touched before every file was compared with the manifest and the dump was opened. May be repeated after a failure:
# the database is restored in one transaction, after the objects.
set -eu
umask 077

if [ $# -ne 1 ]; then
  echo 'Usage: operations/restore.sh <artifact-folder>' >&2
  exit 2
fi
: "${DATABASE_URL:?restore: expected DATABASE_URL in the environment}"
: "${BACKUP_KEY:?restore: expected BACKUP_KEY in the environment}"
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
refuse() {
  echo "restore: $1" >&2
  exit 1
}
[ -d "$1" ] || refuse "expected a folder, but there is no $1"
artifact=$(CDPATH='' cd -- "$1" && pwd)
cd -- "$artifact"

[ -s manifest.sha256 ] || refuse 'expected manifest.sha256, but the backup has none: it broke off or was cut'
listed=$(sed 's/^[^ ]*  //' manifest.sha256 | LC_ALL=C sort)
present=$(find . -type f ! -name 'manifest.sha256*' -print | LC_ALL=C sort)
[ "$listed" = "$present" ] || refuse 'expected exactly the files of the manifest, but some are missing or were added'
sha256sum --check --quiet --strict manifest.sha256 || refuse 'the backup is corrupted: a file differs from the manifest'
for needed in ./database.dump.enc ./objects/index.jsonl.enc; do
  printf '%s\n' "$listed" | grep -qxF "$needed" || refuse "expected $needed in the backup, but the manifest has none"
done
open=$(mktemp -d)
trap 'rm -rf -- "$open"' EXIT
trap 'exit 1' HUP INT TERM
node "$here/seal.ts" open database.dump.enc "$open/database.dump" || refuse 'the dump could not be opened'

sql() {
  psql --no-psqlrc --quiet --tuples-only --no-align --set=ON_ERROR_STOP=1 --dbname="$DATABASE_URL" --command="$1"
}
tables=$(sql "select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'S', 'm')")
[ "$tables" = 0 ] || refuse "expected an empty database, but it holds $tables tables, views or sequences"

# The archive grants reading to this role. Roles belong to the server, not to a database, so a new server lacks it.
if pg_restore --schema-only --file=- "$open/database.dump" | grep -q 'TO fieldbook_readonly;$'; then
  sql "do \$\$ begin
    if not exists (select from pg_roles where rolname = 'fieldbook_readonly') then
      create role fieldbook_readonly nologin;
    end if;
  end \$\$" || refuse 'the role fieldbook_readonly is missing and may not be created: ask for "create role fieldbook_readonly nologin"'
fi

node "$here/objects.ts" import "$artifact/objects"
pg_restore --exit-on-error --single-transaction --no-owner --dbname="$DATABASE_URL" "$open/database.dump"
# Without it the first requests are planned blindly. System tables are not ours to analyze: their warnings are left out.
PGOPTIONS='-c client_min_messages=error' sql 'analyze'

photos=$(sql 'select count(*) from photos')
orphans=$(sql 'select object_key from photos order by 1' | while IFS= read -r key; do
  [ -f "objects/content/$key.enc" ] || echo "$key"
done)
[ -z "$orphans" ] || refuse "photos without an object in the backup: $orphans"
echo "Restored from $artifact: $photos photos, each with its object."
