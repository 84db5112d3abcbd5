# redis-server in the way of the official image: the data in /data, reachable from other machines without a password.
packages=(busybox redis-server redis-tools)
config='"Entrypoint": ["docker-entrypoint.sh"], "Cmd": ["redis-server"], "WorkingDir": "/data", "Volumes": {"/data": {}}, "ExposedPorts": {"6379/tcp": {}}'

fill() {
    local root=$1
    take "$root" /usr/bin/redis-check-rdb /usr/bin/redis-cli
    ln -s redis-check-rdb "$root/usr/bin/redis-server"
    shell "$root"
    mkdir -p "$root/data"
    script "$root" /usr/local/bin/redis-server redis/redis-server
    script "$root" /usr/local/bin/docker-entrypoint.sh redis/docker-entrypoint.sh
}
