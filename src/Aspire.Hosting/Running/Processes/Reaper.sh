# Ends what a run started when the run itself no longer can: it was killed, or it crashed.
#
# The run holds the other end of the standard input. Lines on it say what there is to end:
#
#   folder <path>                         a temporary folder of the run
#   starting <marker> <folder>            a process is about to be started, with the marker in its environment, in the folder
#   started <marker> <process> <signal> <start time>
#                                         it leads a session; the signal is what asks it to end; - to look up the time here
#   cancelled <marker>                    it could not be started
#   ended <process>                       it has ended, with all that was in its session
#   hurry                                 what is left is to be killed without being asked
#   over                                  the run ends in order
#   engine <program> <run>                a container engine holds containers, networks and volumes with the run in a label
#   no-engine <program> <run>             they are removed
#
# However the run ends, the system closes its end of the input. Then all that is still noted is ended and removed.

trap '' HUP INT TERM
unset ASPIRE_REAPER
terminal= # whether descriptor 3 is the terminal that the run writes to
[ -t 1 ] && exec 3>&1 && terminal=yes
exec >/dev/null 2>&1
LC_ALL=C
export LC_ALL

folders=    # one a line
pending=' ' # markers
homes=      # <marker> <the folder that it starts in>, one a line
born=       # when this script started
engines=' ' # <program>/<run>
sessions=' ' # <process>/<its start time>/<signal>
patience=10 # fifths of a second

# Sets $state, $session and $start of a process; fails if there is none. The start time tells a process from a later one that
# was given the same id.
look() {
    if [ -r /proc/self/stat ]; then
        read -r stat <"/proc/$1/stat" || return 1
        set -- ${stat##*) } # the program's name, in brackets, may hold anything
        state=$1 session=$4 start=${20}
    else
        set -- $(ps -o lstart= -p "$1")
        state= session= start=$1_$2_$3_$4_$5
        [ $# -gt 0 ]
    fi
}

without() { # <list> <item>
    case $1 in
    *" $2 "*) list="${1%% "$2" *} ${1#* "$2" }" ;;
    *) list=$1 ;;
    esac
}

forget_session() { # <process>
    for entry in $sessions; do
        case $entry in "$1"/*) without "$sessions" "$entry" && sessions=$list ;; esac
    done
}

note() { # <word> <arguments>
    case $1 in
    folder) folders="$folders$2
" ;;
    starting)
        pending="$pending${2%% *} "
        homes="$homes$2
"
        ;;
    cancelled) without "$pending" "$2" && pending=$list ;;
    started)
        set -- $2
        without "$pending" "$1" && pending=$list
        start=$4
        [ "$start" != - ] || look "$2" || start=gone
        sessions="$sessions$2/$start/$3 "
        ;;
    ended) forget_session "$2" ;;
    hurry) patience=0 ;;
    over) terminal= ;;
    engine) engines="$engines${2% *}/${2#* } " ;;
    no-engine) without "$engines" "${2% *}/${2#* }" && engines=$list ;;
    esac
}

forget_ids_in_use_by_others() {
    for entry in $sessions; do
        process=${entry%%/*} known=${entry#*/}
        if look "$process" && [ "$start" != "${known%/*}" ]; then
            without "$sessions" "$entry" && sessions=$list
        fi
    done
}

# Runs a command with each process that is left of a session, and the signal that asks the session to end. Elsewhere than
# on Linux nobody tells who is in a session, and it is the process group of its leader, with a minus.
each_process() { # <command>
    if [ -r /proc/self/stat ]; then
        for folder in /proc/[0-9]*; do
            process=${folder#/proc/}
            # One that has ended stays in the list, as Z, until its parent asks how it ended.
            look "$process" && [ "$state" != Z ] || continue
            case $sessions in
            *" $session/"*) leader=$session ;;
            *" $process/"*) leader=$process ;; # started this moment: it has not made its session yet
            *) continue ;;
            esac
            entry=${sessions#*" $leader/"} && entry=${entry%% *}
            "$1" "$process" "${entry##*/}"
        done
    else
        for entry in $sessions; do
            kill -0 "-${entry%%/*}" && "$1" "-${entry%%/*}" "${entry##*/}"
        done
    fi
}

