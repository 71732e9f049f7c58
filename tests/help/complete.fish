# What fish offers after a line, one a line: fish --no-config complete.fish FILE 'steg build --o'
source $argv[1]
complete -C $argv[2]
