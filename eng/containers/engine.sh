#!/usr/bin/env bash
# A docker daemon for tests, with folders and a socket of its own, so that it touches no other on the machine.
#
#   engine.sh start FOLDER    installs docker if there is none (Debian, as root), starts a daemon, prints its DOCKER_HOST
#   engine.sh stop FOLDER     ends that daemon with all that runs in it, and removes the folder
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/cgroups.sh"

install_docker() {
    command -v dockerd >/dev/null && command -v iptables >/dev/null && return 0
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "dockerd is not installed, and this is not a Debian machine with root." >&2
        return 1
    fi

    # Its packages want to start a daemon of the system; this says no for as long as they are installed.
    local policy=/usr/sbin/policy-rc.d own_policy=0 status=0
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy && own_policy=1
    fi
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends docker.io cgroupfs-mount iptables; } >/dev/null || status=$?
    [ $own_policy -eq 1 ] && rm -f $policy
    return $status
}

# The program that came with the daemon, in FOLDER/bin: another one on PATH may be without BuildKit.
link_program() { # FOLDER
    local program
    program=$(dirname "$(command -v dockerd)")/../bin/docker
    [ -x "$program" ] || return 0
    mkdir -p "$1/bin"
    ln -sf "$(realpath "$program")" "$1/bin/docker"
}

start() {
    local folder=$1
    install_docker >&2
    mkdir -p "$folder"
    link_program "$folder"
    mount_cgroups "$folder" >&2
    # Nothing of the caller stays open in the daemon, or whoever reads the caller's output waits for it.
    # By default there is room for 31 networks, and what a daemon that was killed left of them on the machine takes from that.
    setsid dockerd --default-address-pool base=172.16.0.0/12,size=24 --data-root "$folder/data" --exec-root "$folder/exec" --pidfile "$folder/pid" -H "unix://$folder/docker.sock" \
        >"$folder/dockerd.log" 2>&1 </dev/null &
    local left=300
    until docker -H "unix://$folder/docker.sock" version >/dev/null 2>&1; do
        left=$((left - 1))
        if [ $left -eq 0 ] || ! kill -0 $! 2>/dev/null; then
            echo "dockerd did not start. Its last lines:" >&2
            tail -n 5 "$folder/dockerd.log" >&2
            stop "$folder"
            return 1
        fi
        sleep 0.1
    done
    echo "unix://$folder/docker.sock"
}

# With their bridges, which would outlive the daemon.
remove_networks() { # DOCKER_HOST
    timeout 10 docker -H "$1" ps -aq 2>/dev/null | timeout 20 xargs -r docker -H "$1" rm -f >/dev/null 2>&1 || true
    timeout 10 docker -H "$1" network ls -q --filter type=custom 2>/dev/null | timeout 10 xargs -r docker -H "$1" network rm >/dev/null 2>&1 || true
}

stop() {
    local folder=$1 id mount
    [ -d "$folder" ] || return 0
    if [ -s "$folder/pid" ]; then
        remove_networks "unix://$folder/docker.sock"
        id=$(cat "$folder/pid")
        kill "$id" 2>/dev/null || true
        for _ in $(seq 200); do
            kill -0 "$id" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$id" 2>/dev/null || true
    fi
    # A daemon that was killed leaves the roots of its containers mounted. The innermost first.
    awk -v folder="$folder/" 'index($2, folder) == 1 { print $2 }' /proc/mounts | sort -r | while read -r mount; do
        umount "$mount" || true
    done
    unmount_cgroups "$folder"
    rm -rf "$folder"
}

case ${1-} in
start | stop) "$1" "$(realpath -m "${2:?the folder of the daemon}")" ;;
*)
    echo "usage: $0 start|stop FOLDER" >&2
    exit 2
    ;;
esac
