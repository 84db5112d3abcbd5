#!/bin/bash
# Makes the data at the first start, with the variables that the official image knows, and then is the server.
set -eu

# file_or_value NAME: a variable, or the content of the file that NAME_FILE names.
file_or_value() {
    local file=$1_FILE
    [ -z "${!file-}" ] || export "$1=$(cat "${!file}")"
}

require_password() {
    [ -n "${POSTGRES_PASSWORD-}" ] || [ "${POSTGRES_HOST_AUTH_METHOD-}" = trust ] && return 0
    echo 'Error: the database is not initialised, and there is no superuser password. Set POSTGRES_PASSWORD.' >&2
    exit 1
}

make_data() {
    require_password
    local password=/tmp/password
    (umask 077 && printf '%s\n' "${POSTGRES_PASSWORD-}" >$password)
    [ -n "${POSTGRES_PASSWORD-}" ] && set -- --pwfile=$password || set --
    # Data of a test need not survive a power cut.
    eval 'initdb --no-sync --pgdata="$PGDATA" --username="$POSTGRES_USER" "$@" '"${POSTGRES_INITDB_ARGS-}"
    rm -f $password
    printf '\nhost all all all %s\n' "${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
}

has_scripts() {
    [ -n "$(ls -A /docker-entrypoint-initdb.d)" ]
}

query() {
    psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --no-password "$@"
}

run_scripts() {
    local script
    for script in /docker-entrypoint-initdb.d/*; do
        case $script in
        *.sh) echo "$0: running $script"; if [ -x "$script" ]; then "$script"; else . "$script"; fi ;;
        *.sql) echo "$0: running $script"; query --dbname "$POSTGRES_DB" -f "$script" ;;
        *.sql.gz) echo "$0: running $script"; gunzip -c "$script" | query --dbname "$POSTGRES_DB" ;;
        *) echo "$0: ignoring $script" ;;
        esac
    done
}

# Nobody reaches this server but the scripts.
set_up() {
    export PGPASSWORD=${POSTGRES_PASSWORD-}
    pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start
    [ "$POSTGRES_DB" = postgres ] || query --dbname postgres --set db="$POSTGRES_DB" <<<'CREATE DATABASE :"db";'
    run_scripts
    pg_ctl -D "$PGDATA" -m fast -w stop
    unset PGPASSWORD
}

case ${1-} in -* | '') set -- postgres "$@" ;; esac
[ "$1" = postgres ] || exec "$@"

if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA" /run/postgresql
    chmod 700 "$PGDATA"
    chown -R postgres:postgres "$PGDATA" /run/postgresql
    exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

for name in POSTGRES_PASSWORD POSTGRES_USER POSTGRES_DB POSTGRES_INITDB_ARGS; do
    file_or_value $name
done
export POSTGRES_USER=${POSTGRES_USER:-postgres}
export POSTGRES_DB=${POSTGRES_DB:-$POSTGRES_USER}

if [ -s "$PGDATA/PG_VERSION" ]; then
    echo 'PostgreSQL Database directory appears to contain a database; Skipping initialization'
else
    make_data
    { [ "$POSTGRES_DB" = postgres ] && ! has_scripts; } || set_up
    echo 'PostgreSQL init process complete; ready for start up.'
fi
exec "$@"
