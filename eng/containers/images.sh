#!/usr/bin/env bash
# Makes the fixture images that the tests of containers use, with the engine that DOCKER_HOST names. An image that is there is left alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
source ./fixture.sh

there() { # NAME:TAG
    "${CONTAINER_ENGINE:-docker}" image inspect "$1" >/dev/null 2>&1
}

busybox_image() {
    local root=$work/busybox
    fetch busybox
    shell "$root"
    pack "$root" "$1" '"Cmd": ["sh"]'
}

# redis-server in the way of the official image: the data in /data, reachable from other machines without a password.
redis_image() {
    local root=$work/redis
    fetch busybox redis-server redis-tools
    take "$root" /usr/bin/redis-check-rdb /usr/bin/redis-cli
    ln -s redis-check-rdb "$root/usr/bin/redis-server"
    shell "$root"
    mkdir -p "$root/usr/local/bin" "$root/data"
    cat >"$root/usr/local/bin/redis-server" <<'END'
#!/bin/sh
exec /usr/bin/redis-server "$@" --protected-mode no
END
    cat >"$root/usr/local/bin/docker-entrypoint.sh" <<'END'
#!/bin/sh
case ${1-} in -* | '' | *.conf) set -- redis-server "$@" ;; esac
exec "$@"
END
    chmod +x "$root/usr/local/bin/"*
    pack "$root" "$1" '"Entrypoint": ["docker-entrypoint.sh"], "Cmd": ["redis-server"], "WorkingDir": "/data", "Volumes": {"/data": {}}, "ExposedPorts": {"6379/tcp": {}}'
}

make() { # FUNCTION NAME:TAG
    there "$2" || "$1" "$2"
}

make busybox_image busybox:1.36
make redis_image redis:8.6
