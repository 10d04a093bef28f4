#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# coverage.sh BUILD [FOLDER]: how many lines of the parsers of untrusted bytes the corpora in the repository run; with a
# FOLDER, also the inputs that a fuzzer found, in folders named as ours are. BUILD: the fuzzers, built with clang's own
# coverage. Fails when one of the files is below 90 %.
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$1
found=${2:-}
files=( # after a colon: the required percentage, when it is lower than for the rest
    common/core/time.cpp
    common/protocol/{cborparser,codec,eventdata,jsonparser,jsonrpc,parsedframe,shape,text}.cpp common/protocol/fieldreading.h
    server/transport/{websocket/{framereader,handshake},http/{bodyreader,exchange,forwarded,http,httpconnection,requesttarget,router}}.cpp
    server/redis/{respparser,clustermap}.cpp
    server/redis/slot.cpp:60 # its table is made when it is compiled
    server/broker/{channel,cborreader,nodemessage}.cpp common/core/sequencer.h
    server/broker/nodemessagecodec.cpp:80 # a list of fields, likewise
    server/api/rest/{byterange,uploadhead}.cpp server/files/{filename,filetype}.cpp
    server/auth/tokens.cpp server/storage/pagebound.h server/storage/sql/mentioncandidates.cpp
    app/console/{format,lineeditor,terminaltext}.cpp
    app/text/{documentbuilder,links,markdown,markup,sourcetext,spans,typedmarks}.cpp
)
profiles=$(mktemp -d)
trap 'rm -rf "$profiles"' EXIT
objects=()
for fuzzer in "$build"/bin/fuzz_*; do
    name=${fuzzer##*/fuzz_}
    inputs=("tests/fuzz/corpus/$name")
    [ ! -d "$found/$name" ] || inputs+=("$found/$name")
    LLVM_PROFILE_FILE="$profiles/$name.profraw" "$fuzzer" -runs=0 "${inputs[@]}" >"$profiles/log" 2>&1 ||
        { cat "$profiles/log"; exit 1; }
    objects+=(${objects[0]:+-object} "$fuzzer")
done
llvm-profdata merge -o "$profiles/all" "$profiles"/*.profraw
# Its columns: the file, three for regions, three for functions, then lines, lines missed and the part that was run.
llvm-cov report -instr-profile="$profiles/all" "${objects[@]}" 2>/dev/null >"$profiles/report"
awk -v least=90 -v files="${files[*]}" '
    BEGIN {
        missing = split(files, names, " ")
        for (i in names) {
            split(names[i], parts, ":")
            wanted[parts[1]] = parts[2] ? parts[2] : least
        }
    }
    # A header may be listed again, by another path, with only the functions that one file uses.
    $1 in wanted && $8 > lines[$1] { lines[$1] = $8; missed[$1] = $9; part[$1] = $10 }
    END {
        for (file in lines) {
            printf "%7s  %s (%d of %d lines are left out)\n", part[file], file, missed[file], lines[file] | "sort -k2"
            --missing
            low += part[file] + 0 < wanted[file]
        }
        close("sort -k2")
        if (missing) print missing " files are not in the report."
        exit low > 0 || missing != 0
    }
' "$profiles/report"
