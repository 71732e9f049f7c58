# What bash offers after a line, one a line: bash complete.bash FILE 'steg build --o'
source "$1"
read -ra COMP_WORDS <<<"$2"
[[ $2 != *' ' ]] || COMP_WORDS+=('')
COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
COMPREPLY=()
_steg
((${#COMPREPLY[@]} == 0)) || printf '%s\n' "${COMPREPLY[@]}"
