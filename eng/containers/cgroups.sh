# The kernel's groups of processes, without which no container runs. To be sourced.

# A machine that is a container itself may have none. The folder remembers that, so that the end can take them away again.
mount_cgroups() { # FOLDER
    [ -e /sys/fs/cgroup/cgroup.controllers ] || [ -d /sys/fs/cgroup/memory ] && return 0
    cgroupfs-mount && : >"$1/mounted-cgroups"
}

unmount_cgroups() { # FOLDER
    [ ! -e "$1/mounted-cgroups" ] || cgroupfs-umount || true
}
