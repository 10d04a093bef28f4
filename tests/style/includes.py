#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""Who includes whom: a library includes the headers of the libraries that it links directly, of no others; and how many
translation units a change of a header compiles again.

The arrows are the LINKS of the CMakeLists.txt. Includes of headers alone would escape the linker. And the headers of a
dialect stay at the edge, though a library has them that everybody links.
"""
import posixpath
import re
import subprocess
import sys
from collections import Counter, defaultdict

MOST_UNITS = 140
# Above the bound: the per cent of all units that may include them, since each new file speaks the vocabulary too. These
# may only shrink.
WIDER = {
    # The vocabulary, which nearly every file speaks: Result<T>, ids, times, secrets, bounds, fields() and the codec.
    "common/core/error.h": 77,
    "common/core/secret.h": 63,
    "common/core/time.h": 66,
    "common/core/ids.h": 66,
    "common/protocol/codec.h": 51,
    # Who writes a value as JSON or CBOR.
    "common/protocol/bytebuffer.h": 16,
    "common/protocol/cborwriter.h": 15,
    "common/protocol/fieldwriting.h": 15,
    "common/protocol/framewriter.h": 16,
    "common/protocol/jsonwriter.h": 16,
    # Who reads what clients, nodes and files say.
    "common/protocol/framenodes.h": 15,
    "common/protocol/parsedframe.h": 14,
    "common/protocol/fieldreading.h": 14,
    "common/protocol/limits.h": 67,
    "common/protocol/fields.h": 63,
    "common/core/sealedvariant.h": 60,
    "common/protocol/closecodes.h": 36,
    # The shapes of the wire, which the client, the rules and the storage share.
    "common/protocol/eventdata.h": 60,
    "common/protocol/content.h": 60,
    "common/protocol/types.h": 60,
    "common/protocol/message.h": 49,
    "common/protocol/method.h": 52,
    "common/protocol/room.h": 48,
    "common/protocol/registry.h": 43,
    "common/protocol/search.h": 48,
    "common/protocol/server.h": 43,
    "common/protocol/account.h": 43,
    "common/protocol/bot.h": 43,
    "common/protocol/admin.h": 48,
    "common/protocol/invite.h": 48,
    "common/protocol/profile.h": 43,
    "common/protocol/secondfactor.h": 43,
    "common/protocol/botscope.h": 47,
    "common/protocol/hook.h": 47,
    "common/protocol/draft.h": 47,
    "common/protocol/moderation.h": 47,
    "server/storage/roomlog.h": 14,
    "server/storage/roomlog.h": 14,
    "server/storage/rolerule.h": 15,
    "common/protocol/jsonrpcclient.h": 30,
    # The client's session, by which also its files go.
    "app/client/then.h": 21,
    "app/client/keepalive.h": 21,
    "app/client/rpcsocket.h": 21,
    "app/client/connection.h": 21,
    "app/client/backoff.h": 19,
    "app/client/secretstore.h": 19,
    "app/client/session.h": 19,
    # What views of lists show, those of the search, too; and who wrote it.
    "app/client/rows.h": 15,
    "app/client/userdirectory.h": 15,
    # What counts, in every part of the server.
    "common/core/counter.h": 16,
    "common/core/mailbox.h": 15,
    "common/core/coalescedwakeup.h": 15,
}
LARGEST = 5
# What is said in one dialect only, and the parts of the product that speak it; all others know calls, answers and
# notifications.
DIALECTS = {"common/protocol/jsonrpc": ("common/protocol/jsonrpc", "server/api/", "app/client/")}

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def included(path, text, files):
    for name in INCLUDE.findall(text):
        for candidate in (name, posixpath.normpath(posixpath.join(posixpath.dirname(path), name))):
            if candidate in files:
                yield candidate
                break


def reached(path, direct, seen):
    """All that `path` includes, directly or not."""
    for header in direct[path]:
        if header not in seen:
            seen.add(header)
            reached(header, direct, seen)
    return seen


def units_of(direct):
    """How many .cpp files include each header."""
    return Counter(header for path in direct if path.endswith(".cpp") for header in reached(path, direct, set()))


def libraries(cmake):
    """The library of each source, and the libraries that each links: from the texts of CMakeLists.txt by path."""
    owner, links = {}, defaultdict(set)
    for path, text in cmake.items():
        folder = posixpath.dirname(path)
        text = re.sub(r"#[^\n]*", "", text)
        for target, body in re.findall(r"(?:confab_library|confab_program)\(([\w-]+)\s([^)]*)\)", text):
            sources, _, linked = body.partition("LINKS")
            links[target] |= set(linked.split())
            owner |= {posixpath.normpath(posixpath.join(folder, source)): target for source in sources.split()[1:]}
        for target, sources in re.findall(r"target_sources\((\S+)\s+(?:PRIVATE|INTERFACE)\s([^)]*)\)", text):
            owner |= {posixpath.normpath(posixpath.join(folder, source)): target for source in sources.split()}
        for target, linked in re.findall(r"target_link_libraries\((\S+)\s+(?:PUBLIC|PRIVATE|INTERFACE)\s([^)]*)\)", text):
            links[target] |= set(linked.split())
    return owner, links


def strayed(direct, owner, links):
    for path, headers in sorted(direct.items()):
        for header in headers:
            mine, other = owner.get(path), owner.get(header)
            if mine and other and mine != other and other not in links[mine]:
                yield f"{path} includes {header}, but {mine} does not link {other}"


def spoken_elsewhere(direct, dialects):
    for path, headers in sorted(direct.items()):
        for header in headers:
            for dialect, speakers in dialects.items():
                if header.startswith(dialect) and not path.startswith(speakers):
                    yield f"{path} includes {header}, which is for {', '.join(speakers)} alone"


def self_test():
    direct = {"a/a.cpp": ["a/a.h"], "a/a.h": ["b/b.h"], "b/b.h": ["c/c.h"], "c/c.h": [], "c/c.cpp": ["c/c.h"]}
    assert units_of(direct) == {"a/a.h": 1, "b/b.h": 1, "c/c.h": 2}
    cmake = {"a/CMakeLists.txt": "confab_library(la SOURCES a.cpp a.h LINKS lc) # LINKS lb",
             "b/CMakeLists.txt": "add_library(lb INTERFACE)\ntarget_sources(lb INTERFACE b.h)\ntarget_link_libraries(lb INTERFACE lc)",
             "c/CMakeLists.txt": "confab_library(lc SOURCES c.cpp)\ntarget_sources(lc PRIVATE c.h)"}
    assert list(strayed(direct, *libraries(cmake))) == ["a/a.h includes b/b.h, but la does not link lb"]
    assert list(spoken_elsewhere(direct, {"c/": ("c/", "a/")})) == ["b/b.h includes c/c.h, which is for c/, a/ alone"]


def main():
    self_test()
    files = set(subprocess.run(["git", "ls-files"], capture_output=True, text=True, check=True).stdout.split("\n"))
    files = {path for path in files if path.endswith((".cpp", ".h", "CMakeLists.txt"))}
    texts = {path: open(path, encoding="utf-8").read() for path in files}
    direct = {path: list(included(path, text, files)) for path, text in texts.items() if path.endswith((".cpp", ".h"))}
    units = units_of(direct)
    all_units = sum(path.endswith(".cpp") for path in direct)
    print(f"{all_units} translation units; those that include a header:")
    print("".join(f"  {count:5} {header}\n" for header, count in units.most_common(LARGEST)), end="")
    bounds = defaultdict(lambda: MOST_UNITS, {header: percent * all_units // 100 for header, percent in WIDER.items()})
    found = [f"{header} is compiled into {count} translation units, above {bounds[header]}"
             for header, count in units.most_common() if count > bounds[header]]
    found += [f"no longer wide, remove it from WIDER: {header}" for header in WIDER if units[header] <= MOST_UNITS]
    product = ("app/", "common/", "server/")
    owner, links = libraries({path: text for path, text in texts.items()
                              if path.startswith(product) and path.endswith("CMakeLists.txt")})
    found += [f"{path} is in no CMakeLists.txt" for path in sorted(direct) if path.startswith(product) and path not in owner]
    of_product = {path: headers for path, headers in direct.items() if path.startswith(product)}
    found += strayed(of_product, owner, links)
    found += spoken_elsewhere(of_product, DIALECTS)
    print("\n".join(found) or "all includes follow the links")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
