# Completion of steg in fish.
# Made by `make docs` from the tables in the code: change them there.

# Is the word after an option its value?
function __steg_takes # COMMAND OPTION
    switch "$argv"
        case 'new --title' 'new -t' 'new --module' 'new -m' 'new --ci' 'new --today' 'serve --port' 'serve -p' 'serve --bind' 'check --format' 'check --today' 'check --rev' 'check -r' 'check --jobs' 'check -j' 'list --course' 'list -c' 'list --format' 'list -f' 'list --rev' 'list -r' 'list --in' 'list -i' 'stats --format' 'stats -f' 'stats --rev' 'stats -r' 'log --course' 'log -c' 'log --format' 'log -f' 'log --number' 'log -n' 'diff --course' 'diff -c' 'diff --format' 'diff -f' 'build --out' 'build -o' 'build --rev' 'build -r' 'build --jobs' 'build -j' 'build --swap' 'publish --branch' 'publish -b' 'publish --rev' 'publish -r' 'publish --jobs' 'publish -j' '* --lang' '* --color'
            return 0
    end
    return 1
end

function __steg_say # ENGLISH NORWEGIAN
    set -l locale (string match -r '.+' -- $LC_ALL $LC_MESSAGES $LANG)
    if string match -qr '^n[bno]' -- $locale[1]
        echo $argv[2]
    else
        echo $argv[1]
    end
end

function __steg_names
    command git for-each-ref '--format=%(refname:short)' $argv 2>/dev/null
end

# Is this the command ("" for none yet), the how manieth word after it, and the first one?
function __steg_at # COMMAND [PLACE [FIRST]]
    set -l words (commandline -opc)
    set -l found
    set -l value 0
    for word in $words[2..]
        if test $value = 1
            set value 0
        else if string match -q -- '-*' $word
            __steg_takes "$found[1]" $word; and set value 1
        else
            set -a found $word
        end
    end
    test "$found[1]" = "$argv[1]"; or return 1
    test -z "$argv[2]"; or test (count $found) = $argv[2]; or return 1
    test -z "$argv[3]"; or test "$found[2]" = "$argv[3]"
end

