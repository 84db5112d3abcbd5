# The steps of .ci/run. A step that fails is named at the end; the counts come from the result files that the tests write.
failures=()
passed=0 failed=0 skipped=0

# step NAME SECONDS COMMAND...: runs a command or function within a time limit and remembers whether it failed.
step() {
    local name=$1 limit=$2 begin=$SECONDS status=0
    shift 2
    printf '\n== %s\n' "$name"
    if [ "$(type -t "$1")" = function ]; then
        export -f "$1"
        timeout --kill-after=15 "$limit" bash -c '"$@"' - "$@" </dev/null || status=$?
    else
        timeout --kill-after=15 "$limit" "$@" </dev/null || status=$?
    fi
    printf '== %s: %s after %ss\n' "$name" "$([ $status -eq 0 ] && echo done || echo "FAILED ($status)")" $((SECONDS - begin))
    [ $status -eq 0 ] || failures+=("$name")
    return $status
}

# Servers are installed for the tests to start, each on its own port and data: none of them runs as a service.
install_what_tests_need() {
    local missing=()
    command -v redis-server >/dev/null || missing+=(redis-server)
    command -v ip >/dev/null || missing+=(iproute2) # A deployment is rehearsed in networks of its own.
    command -v iptables >/dev/null || missing+=(iptables)
    compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql)
    command -v docker-registry >/dev/null || missing+=(docker-registry) # Images are built and pushed to it.
    command -v chromium >/dev/null || missing+=(chromium fonts-dejavu-core) # The dashboard's page is tested in it.
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "Not installed, and this is not a Debian machine with root: ${missing[*]}"
        return 0
    fi

    local policy=/usr/sbin/policy-rc.d own_policy=0 status=0
    if [ ! -e $policy ]; then
        printf '#!/bin/sh\nexit 101\n' >$policy && chmod +x $policy && own_policy=1
    fi
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null || status=$?
    [ $own_policy -eq 1 ] && rm -f $policy
    return $status
}

# Where no docker daemon can be started, the tests of containers are skipped and say so.
start_container_engine() {
    if ! eng/containers/engine.sh start "$ENGINE_FOLDER"; then
        echo 'No docker daemon: the tests of containers are skipped.'
        return 0
    fi
    DOCKER_HOST=$ASPIRE_TEST_DOCKER_HOST eng/containers/images.sh
}

# The part of the tests of containers that shows what differs between the engines runs with podman as well.
start_podman() {
    if ! eng/containers/podman.sh start "$PODMAN_FOLDER" >/dev/null; then
        echo 'No podman: the tests of containers run with docker alone.'
        eng/containers/podman.sh stop "$PODMAN_FOLDER"
    elif [ -S "$ENGINE_FOLDER/docker.sock" ]; then
        DOCKER_HOST=$ASPIRE_TEST_DOCKER_HOST eng/containers/podman.sh copy "$PODMAN_FOLDER" busybox:1.36 redis:8.6 postgres:18.3 confluentinc/confluent-local:8.2.0
    else
        eng/containers/podman.sh images "$PODMAN_FOLDER"
    fi
}

test_with_podman() {
    [ -d "$PODMAN_FOLDER" ] || return 0
    eng/containers/podman.sh run "$PODMAN_FOLDER" tests/Containers.Tests/bin/Debug/net10.0/Containers.Tests \
        -noColor -noLogo -trait 'Engine=podman too' -maxThreads 4 -preEnumerateTheories -result-xml TestResults/Containers.Tests.podman.xml
}

stop_container_engines() {
    eng/containers/podman.sh stop "$PODMAN_FOLDER"
    eng/containers/engine.sh stop "$ENGINE_FOLDER"
}

check_format() {
    dotnet format whitespace App.sln --no-restore --verify-no-changes &&
        dotnet format style App.sln --no-restore --verify-no-changes
}

# The dashboard's page is committed as built, so that the .NET SDK alone is enough; here it is built anew and must be the same.
check_page() {
    if ! command -v npm >/dev/null; then
        echo "npm is not installed: the page is taken as it was committed."
        return 0
    fi
    (cd src/Aspire.Dashboard/Web && npm ci --silent --no-fund --no-audit && npm run build --silent >/dev/null) || return 1
    if [ -n "$(git status --porcelain -- src/Aspire.Dashboard/wwwroot)" ]; then
        echo "src/Aspire.Dashboard/wwwroot is not what Web/ builds. Run 'npm ci && npm run build' in src/Aspire.Dashboard/Web and commit the result."
        return 1
    fi
}

# Adds up what every test project left in TestResults/. No file from a project counts as a failure: it crashed or never ran.
check_results() {
    printf '\n== Results\n'
    local project
    for project in Api.Tests/*.csproj tests/*/*.Tests.csproj; do
        count_results "$(basename "$project" .csproj)" eng/expected-skips.txt
    done
    [ ! -d "$PODMAN_FOLDER" ] || count_results Containers.Tests.podman eng/expected-skips.podman.txt
}

count_results() { # NAME LIST-OF-EXPECTED-SKIPS
    local file=TestResults/$1.xml
    if [ ! -s "$file" ]; then
        echo "$1 left no results."
        failures+=("$1 left no results")
        return
    fi
    passed=$((passed + $(sum_of passed "$file")))
    failed=$((failed + $(sum_of failed "$file") + $(sum_of errors "$file")))
    skipped=$((skipped + $(sum_of skipped "$file")))
    check_skips "$file" "$2"
}

# sum_of ATTRIBUTE FILE: the sum of an attribute over the file's <assembly> elements.
sum_of() {
    grep -oE '<assembly [^>]*>' "$2" | grep -oE " $1=\"[0-9]+\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

# A test may be skipped only if the list names it. Where there is no docker daemon, it names whole groups of them.
check_skips() { # FILE LIST
    local name
    while IFS= read -r name; do
        name=${name%%(*}
        if [ ! -S "$ENGINE_FOLDER/docker.sock" ] && needs_docker "$name" "$2"; then
            echo "Skipped for want of docker: $name"
        elif grep -qE "^${name//./\\.}[[:space:]]" "$2"; then
            echo "Skipped as expected: $name"
        else
            echo "Skipped, and not in $2: $name"
            failures+=("unexpected skip of $name")
        fi
    done < <(grep -oE '<test [^>]*result="Skip"[^>]*>' "$1" | grep -oE ' name="[^"]*"' | sed 's/^ name="//; s/"$//')
}

# needs_docker TEST LIST: whether it is in a group of the list, a name that ends in ".*".
needs_docker() {
    local group
    while read -r group _; do
        [[ $group == *.\* && $1 == "${group%\*}"* ]] && return 0
    done <"$2"
    return 1
}

finish() {
    local failure
    for failure in "${failures[@]}"; do
        echo "FAILED: $failure"
    done
    echo "$passed passed, $failed failed, $skipped skipped"
    [ ${#failures[@]} -eq 0 ] && [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
    exit $?
}
