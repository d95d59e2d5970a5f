#!/usr/bin/env bash
# Makes the virtual environment of the peers: setup.sh [FOLDER].
#
# Beforehand there must be (packages of Debian in brackets):
# - Python 3.11 or later with venv [python3-venv];
# - LibreOffice Writer, `soffice` on PATH [libreoffice-writer];
# - Pango, HarfBuzz and fontconfig [libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0].
# What is missing is named, all at once, and nothing is installed then.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/danhmuc-peers}
probe=$(mktemp -d)
trap 'rm -rf "$probe"' EXIT
missing=()

if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>"$probe/log"; then
    missing+=("Python 3.11 or later (python3)")
elif ! python3 -c 'import ensurepip, venv' 2>"$probe/log"; then
    missing+=("the Python module venv (python3-venv)")
fi

if ! command -v soffice >"$probe/log"; then
    missing+=("LibreOffice Writer (libreoffice-writer)")
else
    # `soffice` is there with any part of LibreOffice, and only a document tells which; its exit
    # code does not.
    echo probe >"$probe/probe.txt"
    soffice "-env:UserInstallation=file://$probe/profile" --headless --convert-to pdf \
        --outdir "$probe" "$probe/probe.txt" >"$probe/log" 2>&1 || true
    [[ -s $probe/probe.pdf ]] || missing+=("LibreOffice Writer (libreoffice-writer)")
fi

while read -r library package; do
    python3 -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$library" 2>"$probe/log" ||
        missing+=("$library ($package)")
done <<'LIBRARIES'
libpango-1.0.so.0 libpango-1.0-0
libpangoft2-1.0.so.0 libpangoft2-1.0-0
libharfbuzz-subset.so.0 libharfbuzz-subset0
LIBRARIES

if ((${#missing[@]})); then
    echo "setup.sh: missing:" >&2
    printf '  %s\n' "${missing[@]}" >&2
    exit 1
fi

python3 -m venv "$folder"
"$folder/bin/python" -m pip install --quiet --disable-pip-version-check \
    --requirement "$here/requirements.txt"
echo "$folder/bin/python"
