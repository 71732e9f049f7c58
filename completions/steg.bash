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
    'check --format') takes='text|gcc|json|sarif' ;;
    'check --today') takes='text' ;;
    'check --rev' | 'check -r') takes='revision' ;;
    'check --jobs' | 'check -j') takes='text' ;;
    'list --course' | 'list -c') takes='folder' ;;
    'list --format' | 'list -f') takes='text|json' ;;
    'list --rev' | 'list -r') takes='revision' ;;
    'list --in' | 'list -i') takes='text' ;;
    'stats --format' | 'stats -f') takes='text|json|csv' ;;
    'stats --rev' | 'stats -r') takes='revision' ;;
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
    serve) takes='--port|--bind|--open|--poll|--repeat|--quiet|--lang|--color|--help' ;;
    check) takes='--format|--today|--online|--strict|--rev|--jobs|--quiet|--lang|--color|--help' ;;
    explain) takes='--lang|--color|--help' ;;
    list) takes='--course|--format|--rev|--in|--lang|--color|--help' ;;
    stats) takes='--format|--rev|--lang|--color|--help' ;;
    log) takes='--course|--format|--number|--lang|--color|--help' ;;
    diff) takes='--course|--format|--strict|--lang|--color|--help' ;;
    build) takes='--out|--rev|--jobs|--strict|--swap|--verbose|--quiet|--lang|--color|--help' ;;
    publish) takes='--branch|--rev|--dirty|--jobs|--strict|--verbose|--quiet|--lang|--color|--help' ;;
    schema) takes='--lang|--color|--help' ;;
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
    'check 1 '*) takes='folder' ;;
    'explain 1 '*) takes='no-process|no-memory|interrupted|workers-die|unknown-command|unknown-option|option-needs-value|option-takes-no-value|too-many-words|unknown-language|bad-option-value|output-lost|new-nothing|new-unknown|new-nameless|new-unquoted|new-option|new-unknown-kind|new-title-empty|new-title-signs|new-title-long|new-no-course|new-unknown-module|new-which-module|new-no-module|new-one-file|new-name-taken|new-exists|new-not-empty|new-not-folder|new-disk-full|new-no-permission|new-failed|new-list-by-hand|log-no-commits|revision-missing|path-outside|log-unread|disk-full|no-permission|read-only|io-failed|source-missing|file-no-permission|symlink-leaves-course|symlink-hidden|symlink-dangling|symlink-loop|symlink-unchecked|file-special|file-too-big|file-changing|files-too-many|name-not-utf8|name-control|name-too-long|path-too-long|name-twice|name-windows|out-is-file|out-not-ours|out-is-source|out-in-source|out-refused|out-manifest|out-locked|out-foreign|out-mount|out-no-swap|out-twice|out-file-and-folder|out-bad-path|git-owner|git-sha256|git-format|git-no-permission|git-points-nowhere|git-incomplete|git-unusable|git-missing|git-partial|git-broken|git-revision|git-shallow|git-needed|revision-symlink|revision-submodule|revision-lfs|revision-no-folder|git-not-written|git-nobody|git-locked|git-branch-name|revision-unknown|revision-no-course|version-unknown|version-broken|versions-without-git|branch-is-source|branch-checked-out|branch-in-way|branch-not-ours|branch-manifest|branch-conflict|branch-overtaken|branch-diverged|publish-bare|publish-no-commit|publish-changed|publish-new|publish-gone|publish-dirty|publish-moving|publish-no-place|not-utf8|utf16|front-matter-unclosed|front-matter-late|front-matter-fence|yaml-too-long|yaml-too-deep|yaml-too-many|yaml-many-faults|yaml-nul|yaml-control-character|yaml-tab|yaml-colon|yaml-colon-below|yaml-hash|yaml-hash-below|yaml-first-character|yaml-exclamation-mark|yaml-tag|yaml-asterisk|yaml-ampersand|yaml-text-after-bar|yaml-quote-unclosed|yaml-text-after-quote|yaml-backslash|yaml-bracket-unclosed|yaml-bracket-mismatch|yaml-text-after-bracket|yaml-comma|yaml-braces|yaml-missing-comma|yaml-empty-value|yaml-no-space-after-colon|yaml-hard-space|yaml-no-colon|yaml-indentation|yaml-key-below-text|yaml-no-dash|yaml-list-without-key|yaml-list-after-text|yaml-block-indentation|yaml-block-not-indented|yaml-key-not-text|yaml-merge-key|duplicate-key|yaml-second-document|yaml-directive|yaml-unreadable|yaml-memory|text-too-long|line-too-long|run-too-long|too-many-markers|table-too-wide|table-too-large|too-many-footnotes|too-many-references|text-too-deep|text-too-costly|box-unclosed|box-stray|box-attribute|not-one-line|heading-id|footnote-undefined|footnote-in-line|link-with-space|footnote-unused|footnote-twice|layout-too-big|layout-not-text|layout-tag-unclosed|layout-tag-empty|layout-tag-name|layout-delimiters|layout-dynamic-name|layout-section-unclosed|layout-close-unopened|layout-close-wrong|layout-too-deep|layout-partial-unknown|layout-recursion|layout-expands|layout-block-unknown|layout-block-twice|layout-ignored|layout-name-unknown|layout-field-unknown|layout-not-record|layout-print-record|layout-print-list|layout-print-bool|layout-html-escaped|layout-raw-text|layout-html-place|layout-unquoted|layout-in-tag|layout-in-comment|layout-in-raw|layout-in-code|layout-not-url|layout-glued|layout-branch-opens|layout-branch-closes|layout-branch-changes|layout-ends-inside|page-endless|unknown-key|key-of-step|key-elsewhere|missing-key|empty-value|wants-text|colon-in-text|wants-list|wants-dashes|wants-keys|wants-one-line|unknown-word|true-or-false|wrong-number|wrong-version|wrong-minutes|minutes-limit|minutes-range|wrong-date|no-such-date|wrong-id|wrong-language|wrong-url|wrong-path|wrong-alias|wrong-colour|no-course-file|module-without-index|folder-not-read|file-not-read|same-number|translation-without-original|unknown-module|module-twice|listed-twice|translation-to-own|translation-not-listed|language-unknown|translation-id-differs|translated-term-unknown|languages-without-own|no-front-matter|question-id-twice|statement-id-twice|task-id-twice|task-without-id|question-without-id|url-and-file|presentation-without-film|minutes-and-per-group|glossary-not-a-list|term-twice|edit-without-path|edit-without-repository|edit-unknown|unknown-warning|empty-address|address-taken|reserved-address|alias-is-page|module-id-taken|page-id-taken|two-literature-files|svg-with-script|link-out-of-course|link-to-draft|link-to-folder|no-such-file|not-a-page|no-such-anchor|not-a-picture|unknown-term|unknown-citation|unknown-work|unknown-method|presentation-type|captions-type|transcript-type|minutes-exceed|minutes-differ|no-purpose|no-review-date|no-transcript|no-length|anchor-not-translated|no-minutes|announced-task-missing|question-lost|decision-lost|answers-lost|id-changed|heading-level-one|heading-in-key|heading-not-here|heading-jump|heading-empty|id-twice|colon-before-heading|empty-link|link-scheme|link-to-disk|absolute-link|picture-without-text|remote-picture|unknown-box|html-element|html-attribute|html-unclosed|html-stray|html-parent|html-place|html-none|table-row-short|table-row-long|table-span-wide|table-span-low|table-cells-meet|table-header-empty|table-group-alone|table-group-empty|figure-count|figure-key|figure-long|figure-loop|figure-loop-forward|literature-shape|work-shape|work-without-id|work-id|work-twice|work-without-title|work-without-type|work-type|work-key|work-text|work-date|work-name|work-doi|work-url|string-missing|string-unknown|string-placeholders|string-months|no-such-theme|accent-too-light|page-crashed|page-timeout|page-memory|too-many-pages|no-modules|no-such-folder|no-course-here|git-bare|unused-layout|no-objectives|no-leader-resource|task-without-minutes|meeting-over-frame|tryout-without-followup|step-in-step|empty-page|empty-task|alt-is-file-name|alt-says-nothing|link-says-nothing|column-without-heading|language-not-marked|no-captions|no-accessibility-statement|email-address|phone-number|national-id|listed-name|review-overdue|no-review-by|review-by-before-reviewed|reviewed-ahead|borrowed-without-source|hard-to-read|long-sentence|unwanted-word|citation-by-hand|translation-missing|translation-old|translation-lacks-id|translation-adds-id|hidden-by-iis|hidden-by-github|long-address|link-dead|link-no-host|link-moved|link-unanswered|no-curl|curl-failed|ignore-unused|unknown-message|port-taken|ports-taken|no-such-address|port-refused|serve-failed|open-to-all|watch-limit|build-died|no-browser' ;;
    'list 1 '*) takes='modules|steps|tasks|questions|films|literature|terms|methods|pages' ;;
    'stats 1 '*) takes='folder' ;;
    'log 1 '*) takes='file' ;;
    'diff 1 '*) takes='revision' ;;
    'diff 2 '*) takes='revision' ;;
    'build 1 '*) takes='folder' ;;
    'publish 1 '*) takes='folder' ;;
    'schema 1 '*) takes='course|course-texts|glossary|literature|front|plain|module|short-module|step|leader|method|figure|table' ;;
    'help 1 '*) takes='new|serve|check|explain|list|stats|log|diff|build|publish|schema|help|version' ;;
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
