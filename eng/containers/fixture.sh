# Makes container images from Debian packages, for machines that reach no image registry. To be sourced.
#
# An image made here is tagged as the real one, honours what tests use of it, and says in a label that it is a fixture.
# A recipe (recipes/NAME.sh) sets `packages`, `environment` and `config`, and defines `fill ROOT`.

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pool=$work/pool # all packages, unpacked into one root

engine() {
    "${CONTAINER_ENGINE:-docker}" "$@"
}

# make NAME:TAG RECIPE [INPUT...]: loads the image, unless it is there and was made from the same recipe and inputs, or is the real one.
make() {
    local image=$1 recipe=$2 content there
    shift 2
    content=$(content_of fixture.sh recipes/"$recipe"* "$@")
    there=$(engine image inspect --format '{{with .Config.Labels}}{{index . "dev.aspire.fixture.content"}}{{end}}' "$image" 2>/dev/null) && [[ $there = "$content" || -z $there ]] && return 0
    local root=$work/$recipe packages=() environment=() config=''
    source "recipes/$recipe.sh"
    if [ ! -d "$root" ]; then
        mkdir -p "$root"
        fetch "${packages[@]}"
        fill "$root"
    fi
    pack "$root" "$image" "$content"
}

content_of() { # FILE-OR-FOLDER...
    find "$@" -type f -print0 | sort -z | xargs -0 cat | sha256sum | cut -c-16
}

# fetch PACKAGE...: unpacks packages with all that they depend on, as if nothing were installed here.
fetch() {
    local cache=${FIXTURE_CACHE:-$work/cache} state=$work/state archive
    mkdir -p "$cache/partial" "$pool" "$work/unpacked" && : >"$state"
    apt-get -qq -o Dir::State::status="$state" -o Dir::Cache::archives="$cache" -o APT::Sandbox::User=root \
        install -y --no-install-recommends --download-only "$@" >/dev/null
    for archive in "$cache"/*.deb; do
        [ -e "$work/unpacked/${archive##*/}" ] && continue
        dpkg-deb -x "$archive" "$pool"
        : >"$work/unpacked/${archive##*/}"
    done
}

# take ROOT FILE...: copies files of the pool into the root of an image, programs and libraries with the libraries that they load.
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

# script ROOT PATH FILE: a program of ours, from the folder of the recipes.
script() {
    install -D -m 755 "recipes/$3" "$1$2"
}

# user ROOT NAME ID: a user beside root, with a group of the same name and id.
user() {
    mkdir -p "$1/etc"
    printf '%s\n' 'root:x:0:0:root:/root:/bin/sh' "$2:x:$3:$3::/:/bin/sh" >"$1/etc/passwd"
    printf '%s\n' 'root:x:0:' "$2:x:$3:" >"$1/etc/group"
}

# shell ROOT: busybox with all its programs, for images that need a shell. Not the static one: that crashes on look-ups in /etc/hosts.
shell() {
    local root=$1 applet
    take "$root" /bin/busybox
    mkdir -p "$root/usr/bin"
    for applet in $("$root/bin/busybox" --list); do
        [ -e "$root/bin/$applet" ] || [ -e "$root/usr/bin/$applet" ] || ln -s busybox "$root/bin/$applet"
    done
}

# dotnet_runtime ROOT FRAMEWORK...: the .NET runtime of this machine, and what its native parts load.
dotnet_runtime() {
    local root=$1 framework home
    shift
    home=$(dirname "$(readlink -f "$(command -v dotnet)")")
    mkdir -p "$root/usr/share/dotnet/shared"
    cp -a "$home/dotnet" "$home/host" "$root/usr/share/dotnet/"
    for framework in "$@"; do
        cp -a "$home/shared/$framework" "$root/usr/share/dotnet/shared/"
    done
    mkdir -p "$root/usr/bin" && ln -s ../share/dotnet/dotnet "$root/usr/bin/dotnet"
    take "$root" /usr/lib/x86_64-linux-gnu/libstdc++.so.6 /usr/lib/x86_64-linux-gnu/libssl.so.3 /lib/x86_64-linux-gnu/libz.so.1 \
        /lib/x86_64-linux-gnu/lib{dl,pthread,rt,m}.so.?
}

# pack ROOT NAME:TAG CONTENT: loads the root as an image.
pack() {
    local root=$1 name=$2 content=$3 image=$work/image variable variables=''
    rm -rf "$image" && mkdir -p "$image" "$root/etc" "$root/tmp" && chmod 1777 "$root/tmp"
    [ -e "$root/etc/passwd" ] || echo 'root:x:0:0:root:/root:/bin/sh' >"$root/etc/passwd"
    [ -e "$root/etc/group" ] || echo 'root:x:0:' >"$root/etc/group"
    echo 'hosts: files dns' >"$root/etc/nsswitch.conf" # "localhost" before DNS
    tar -C "$root" --sort=name --mtime=@0 --numeric-owner -cf "$image/layer.tar" .
    for variable in "${environment[@]}"; do
        variables+=", \"$variable\""
    done
    cat >"$image/config.json" <<END
{"architecture": "amd64", "os": "linux", "created": "1970-01-01T00:00:00Z",
 "config": {"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"$variables],
            "Labels": {"dev.aspire.fixture": "Made from Debian packages for tests; not the real image", "dev.aspire.fixture.content": "$content"},
            $config},
 "history": [{"created": "1970-01-01T00:00:00Z", "created_by": "eng/containers"}],
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$(sha256sum "$image/layer.tar" | cut -d' ' -f1)"]}}
END
    printf '[{"Config": "config.json", "RepoTags": ["%s"], "Layers": ["layer.tar"]}]' "$name" >"$image/manifest.json"
    tar -C "$image" -c config.json manifest.json layer.tar | engine load -q
}
