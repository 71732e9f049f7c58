# shellcheck shell=bash
# What the scripts in tests/messages/*.md are written in; read by each of them. run.py says what the
# pages look like. $L is the language, $STEG the program, $HERE this folder, $FAULT_SO fault.c.

# steg ARGUMENTS…: the program, in the language of the case; FAULT="…" steg … meets that fault.
steg() {
    # shellcheck disable=SC2086
    LD_PRELOAD=${FAULT:+$FAULT_SO} ${by-} "$STEG" --lang "$L" "$@"
}

skip() {
    echo "skip: $*"
    exit 77
}

# named NAME VALUE: what varies from run to run stands as {NAME} on the page.
named() { printf '%s %s\n' "$1" "$2" >>"$NAMES"; }

# course [FOLDER]: the small course of tests/messages/course.
course() { mkdir -p "${1:-.}" && cp -r "$HERE/course/." "${1:-.}"; }

# repo [FOLDER]: the folder becomes a repository, with what lies in it as its first commit.
repo() {
    [ -d "${1:-.}/.git" ] || git init -q -b main "${1:-.}"
    git -C "${1:-.}" config user.name Kari
    git -C "${1:-.}" config user.email kari@example.no
    git -C "${1:-.}" config gc.auto 0
    commit Først "${1:-.}"
}

# commit SUBJECT [FOLDER]: all that has changed; an hour after the commit before.
commit() {
    clock=$((${clock:-1767261600} + 3600))
    git -C "${2:-.}" add -A
    GIT_AUTHOR_DATE="$clock +0100" GIT_COMMITTER_DATE="$clock +0100" \
        git -C "${2:-.}" commit -q --allow-empty -m "$1"
}

# nobody COMMAND…: as a user who owns nothing here and is not the superuser.
nobody() {
    [ "$(id -u)" -eq 0 ] || { "$@"; return; }
    command -v setpriv >/dev/null || skip "setpriv is not installed"
    by='setpriv --reuid 65534 --regid 65534 --clear-groups' "$@"
}

# apart SCRIPT: in a mount namespace, where disks can be mounted.
apart() {
    local as=
    [ "$(id -u)" -eq 0 ] || as='--user --map-root-user'
    # shellcheck disable=SC2086
    unshare $as --mount --propagation private true 2>/dev/null || skip "mount namespaces are not allowed here"
    # shellcheck disable=SC2086
    unshare $as --mount --propagation private bash -c ". '$HERE/helpers.sh'; $1"
}

# served ID OPTION…: shows the course, on some port, until the message has been said; then ends it, and tells what it
# said. {port}, {time} and {machine} vary.
served() {
    local said="$NAMES.served" id=$1 pid
    shift
    : >"$said"
    # shellcheck disable=SC2086
    (LD_PRELOAD=${FAULT:+$FAULT_SO} exec "$STEG" --lang "$L" serve --port 0 "$@" >"$said" 2>&1) &
    pid=$!
    until grep -q "Ctrl+C" "$said" && grep -q "\[$id\]" "$said"; do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.02
    done
    kill "$pid"
    wait "$pid"
    local status=$?
    sed -E -e "s#//$(uname -n):#//{machine}:#" -e 's#(http://[^/]*):[0-9]+/#\1:{port}/#' \
        -e 's/^[0-9]+ (pages|sider) /{pages} \1 /' -e 's/[0-9]+[.,][0-9]{2} (s|seconds|sekunder)\b/{time} \1/' "$said"
    return "$status"
}

# website: a web server of this machine, at http://127.0.0.1:$web/; see website.py.
website() {
    : >"$NAMES.port"
    python3 "$HERE/website.py" >"$NAMES.port" &
    until web=$(cat "$NAMES.port") && [ -n "$web" ]; do sleep 0.02; done
    named web "$web"
}
