#!/usr/bin/env bash
# Copyright (c) 2026, sipxcom.pbx contributors
# GNU General Public License v3.0+ (see COPYING or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

# Clone HEAD into a temporary folder and run there what the README promises: make demo, then make test.
# What is not committed does not take part. FRESH_HOME=1 also starts without the caches of your home folder.
set -euo pipefail

root=$(git -C "$(dirname -- "${BASH_SOURCE[0]}")" rev-parse --show-toplevel)
folder=$(mktemp -d)
trap 'rm -rf -- "$folder"' EXIT

echo "fresh: cloning $(git -C "$root" rev-parse --short HEAD) into $folder"
git clone --quiet --no-hardlinks "$root" "$folder/clone"
if [[ -n ${FRESH_HOME:-} ]]; then
    mkdir "$folder/home"
    export HOME=$folder/home XDG_CACHE_HOME=$folder/home/.cache
fi

cd -- "$folder/clone"
unset VIRTUAL_ENV MAKEFLAGS MAKELEVEL ANSIBLE_CONFIG ANSIBLE_COLLECTIONS_PATH
began=$SECONDS
make demo
echo "fresh: make demo took $((SECONDS - began)) s"
began=$SECONDS
make test
echo "fresh: make test took $((SECONDS - began)) s"

changed=$(git status --porcelain)
if [[ -n $changed ]]; then
    printf 'fresh: the runs left behind:\n%s\n' "$changed"
    exit 1
fi
echo "fresh: done, and nothing was left behind in the working tree"
