#!/bin/sh
# Makes docs/brief.png from the example corpus; needs chromium, uses pngquant where there is one.
# usage: docs/brief-picture.sh   (from the repository's root, detente on the PATH)
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
detente run examples/articles -o "$work/dossier" >"$work/log"
chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
  --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$work/profile" \
  --window-size=1280,1900 --screenshot="$work/brief.png" "file://$work/dossier/brief.html" 2>"$work/log"
if command -v pngquant >"$work/log"; then
  pngquant --force --strip --speed 1 --output "$work/brief.png" 64 "$work/brief.png"
fi
cp "$work/brief.png" docs/brief.png