complete -c steg -f
complete -c steg -n '__steg_at ""' -a new -d (__steg_say 'make files to begin with: a course, a module, a step or a method card' 'lag filer å begynne med: et kurs, en modul, et steg eller et metodekort')
complete -c steg -n '__steg_at ""' -a serve -d (__steg_say 'show the course in the browser while you write it' 'vis kurset i nettleseren mens dere skriver det')
complete -c steg -n '__steg_at ""' -a check -d (__steg_say 'look for what is wrong with the course, and what would make it better' 'se etter det som er galt i kurset, og det som kan bli bedre')
complete -c steg -n '__steg_at ""' -a explain -d (__steg_say 'say why a message is given, and how to mend it' 'si hvorfor en melding kommer, og hvordan det rettes')
complete -c steg -n '__steg_at ""' -a list -d (__steg_say 'list what is in the course, with ids, addresses and files' 'list opp det som er i kurset, med id-er, adresser og filer')
complete -c steg -n '__steg_at ""' -a stats -d (__steg_say 'tell how long the course is, and how heavy to read' 'fortell hvor langt kurset er, og hvor tungt det er å lese')
complete -c steg -n '__steg_at ""' -a log -d (__steg_say 'tell what each change did to the course, newest first' 'fortell hva hver endring gjorde med kurset, de nyeste først')
complete -c steg -n '__steg_at ""' -a diff -d (__steg_say 'tell what differs between two versions of the course' 'fortell hva som er forskjellig mellom to versjoner av kurset')
complete -c steg -n '__steg_at ""' -a build -d (__steg_say 'make the site from the course in DIR' 'lag nettstedet av kurset i DIR')
complete -c steg -n '__steg_at ""' -a publish -d (__steg_say 'put the site on a branch, ready to be sent out' 'legg nettstedet på en gren, klar til å sendes ut')
complete -c steg -n '__steg_at ""' -a schema -d (__steg_say 'tell an editor which keys there are' 'fortell redigeringsprogrammet hvilke nøkler som finnes')
complete -c steg -n '__steg_at ""' -a help -d (__steg_say 'say how steg, or one of its commands, is used' 'si hvordan steg, eller en av kommandoene, brukes')
complete -c steg -n '__steg_at ""' -a version -d (__steg_say 'say which steg this is' 'si hvilken steg dette er')
complete -c steg -l lang -x -a 'nb en' -d (__steg_say 'language of the messages (default: the locale\'s)' 'språket i meldingene (ellers det maskinen er satt opp med)')
complete -c steg -l color -x -a 'auto always never' -d (__steg_say 'colours in messages (default: auto, on a terminal)' 'farger i meldingene (ellers auto: i en terminal)')
complete -c steg -s h -l help -d (__steg_say 'this text' 'denne teksten')
complete -c steg -n '__steg_at ""' -l version -d (__steg_say 'which steg this is' 'hvilken steg dette er')
complete -c steg -n '__steg_at new' -s t -l title -x -d (__steg_say 'the title of a new course or step' 'tittelen på et nytt kurs eller steg')
complete -c steg -n '__steg_at new' -s m -l module -x -d (__steg_say 'the module for a new step (default: the one you are in)' 'modulen et nytt steg skal inn i (ellers den dere står i)')
complete -c steg -n '__steg_at new' -l ci -x -a 'github gitlab' -d (__steg_say 'let GitHub or GitLab make the site of a new course' 'la GitHub eller GitLab lage nettstedet av et nytt kurs')
complete -c steg -n '__steg_at new' -l today -x -d (__steg_say 'the date of review in a new module (default: today)' 'datoen en ny modul er gjennomgått (ellers dagens dato)')
complete -c steg -n '__steg_at new 1' -a 'course'
complete -c steg -n '__steg_at new 2 course' -a '(__fish_complete_directories)'
complete -c steg -n '__steg_at new 1' -a 'module'
complete -c steg -n '__steg_at new 1' -a 'step'
complete -c steg -n '__steg_at new 2 step' -a 'prework presentation reflection tryout followup literature text'
complete -c steg -n '__steg_at new 1' -a 'method'
complete -c steg -n '__steg_at serve' -s p -l port -x -d (__steg_say 'the port to show it at (default: the first free one from 7834)' 'porten det vises på (ellers den første ledige fra 7834)')
complete -c steg -n '__steg_at serve' -l bind -x -d (__steg_say 'an address of this machine, for others to see it too (default: 127.0.0.1)' 'en adresse maskinen har, så andre også kan se det (ellers 127.0.0.1)')
complete -c steg -n '__steg_at serve' -l open -d (__steg_say 'show it in the browser' 'vis det i nettleseren')
complete -c steg -n '__steg_at serve' -l poll -d (__steg_say 'look for changes twice a second: for network drives' 'se etter endringer to ganger i sekundet: for nettverksdisker')
complete -c steg -n '__steg_at serve' -l repeat -d (__steg_say 'say warnings again after each build: for an editor that reads along' 'si advarslene igjen etter hver bygging: for et redigeringsprogram som leser med')
complete -c steg -n '__steg_at serve' -s q -l quiet -d (__steg_say 'say only where it is shown, and what is wrong' 'si bare hvor det vises, og hva som er galt')
complete -c steg -n '__steg_at serve 1' -a '(__fish_complete_directories)'
complete -c steg -n '__steg_at check' -l format -x -a 'text gcc json sarif' -d (__steg_say 'how it is written: for people (text), editors, scripts or code hosts' 'hvordan det skrives: for folk (text), redigeringsprogrammer, skript eller kodelagre')
complete -c steg -n '__steg_at check' -l today -x -d (__steg_say 'the day that dates of review are held against (default: today)' 'dagen som datoene for gjennomgang holdes opp mot (ellers dagens dato)')
complete -c steg -n '__steg_at check' -l online -d (__steg_say 'ask other websites whether the links lead anywhere' 'spør andre nettsteder om lenkene fører noe sted')
complete -c steg -n '__steg_at check' -l strict -d (__steg_say 'warnings are errors' 'advarsler er feil')
complete -c steg -n '__steg_at check' -s r -l rev -x -a '(__steg_names refs/tags refs/heads refs/remotes)' -d (__steg_say 'look at the course as it was in a tag, branch or commit' 'se på kurset slik det var i en merkelapp (tag), gren eller innsjekking')
complete -c steg -n '__steg_at check' -s j -l jobs -x -d (__steg_say 'processes at a time (default: one for each processor)' 'hvor mange prosesser som arbeider (ellers én for hver prosessor)')
complete -c steg -n '__steg_at check' -s q -l quiet -d (__steg_say 'no tables of how hard the texts are and where links lead' 'ingen tabeller over hvor tunge tekstene er, og hvor lenkene fører')
complete -c steg -n '__steg_at check 1' -a '(__fish_complete_directories)'
complete -c steg -n '__steg_at explain 1' -a 'no-process no-memory interrupted workers-die unknown-command unknown-option option-needs-value option-takes-no-value too-many-words unknown-language bad-option-value output-lost new-nothing new-unknown new-nameless new-unquoted new-option new-unknown-kind new-title-empty new-title-signs new-title-long new-no-course new-unknown-module new-which-module new-no-module new-one-file new-name-taken new-exists new-not-empty new-not-folder new-disk-full new-no-permission new-failed new-list-by-hand log-no-commits revision-missing path-outside log-unread disk-full no-permission read-only io-failed source-missing file-no-permission symlink-leaves-course symlink-hidden symlink-dangling symlink-loop symlink-unchecked file-special file-too-big file-changing files-too-many name-not-utf8 name-control name-too-long path-too-long name-twice name-windows out-is-file out-not-ours out-is-source out-in-source out-refused out-manifest out-locked out-foreign out-mount out-no-swap out-twice out-file-and-folder out-bad-path git-owner git-sha256 git-format git-no-permission git-points-nowhere git-incomplete git-unusable git-missing git-partial git-broken git-revision git-shallow git-needed revision-symlink revision-submodule revision-lfs revision-no-folder git-not-written git-nobody git-locked git-branch-name revision-unknown revision-no-course version-unknown version-broken versions-without-git branch-is-source branch-checked-out branch-in-way branch-not-ours branch-manifest branch-conflict branch-overtaken branch-diverged publish-bare publish-no-commit publish-changed publish-new publish-gone publish-dirty publish-moving publish-no-place not-utf8 utf16 front-matter-unclosed front-matter-late front-matter-fence yaml-too-long yaml-too-deep yaml-too-many yaml-many-faults yaml-nul yaml-control-character yaml-tab yaml-colon yaml-colon-below yaml-hash yaml-hash-below yaml-first-character yaml-exclamation-mark yaml-tag yaml-asterisk yaml-ampersand yaml-text-after-bar yaml-quote-unclosed yaml-text-after-quote yaml-backslash yaml-bracket-unclosed yaml-bracket-mismatch yaml-text-after-bracket yaml-comma yaml-braces yaml-missing-comma yaml-empty-value yaml-no-space-after-colon yaml-hard-space yaml-no-colon yaml-indentation yaml-key-below-text yaml-no-dash yaml-list-without-key yaml-list-after-text yaml-block-indentation yaml-block-not-indented yaml-key-not-text yaml-merge-key duplicate-key yaml-second-document yaml-directive yaml-unreadable yaml-memory text-too-long line-too-long run-too-long too-many-markers table-too-wide table-too-large too-many-footnotes too-many-references text-too-deep text-too-costly box-unclosed box-stray box-attribute not-one-line heading-id footnote-undefined footnote-in-line link-with-space footnote-unused footnote-twice layout-too-big layout-not-text layout-tag-unclosed layout-tag-empty layout-tag-name layout-delimiters layout-dynamic-name layout-section-unclosed layout-close-unopened layout-close-wrong layout-too-deep layout-partial-unknown layout-recursion layout-expands layout-block-unknown layout-block-twice layout-ignored layout-name-unknown layout-field-unknown layout-not-record layout-print-record layout-print-list layout-print-bool layout-html-escaped layout-raw-text layout-html-place layout-unquoted layout-in-tag layout-in-comment layout-in-raw layout-in-code layout-not-url layout-glued layout-branch-opens layout-branch-closes layout-branch-changes layout-ends-inside page-endless unknown-key key-of-step key-elsewhere missing-key empty-value wants-text colon-in-text wants-list wants-dashes wants-keys wants-one-line unknown-word true-or-false wrong-number wrong-version wrong-minutes minutes-limit minutes-range wrong-date no-such-date wrong-id wrong-language wrong-url wrong-path wrong-alias wrong-colour no-course-file module-without-index folder-not-read file-not-read same-number translation-without-original unknown-module module-twice listed-twice translation-to-own translation-not-listed language-unknown translation-id-differs translated-term-unknown languages-without-own no-front-matter question-id-twice statement-id-twice task-id-twice task-without-id question-without-id url-and-file presentation-without-film minutes-and-per-group glossary-not-a-list term-twice edit-without-path edit-without-repository edit-unknown unknown-warning empty-address address-taken reserved-address alias-is-page module-id-taken page-id-taken two-literature-files svg-with-script link-out-of-course link-to-draft link-to-folder no-such-file not-a-page no-such-anchor not-a-picture unknown-term unknown-citation unknown-work unknown-method presentation-type captions-type transcript-type minutes-exceed minutes-differ no-purpose no-review-date no-transcript no-length anchor-not-translated no-minutes announced-task-missing question-lost decision-lost answers-lost id-changed heading-level-one heading-in-key heading-not-here heading-jump heading-empty id-twice colon-before-heading empty-link link-scheme link-to-disk absolute-link picture-without-text remote-picture unknown-box html-element html-attribute html-unclosed html-stray html-parent html-place html-none table-row-short table-row-long table-span-wide table-span-low table-cells-meet table-header-empty table-group-alone table-group-empty figure-count figure-key figure-long figure-loop figure-loop-forward literature-shape work-shape work-without-id work-id work-twice work-without-title work-without-type work-type work-key work-text work-date work-name work-doi work-url string-missing string-unknown string-placeholders string-months no-such-theme accent-too-light page-crashed page-timeout page-memory too-many-pages no-modules no-such-folder no-course-here git-bare unused-layout no-objectives no-leader-resource task-without-minutes meeting-over-frame tryout-without-followup step-in-step empty-page empty-task alt-is-file-name alt-says-nothing link-says-nothing column-without-heading language-not-marked no-captions no-accessibility-statement email-address phone-number national-id listed-name review-overdue no-review-by review-by-before-reviewed reviewed-ahead borrowed-without-source hard-to-read long-sentence unwanted-word citation-by-hand translation-missing translation-old translation-lacks-id translation-adds-id hidden-by-iis hidden-by-github long-address link-dead link-no-host link-moved link-unanswered no-curl curl-failed ignore-unused unknown-message port-taken ports-taken no-such-address port-refused serve-failed open-to-all watch-limit build-died no-browser'
complete -c steg -n '__steg_at list' -s c -l course -x -a '(__fish_complete_directories)' -d (__steg_say 'the course\'s folder (default: the one you stand in)' 'mappa kurset ligger i (ellers den dere står i)')
complete -c steg -n '__steg_at list' -s f -l format -x -a 'text json' -d (__steg_say 'for people, or for programs' 'for folk eller for programmer')
complete -c steg -n '__steg_at list' -s r -l rev -x -a '(__steg_names refs/tags refs/heads refs/remotes)' -d (__steg_say 'look at the course as it was in a tag, branch or commit' 'se på kurset slik det var i en merkelapp (tag), gren eller innsjekking')
complete -c steg -n '__steg_at list' -s i -l in -x -d (__steg_say 'in another of the course’s languages: nn' 'på et annet av språkene kurset finnes på: nn')
complete -c steg -n '__steg_at list 1' -a 'modules steps tasks questions films literature terms methods pages'
complete -c steg -n '__steg_at stats' -s f -l format -x -a 'text json csv' -d (__steg_say 'for people, for programs, or for a spreadsheet' 'for folk, for programmer eller for et regneark')
complete -c steg -n '__steg_at stats' -s r -l rev -x -a '(__steg_names refs/tags refs/heads refs/remotes)' -d (__steg_say 'look at the course as it was in a tag, branch or commit' 'se på kurset slik det var i en merkelapp (tag), gren eller innsjekking')
complete -c steg -n '__steg_at stats 1' -a '(__fish_complete_directories)'
complete -c steg -n '__steg_at log' -s c -l course -x -a '(__fish_complete_directories)' -d (__steg_say 'the course\'s folder (default: the one you stand in)' 'mappa kurset ligger i (ellers den dere står i)')
complete -c steg -n '__steg_at log' -s f -l format -x -a 'text markdown json' -d (__steg_say 'for people, for release notes, or for programs' 'for folk, til en nyhetsmelding eller for programmer')
complete -c steg -n '__steg_at log' -s n -l number -x -d (__steg_say 'how many changes, the newest first (default: 20; 0: all)' 'hvor mange endringer, de nyeste først (ellers 20; 0: alle)')
complete -c steg -n '__steg_at log 1' -F
complete -c steg -n '__steg_at diff' -s c -l course -x -a '(__fish_complete_directories)' -d (__steg_say 'the course\'s folder (default: the one you stand in)' 'mappa kurset ligger i (ellers den dere står i)')
complete -c steg -n '__steg_at diff' -s f -l format -x -a 'text markdown json' -d (__steg_say 'for people, for release notes, or for programs' 'for folk, til en nyhetsmelding eller for programmer')
complete -c steg -n '__steg_at diff' -l strict -d (__steg_say 'warnings are errors' 'advarsler er feil')
complete -c steg -n '__steg_at diff 1' -a '(__steg_names refs/tags refs/heads refs/remotes)'
complete -c steg -n '__steg_at diff 2' -a '(__steg_names refs/tags refs/heads refs/remotes)'
complete -c steg -n '__steg_at build' -s o -l out -x -a '(__fish_complete_directories)' -d (__steg_say 'the folder for the site (default: public in the project)' 'mappa nettstedet legges i (ellers public i prosjektet)')
complete -c steg -n '__steg_at build' -s r -l rev -x -a '(__steg_names refs/tags refs/heads refs/remotes)' -d (__steg_say 'build the course as it was in a tag, branch or commit' 'bygg kurset slik det var i en merkelapp (tag), gren eller innsjekking')
complete -c steg -n '__steg_at build' -s j -l jobs -x -d (__steg_say 'processes at a time (default: one for each processor)' 'hvor mange prosesser som arbeider (ellers én for hver prosessor)')
complete -c steg -n '__steg_at build' -l strict -d (__steg_say 'warnings are errors' 'advarsler er feil')
complete -c steg -n '__steg_at build' -l swap -x -a 'tree files' -d (__steg_say 'how the new site replaces the old one' 'hvordan det nye nettstedet erstatter det gamle')
complete -c steg -n '__steg_at build' -s v -l verbose -d (__steg_say 'say what was read, linked and written' 'si hva som ble lest, lenket og skrevet')
complete -c steg -n '__steg_at build' -s q -l quiet -d (__steg_say 'say nothing when all is well; warnings and errors are still told' 'si ingenting når alt er bra; advarsler og feil blir fortalt likevel')
complete -c steg -n '__steg_at build 1' -a '(__fish_complete_directories)'
complete -c steg -n '__steg_at publish' -s b -l branch -x -a '(__steg_names refs/heads)' -d (__steg_say 'the branch for the site (default: site)' 'grenen nettstedet legges på (ellers site)')
complete -c steg -n '__steg_at publish' -s r -l rev -x -a '(__steg_names refs/tags refs/heads refs/remotes)' -d (__steg_say 'publish the course as it was in a tag, branch or commit' 'publiser kurset slik det var i en merkelapp (tag), gren eller innsjekking')
complete -c steg -n '__steg_at publish' -l dirty -d (__steg_say 'publish also what is not committed' 'publiser også det som ikke er sjekket inn')
complete -c steg -n '__steg_at publish' -s j -l jobs -x -d (__steg_say 'processes at a time (default: one for each processor)' 'hvor mange prosesser som arbeider (ellers én for hver prosessor)')
complete -c steg -n '__steg_at publish' -l strict -d (__steg_say 'warnings are errors' 'advarsler er feil')
complete -c steg -n '__steg_at publish' -s v -l verbose -d (__steg_say 'say what was used and kept' 'si hva som ble brukt og beholdt')
complete -c steg -n '__steg_at publish' -s q -l quiet -d (__steg_say 'say nothing when all is well; warnings and errors are still told' 'si ingenting når alt er bra; advarsler og feil blir fortalt likevel')
complete -c steg -n '__steg_at publish 1' -a '(__fish_complete_directories)'
complete -c steg -n '__steg_at schema 1' -a 'course course-texts glossary literature front plain module short-module step leader method figure table'
complete -c steg -n '__steg_at help 1' -a 'new serve check explain list stats log diff build publish schema help version'