ask_to_end() { # <process> <signal>
    kill "-$2" "$1"
}

kill_at_once() { # <process> <signal>
    kill -KILL "$1"
}

count() {
    running=$((running + 1))
}

# A process whose start was announced and not confirmed: the run died in between. Only the marker tells which it is.
signal_pending() { # <signal>
    for marker in $pending; do
        found=$(grep -lsF "ASPIRE_START=$marker" /proc/[0-9]*/environ)
        for file in $found; do
            process=${file#/proc/}
            kill "-$1" "${process%/environ}"
        done
        [ -n "$found" ] || signal_erased "$1" "$(printf %s "$homes" | sed -n "s|^$marker ||p")"
    done
}

# Some programs write over their environment, as redis-server does to show its state there. Then it is whatever has none,
# leads a session, and was started since this run began in the folder of the one that was announced.
signal_erased() { # <signal> <folder>
    for folder in /proc/[0-9]*; do
        process=${folder#/proc/}
        [ "$folder/cwd" -ef "$2" ] && look "$process" && [ "$session" = "$process" ] && [ "$start" -ge "$born" ] || continue
        grep -qs = "$folder/environ" || kill "-$1" "$process"
    done
}

# Removes what the engine holds of a run, of all kinds. Fails if there was nothing.
remove_from_engine() { # <program> <run>
    label=label=dev.aspire.run=$2 found=1
    at_once= && [ "$1" != podman ] || at_once='-t 0' # by itself podman asks them to end first, and waits
    containers=$("$1" ps -aq --filter "$label")
    [ -z "$containers" ] || { "$1" rm -f -v $at_once $containers && found=0; }
    for network in $("$1" network ls -q --filter "$label"); do
        # Containers that are kept over runs are still on it.
        for member in $("$1" ps -aq --filter "network=$network"); do
            "$1" network disconnect -f "$network" "$member"
        done
        "$1" network rm "$network" && found=0
    done
    for volume in $("$1" volume ls -q --filter "$label"); do
        "$1" volume rm -f "$volume" && found=0
    done
    return $found
}

# The engine may still be at work on what it was asked for last: it is asked until nothing comes any more.
clean_engines() {
    for engine in $engines; do
        left=20 quiet=0
        while [ $left -gt 0 ] && [ $quiet -lt 3 ]; do
            left=$((left - 1))
            if remove_from_engine "${engine%/*}" "${engine#*/}"; then quiet=0; else quiet=$((quiet + 1)); fi
            [ $quiet -eq 3 ] || sleep 0.3
        done
    done
}

remove_folders() {
    printf %s "$folders" | while IFS= read -r folder; do
        rm -rf "$folder"
    done
}

look $$ && born=$start
while read -r word arguments; do
    note "$word" "$arguments"
done

# The run may have been killed in the middle of a coloured line.
[ -z "$terminal" ] || printf '\033[0m' >&3
exec 3>&-

forget_ids_in_use_by_others
if [ "$sessions$pending" != '  ' ]; then
    if [ $patience -gt 0 ]; then
        each_process ask_to_end
        signal_pending TERM
    fi
    running=0 && each_process count
    while [ $patience -gt 0 ] && [ $running -gt 0 ]; do
        patience=$((patience - 1))
        sleep 0.2
        running=0 && each_process count
    done
    # Between fork and exec a process does not have its marker yet.
    [ "$pending" = ' ' ] || sleep 0.2
    each_process kill_at_once
    signal_pending KILL
    sleep 0.1
fi
clean_engines
remove_folders
exit 0
