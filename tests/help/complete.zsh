# What zsh offers after a line, one a line: zsh -f complete.zsh FOLDER 'steg build --o'
# A shell on a terminal of its own, where Tab is pressed. FOLDER holds _steg.
zmodload zsh/zpty || exit 2
zpty shell zsh -f -i
tell() { zpty -w shell "$1" }
tell 'PS1= PROMPT= RPROMPT= TERM=dumb LISTMAX=0'
tell "fpath=(${(q)1} \$fpath)"
tell 'autoload -Uz compinit; compinit -u -D'
# Matches are told as they are added.
tell 'compadd() { local -a found; builtin compadd -O found "$@"; print -rl -- "<match>"${^found}; builtin compadd "$@" }'
tell 'offer() { zle complete-word; print "<end>"; zle kill-whole-line; exit }'
tell 'zle -C complete-word complete-word _main_complete; zle -N offer; bindkey "^I" offer'
tell 'print "<"ready">"'
while zpty -r shell line; do [[ $line == *'<ready>'* ]] && break; done
zpty -n -w shell "$2"$'\t'
while zpty -r shell line; do
    line=${line//$'\r'/}
    [[ $line == *'<match>'* ]] && print -r -- "${${line##*'<match>'}%$'\n'}"
    [[ $line == *'<end>'* ]] && break
done
