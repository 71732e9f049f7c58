# Completion of steg in bash.
# Made by `make docs` from the tables in the code: change them there.

# What stands after an option, in $takes; nothing for a switch.
_steg_value() { # COMMAND OPTION
    takes=
    case "$1 $2" in
    'new --title' | 'new -t') takes='text' ;;
    'new --module' | 'new -m') takes='text' ;;
    'new --ci') takes='github|gitlab' ;;
    'new --today') takes='text' ;;
    'serve --port' | 'serve -p') takes='text' ;;
    'serve --bind') takes='text' ;;
    'log --course' | 'log -c') takes='folder' ;;
    'log --format' | 'log -f') takes='text|markdown|json' ;;
    'log --number' | 'log -n') takes='text' ;;
    'diff --course' | 'diff -c') takes='folder' ;;
    'diff --format' | 'diff -f') takes='text|markdown|json' ;;
    'build --out' | 'build -o') takes='folder' ;;
    'build --rev' | 'build -r') takes='revision' ;;
    'build --jobs' | 'build -j') takes='text' ;;
    'build --swap') takes='tree|files' ;;
    'publish --branch' | 'publish -b') takes='branch' ;;
    'publish --rev' | 'publish -r') takes='revision' ;;
    'publish --jobs' | 'publish -j') takes='text' ;;
    esac
    case $2 in
    --lang) takes='nb|en' ;;
    --color) takes='auto|always|never' ;;
    esac
}

_steg_options() { # COMMAND
    case $1 in
    new) takes='--title|--module|--ci|--today|--lang|--color|--help' ;;
    serve) takes='--port|--bind|--open|--poll|--lang|--color|--help' ;;
    log) takes='--course|--format|--number|--lang|--color|--help' ;;
    diff) takes='--course|--format|--strict|--lang|--color|--help' ;;
    build) takes='--out|--rev|--jobs|--strict|--swap|--verbose|--quiet|--lang|--color|--help' ;;
    publish) takes='--branch|--rev|--dirty|--jobs|--strict|--verbose|--quiet|--lang|--color|--help' ;;
    help) takes='--lang|--color|--help' ;;
    version) takes='--lang|--color|--help' ;;
    *) takes='--lang|--color|--help|--version' ;;
    esac
}

# The how manieth word after a command, when the first one is known.
_steg_operand() { # COMMAND PLACE FIRST
    takes=text
    case "$1 $2 $3" in
    'new 1 '*) takes='course|module|step|method' ;;
    'new 2 ''course') takes='folder' ;;
    'new 2 ''module') takes='text' ;;
    'new 2 ''step') takes='prework|presentation|reflection|tryout|followup|literature|text' ;;
    'new 2 ''method') takes='text' ;;
    'serve 1 '*) takes='folder' ;;
    'log 1 '*) takes='file' ;;
    'diff 1 '*) takes='revision' ;;
    'diff 2 '*) takes='revision' ;;
    'build 1 '*) takes='folder' ;;
    'publish 1 '*) takes='folder' ;;
    'help 1 '*) takes='new|serve|log|diff|build|publish|help|version' ;;
    esac
}

# Those lines of standard input that begin with a word, quoted for the shell.
_steg_matching() { # WORD
    local line quoted
    while IFS= read -r line; do
        [[ $line == "$1"* ]] || continue
        printf -v quoted %q "$line"
        COMPREPLY+=("$quoted")
    done
}

_steg_names() { # -d or -f, WORD: folders or files
    local line
    compopt -o filenames 2>/dev/null
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(compgen "$1" -- "$2")
}

_steg_reply() { # WORD: what fits it, of what $takes says
    local git='git for-each-ref --format=%(refname:short)'
    case $takes in
    text) ;;
    folder) _steg_names -d "$1" ;;
    file) _steg_names -f "$1" ;;
    revision) _steg_matching "$1" < <($git refs/tags refs/heads refs/remotes 2>/dev/null) ;;
    branch) _steg_matching "$1" < <($git refs/heads 2>/dev/null) ;;
    *) _steg_matching "$1" <<<"${takes//|/$'\n'}" ;;
    esac
}

_steg() {
    local word=${COMP_WORDS[COMP_CWORD]} command= first= takes= past i
    local -i place=1 value=0 plain=0
    COMPREPLY=()
    for ((i = 1; i < COMP_CWORD; i++)); do
        past=${COMP_WORDS[i]}
        if [[ $past == '=' ]]; then # bash makes three words of --out=x
            continue
        elif ((value)); then
            value=0
        elif [[ $past == '--' ]]; then
            plain=1
        elif [[ $past == -?* ]] && ((!plain)); then
            _steg_value "$command" "$past"
            [[ -z $takes ]] || value=1
        elif [[ -z $command ]]; then
            command=$past
        else
            ((place++ > 1)) || first=$past
        fi
    done
    [[ $word != '=' ]] || word=
    if ((!value)); then
        if [[ $word == -* ]] && ((!plain)); then
            _steg_options "$command"
        elif [[ -z $command ]]; then
            _steg_operand help 1 ''
        else
            _steg_operand "$command" "$place" "$first"
        fi
    fi
    _steg_reply "$word"
}

complete -F _steg steg
