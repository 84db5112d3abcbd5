#!/usr/bin/env bash
# podman for tests, with its containers and images in a folder of its own. As root, on Linux.
#
#   podman.sh start FOLDER              gets podman if there is none (Debian), prints the variables by which it is used
#   podman.sh images FOLDER             makes the fixture images in it
#   podman.sh copy FOLDER IMAGE...      takes images from the docker daemon that DOCKER_HOST names
#   podman.sh run FOLDER COMMAND...     runs a command that uses it
#   podman.sh stop FOLDER               ends all that runs in it, and removes the folder
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/cgroups.sh"

# Into FOLDER/bin, with only what it depends on installed: on PATH, it would run the containers of whatever else is tested on the machine.
install_podman() { # FOLDER
    command -v podman >/dev/null && return 0
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "podman is not installed, and this is not a Debian machine with root." >&2
        return 1
    fi
    local package=$1/package depends
    mkdir -p "$package" "$1/bin"
    apt-get update -qq >/dev/null
    (cd "$package" && apt-get -qq -o APT::Sandbox::User=root download podman) >/dev/null
    depends=$(dpkg-deb --field "$package"/podman_*.deb Depends)
    DEBIAN_FRONTEND=noninteractive apt-get satisfy -y -qq --no-install-recommends -o DPkg::Lock::Timeout=120 "$depends, crun, netavark, aardvark-dns, iptables, cgroupfs-mount" >/dev/null
    dpkg-deb -x "$package"/podman_*.deb "$package"
    cp "$package/usr/bin/podman" "$1/bin/"
    rm -r "$package"
}

variables() { # FOLDER
    [ ! -x "$1/bin/podman" ] || echo "PATH=$1/bin:$PATH"
    echo "ASPIRE_CONTAINER_RUNTIME=podman"
    echo "CONTAINERS_CONF=$1/containers.conf"
    echo "CONTAINERS_STORAGE_CONF=$1/storage.conf"
    echo "CONTAINERS_REGISTRIES_CONF=$1/registries.conf"
}

start() {
    local folder=$1
    mkdir -p "$folder"
    install_podman "$folder" >&2
    mount_cgroups "$folder" >&2
    # What a container inside of a container lacks: limits as high as podman wants, a manager of cgroups, a journal.
    cat >"$folder/containers.conf" <<END
[containers]
default_ulimits = ["nofile=1024:4096", "nproc=1024:4096"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
lock_type = "file"
tmp_dir = "$folder/tmp"
[network]
network_backend = "netavark"
network_config_dir = "$folder/networks"
END
    cat >"$folder/storage.conf" <<END
[storage]
driver = "overlay"
graphroot = "$folder/data"
runroot = "$folder/run"
END
    # The registry of the tests speaks plain HTTP.
    cat >"$folder/registries.conf" <<'END'
unqualified-search-registries = ["docker.io"]
[[registry]]
location = "127.0.0.1"
insecure = true
END
    run "$folder" podman info >/dev/null
    variables "$folder"
}

images() {
    CONTAINER_ENGINE=podman run "$1" "$(dirname "${BASH_SOURCE[0]}")/images.sh"
    name_images "$1"
}

copy() {
    local folder=$1
    shift
    docker save "$@" | run "$folder" podman load --quiet
    name_images "$folder"
}

# As applications write them: of docker.io, which podman would ask for them, because what it loads is of localhost.
name_images() { # FOLDER
    local image
    run "$1" podman images --format '{{.Repository}}:{{.Tag}}' | sed -n 's|^localhost/||p' | while read -r image; do
        case $image in
        */*) run "$1" podman tag "localhost/$image" "docker.io/$image" ;;
        *) run "$1" podman tag "localhost/$image" "docker.io/library/$image" ;;
        esac
    done
}

run() {
    local folder=$1 own
    shift
    mapfile -t own < <(variables "$folder")
    env "${own[@]}" "$@"
}

stop() {
    local folder=$1 mount
    [ -d "$folder" ] || return 0
    run "$folder" podman rm --all --force --time 0 >/dev/null 2>&1 || true
    run "$folder" podman network prune --force >/dev/null 2>&1 || true
    awk -v folder="$folder/" 'index($2, folder) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mount; do
        umount "$mount" || true
    done
    unmount_cgroups "$folder"
    rm -rf "$folder"
}

case ${1-} in
start | images | copy | run | stop)
    command=$1 folder=$(realpath -m "${2:?the folder of podman}")
    shift 2
    "$command" "$folder" "$@"
    ;;
*)
    echo "usage: $0 start|images|copy|run|stop FOLDER ..." >&2
    exit 2
    ;;
esac
