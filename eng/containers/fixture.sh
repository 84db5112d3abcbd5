# Makes container images from Debian packages, for machines that reach no image registry. To be sourced.
#
# An image made here is tagged as the real one, honours what tests use of it, and says in a label that it is a fixture.

FIXTURE_LABEL='"dev.aspire.fixture": "Made from Debian packages for tests; not the real image"'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pool=$work/pool # all packages, unpacked into one root

# fetch PACKAGE...: unpacks packages with all that they depend on, as if nothing were installed here.
fetch() {
    local cache=${FIXTURE_CACHE:-$work/cache} state=$work/state
    mkdir -p "$cache/partial" "$pool" && : >"$state"
    apt-get -qq -o Dir::State::status="$state" -o Dir::Cache::archives="$cache" -o APT::Sandbox::User=root \
        install -y --no-install-recommends --download-only "$@" >/dev/null
    local archive
    for archive in "$cache"/*.deb; do
        dpkg-deb -x "$archive" "$pool"
    done
}

# take ROOT FILE...: copies files of the pool into the root of an image, programs with the libraries that they load.
take() {
    local root=$1 file library
    shift
    for file in "$@"; do
        copy "$root" "$file"
        # The pool's own loader, because libraries of two systems do not mix.
        "$pool/lib64/ld-linux-x86-64.so.2" --library-path "$pool/lib/x86_64-linux-gnu:$pool/usr/lib/x86_64-linux-gnu" --list "$pool$file" 2>/dev/null |
            sed -n "s|.* => $pool\(/[^ ]*\) .*|\1|p" | while read -r library; do
            copy "$root" "$library"
        done
    done
    copy "$root" /lib64/ld-linux-x86-64.so.2
}

copy() { # ROOT FILE
    mkdir -p "$1$(dirname "$2")"
    [ -e "$1$2" ] || cp -aL "$pool$2" "$1$2"
}

# pack ROOT NAME:TAG CONFIG: loads the root as an image. The configuration is JSON without its braces.
pack() {
    local root=$1 name=$2 config=$3 image=$work/image
    rm -rf "$image" && mkdir -p "$image" "$root/etc" "$root/tmp" && chmod 1777 "$root/tmp"
    # Names of users, and "localhost" before DNS.
    [ -e "$root/etc/passwd" ] || echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
    [ -e "$root/etc/group" ] || echo 'root:x:0:' >"$root/etc/group"
    echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
    tar -C "$root" --sort=name --mtime=@0 --numeric-owner -cf "$image/layer.tar" .
    cat >"$image/config.json" <<END
{"architecture": "amd64", "os": "linux", "created": "1970-01-01T00:00:00Z",
 "config": {"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"], "Labels": {$FIXTURE_LABEL}, $config},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$(sha256sum "$image/layer.tar" | cut -d' ' -f1)"]}}
END
    printf '[{"Config": "config.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]}]' "$name" >"$image/manifest.json"
    tar -C "$image" -c config.json manifest.json layer.tar | "${CONTAINER_ENGINE:-docker}" load -q
}

# shell ROOT: busybox with all its programs, for images that need a shell. Not the static one: that crashes on look-ups in /etc/hosts.
shell() {
    local root=$1 applet
    take "$root" /bin/busybox
    copy_library "$root" libnss_files.so.2
    copy_library "$root" libnss_dns.so.2
    mkdir -p "$root/usr/bin"
    for applet in $("$root/bin/busybox" --list); do
        [ -e "$root/bin/$applet" ] || [ -e "$root/usr/bin/$applet" ] || ln -s busybox "$root/bin/$applet"
    done
}

copy_library() { # ROOT NAME: one that programs load by name while they run
    [ -e "$pool/lib/x86_64-linux-gnu/$2" ] && copy "$1" "/lib/x86_64-linux-gnu/$2" || true
}
