#!/bin/sh
# Uploads a course made by steg to an object store, so that nobody meets a page without its files:
# what pages use comes first, pages next, and what is gone is removed another day.
#
#     upload.sh public lager:kurs             uploads what differs
#     upload.sh --remove public lager:kurs    the day after: removes what the site no longer has
#
# lager: is a remote of rclone (https://rclone.org; `rclone config` makes one for any provider), kurs
# the bucket, used for nothing else.
set -eu
remove=
if [ "${1-}" = --remove ]; then
    remove=yes
    shift
fi
if [ $# -ne 2 ] || [ ! -f "$1/index.html" ]; then
    echo "Usage: upload.sh [--remove] SITE REMOTE:BUCKET, where SITE is the folder that steg made" >&2
    exit 2
fi
site=$1 to=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

forever='public, max-age=31536000, immutable'
brief='public, max-age=0, s-maxage=300, must-revalidate'

# All but hidden names (.steg/, .nojekyll) and what is meant for web servers.
(cd "$site" && find . -type f ! -path '*/.*' ! -name web.config ! -name CNAME) | sed 's|^\./||' | sort >"$work/site"

if [ "$remove" ]; then
    rclone lsf -R --files-only "$to" | sort >"$work/there"
    comm -13 "$work/site" "$work/there" >"$work/gone"
    sed 's/^/removed: /' "$work/gone"
    [ ! -s "$work/gone" ] || rclone delete --files-from-raw "$work/gone" "$to"
    exit
fi

put() { # Content-Type, Cache-Control: what $work/now lists
    rclone copy --checksum --files-from-raw "$work/now" --header-upload "Content-Type: $1" \
        --header-upload "Cache-Control: $2" "$site" "$to" </dev/null
}

send() { # list, Cache-Control: each type by itself, for a machine's own list of types may be short
    [ -s "$work/$1" ] || return 0
    while read -r endings type; do
        grep -iE "\.($endings)\$" "$work/$1" >"$work/now" || continue
        put "$type" "$2"
        grep -ivE "\.($endings)\$" "$work/$1" >"$work/left" || true
        mv "$work/left" "$work/$1"
    done <<'TYPES'
html text/html; charset=utf-8
css text/css; charset=utf-8
js text/javascript; charset=utf-8
vtt text/vtt; charset=utf-8
txt text/plain; charset=utf-8
csv text/csv; charset=utf-8
json application/json; charset=utf-8
pdf application/pdf
zip application/zip
epub application/epub+zip
svg image/svg+xml; charset=utf-8
png image/png
jpg|jpeg image/jpeg
gif image/gif
webp image/webp
mp4 video/mp4
webm video/webm
mp3 audio/mpeg
m4a audio/mp4
ogg audio/ogg
docx application/vnd.openxmlformats-officedocument.wordprocessingml.document
pptx application/vnd.openxmlformats-officedocument.presentationml.presentation
xlsx application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
odt application/vnd.oasis.opendocument.text
odp application/vnd.oasis.opendocument.presentation
ods application/vnd.oasis.opendocument.spreadsheet
TYPES
    [ -s "$work/$1" ] || return 0
    mv "$work/$1" "$work/now"
    put application/octet-stream "$2"
}

# Files that are named after their content never change; pages come last.
named='^(v/[^/]+/)?assets/.+-[0-9a-f]{16}\.(css|js|svg|png|jpg|webp)$'
grep -E "$named" "$work/site" | grep -vE '^(v/[^/]+/)?assets/text/' >"$work/named" || true
grep -E '\.html$' "$work/site" >"$work/pages"
sort "$work/named" "$work/pages" | comm -23 "$work/site" - >"$work/others"
send named "$forever"
send others "$brief"
send pages "$brief"
