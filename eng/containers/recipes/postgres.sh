# PostgreSQL as Debian has it, in the way of the official image of version 18: its variables, its folders, its scripts at the first start.
packages=(busybox bash postgresql util-linux libc-bin tzdata)
environment=(LANG=C.UTF-8 PG_MAJOR=18 PGDATA=/var/lib/postgresql/18/docker)
config='"Entrypoint": ["docker-entrypoint.sh"], "Cmd": ["postgres"], "StopSignal": "SIGINT", "Volumes": {"/var/lib/postgresql": {}}, "ExposedPorts": {"5432/tcp": {}}'

fill() {
    local root=$1 home program version
    home=$(echo "$pool"/usr/lib/postgresql/*)
    version=${home##*/}
    home=/usr/lib/postgresql/$version
    for program in postgres initdb pg_ctl psql pg_isready pg_dump; do
        take "$root" "$home/bin/$program"
        mkdir -p "$root/usr/local/bin" && ln -s "$home/bin/$program" "$root/usr/local/bin/$program"
    done
    take "$root" "$home/lib/plpgsql.so" "$home/lib/dict_snowball.so" "$home/lib/libpqwalreceiver.so" /bin/bash /usr/bin/setpriv
    mkdir -p "$root/usr/share/postgresql" "$root/usr/lib/locale" "$root/usr/share/zoneinfo" "$root/docker-entrypoint-initdb.d"
    cp -a "$pool/usr/share/postgresql/$version" "$root/usr/share/postgresql/"
    rm -rf "$root/usr/share/postgresql/$version/man"
    sed -i "s/^#listen_addresses = .*/listen_addresses = '*'/" "$root/usr/share/postgresql/$version/postgresql.conf.sample"
    cp -a "$pool/usr/lib/locale/C.utf8" "$root/usr/lib/locale/"
    cp -a "$pool"/usr/share/zoneinfo/{Etc,Europe,America,Asia,UTC,GMT} "$root/usr/share/zoneinfo/"
    shell "$root"
    user "$root" postgres 999
    install -d -o 999 -g 999 "$root/var/lib/postgresql" "$root/run/postgresql" && mkdir -p "$root/var" && ln -s ../run "$root/var/run"
    script "$root" /usr/local/bin/docker-entrypoint.sh postgres/docker-entrypoint.sh
}
