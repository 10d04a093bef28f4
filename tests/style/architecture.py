#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""The picture of ARCHITECTURE.md: it has each library, and the arrows of the CMakeLists.txt. --write draws it anew."""
import math
import subprocess
import sys
from collections import defaultdict

import includes

PICTURE = "resources/pictures/architecture.svg"
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
FILL = {"app": "#ddebff", "server": "#e3f4e3", "common": "#fdf0d5", "ext": "#f0f1f3"}
HEIGHT, STEP, TOP = 42, 62, 64
APP_X, SERVER_X = (20, 125, 230), 345
WIDTH = 84

# The box of each library: kind, column, row, what stands in it.
BOXES = {
    "confab_desktop": ("app", 0.5, 0, "app/desktop", "confab"),
    "confab_qml": ("app", 0, 1, "qml", "its modules"),
    "confab_notifications": ("app", 1, 1, "notifications"),
    "confab_models": ("app", 0.5, 2, "app/models"),
    "confab_text": ("app", 0, 3, "app/text"),
    "confab_pictures": ("app", 1, 3, "app/pictures"),
    "confab_console": ("app", 2, 3, "app/console", "confab-cli"),
    "confab_client": ("app", 1, 4, "app/client"),
    "confab_terminal": ("common", 2, 4, "common/", "terminal"),
    "confab_store": ("app", 1, 5, "app/store"),
    "confab_daemon": ("server", 3, 0, "daemon", "confabd"),
    "confab_ops": ("server", 6, 0, "ops"),
    "confab_api_jsonrpc": ("server", 0, 1, "api", "jsonrpc/"),
    "confab_api_signalr": ("server", 1, 1, "api", "signalr/"),
    "confab_api_web": ("server", 2, 1, "api", "web/"),
    "confab_redisbroker": ("server", 3, 1, "broker", "redisbroker"),
    "confab_redis": ("server", 4, 1, "redis"),
    "confab_storage_sql": ("server", 5, 1, "storage", "sql/"),
    "confab_backup": ("server", 6, 1, "backup"),
    "confab_api_links": ("server", 0.5, 2, "api", "links/"),
    "confab_api_rest": ("server", 2, 2, "api", "rest/"),
    "confab_import": ("server", 5, 2, "import"),
    "confab_api_session": ("server", 0.5, 3, "api", "session/"),
    "confab_files": ("server", 2, 3, "files"),
    "confab_transport": ("server", 0, 4, "transport"),
    "confab_chat": ("server", 1, 4, "chat"),
    "confab_auth": ("server", 2, 5, "auth"),
    "confab_hooks": ("server", 1, 5, "hooks"),
    "confab_broker": ("server", 3, 6, "broker"),
    "confab_hub": ("server", 2, 7, "hub"),
    "confab_storage": ("server", 5, 7, "storage", "contracts"),
}
# Bars: all of this may stand on them. The last two have words instead of arrows.
BARS = {
    "confab_protocol": (20, 960, 8.1, "common/protocol", "the wire: structs described once, JSON and CBOR, JSON-RPC, limits, close codes"),
    "confab_search": (20, 472, 8.85, "common/search", "for store and storage"),
    "confab_emoji": (508, 472, 8.85, "common/emoji", "for models, chat and import"),
    "confab_core": (20, 960, 9.6, "common/core", "results and errors, ids, mailboxes, time; also for auth, ops, redis, search and text"),
}
IN_WORDS = {"confab_search": {"confab_store", "confab_storage"},
            "confab_emoji": {"confab_models", "confab_chat", "confab_import"},
            "confab_core": {"confab_auth", "confab_ops", "confab_redis", "confab_search", "confab_text"}}
# Parts of another box, programs, and three small targets of ops, which ARCHITECTURE.md names.
PART_OF = {"confab_storage_move": "confab_storage_sql", "confab_storage_export": "confab_storage_sql",
           "confab_storage_import": "confab_storage_sql", "confab": "confab_desktop", "confab-cli": "confab_console",
           "confabd": "confab_daemon", "confab_privatefile": None, "confab_threadend": None, "confab_requestscope": None,
           "confab_qttray": "confab_desktop", "confab_traynews": "confab_desktop"}

THREADS = [  # kind, x, y, width, height, lines
    ("server", 20, 0, 150, 64, "main", "Daemon, AcceptLoop,", "ConnectionLimiter"),
    ("server", 258, 0, 176, 64, "io-0, io-1, …", "IoWorker, ClientSessions,", "RoomListeners, Outbox"),
    ("server", 534, 0, 176, 64, "chat", "ChatService, Hub,", "Backplane, RedisBroker"),
    ("server", 808, -30, 172, 40, "db-writer", "WriterThread"),
    ("server", 808, 16, 172, 40, "db-reader-1, -2", "ReaderPool"),
    ("server", 808, 62, 172, 40, "hash-1", "WorkerPool"),
    ("server", 808, 108, 172, 40, "hooks", "HookSender"),
    ("server", 258, 108, 176, 40, "files", "FileThread: BlobStore"),
    ("server", 20, 108, 176, 40, "watchdog, metrics", "Watchdog, MetricsEndpoint"),
    ("ext", 258, -52, 176, 30, "clients"), ("ext", 534, -52, 176, 30, "Redis"),
]
THREAD_ARROWS = [  # from, to, both ways, words above
    ((170, 32), (258, 32), False, "sockets"), ((434, 24), (534, 24), False, "Inbound"), ((534, 50), (434, 50), False, "Outbound"),
    ((346, -22), (346, 0), True, ""), ((622, -22), (622, 0), True, ""), ((346, 64), (346, 108), True, ""),
    ((560, 64), (434, 122), True, ""), ((710, 12), (808, -8), True, "Job"), ((710, 28), (808, 34), True, ""),
    ((710, 44), (808, 80), True, ""), ((690, 64), (808, 126), True, ""),
]


def text(x, y, words, size, kind="ink", anchor="middle", bold=True):
    colour = "#1f2328" if kind == "ink" else "#59636e"
    weight = ' font-weight="600"' if bold else ""
    return (f'<text class="{kind}" x="{x:g}" y="{y:g}" fill="{colour}" font-size="{size}"{weight} text-anchor="{anchor}">'
            f"{words}</text>")


def box(kind, x, y, width, height, lines):
    yield f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{width}" height="{height}" rx="6" fill="{FILL[kind]}" stroke="#8c959f"/>'
    first = y + height / 2 + 4.5 - 7.5 * (len(lines) - 1)
    for number, line in enumerate(lines):
        yield text(x + width / 2, first + 15 * number, line, 11 if number else 13, "dim" if number else "ink", bold=not number)


def tip(at, towards):
    angle = math.atan2(at[1] - towards[1], at[0] - towards[0])
    corners = [(at[0] - 9 * math.cos(angle + turn), at[1] - 9 * math.sin(angle + turn)) for turn in (0.38, -0.38)]
    return '<polygon class="tip" points="' + " ".join(f"{x:.1f},{y:.1f}" for x, y in (at, *corners)) + '" fill="#59636e"/>'


def arrow(begin, end, both=False):
    yield (f'<line class="edge" x1="{begin[0]:.1f}" y1="{begin[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
           'stroke="#59636e"/>')
    yield tip(end, begin)
    if both:
        yield tip(begin, end)


def place(name):
    """Left, top and width."""
    if name in BARS:
        x, width, row = BARS[name][:3]
        return x, TOP + STEP * row, width
    kind, column, row = BOXES[name][:3]
    in_app = name in ("confab_terminal",) or kind == "app"
    x = APP_X[0] + 105 * column if in_app else SERVER_X + 91 * column
    return x, TOP + STEP * row, 95 if in_app else WIDTH


def ends(a, b):
    """Of the arrow from a to b: sideways between neighbours of a row, else from the bottom to the top."""
    ax, ay, aw = place(a)
    bx, by, bw = place(b)
    if ay == by:
        return (ax + aw, ay + HEIGHT / 2), (bx, by + HEIGHT / 2)
    middle = ax + aw / 2
    if b in BARS:
        if bx < middle < bx + bw:
            return (middle, ay + HEIGHT if a not in BARS else ay + 30), (middle, by)
        return (500, ay + 30), (500, by)
    lean = max(-0.3, min(0.3, (bx + bw / 2 - middle) / 600))
    return (middle + lean * aw, ay + HEIGHT), (bx + bw / 2 - lean * bw, by)


def reduced(links):
    """Without arrows that follow from others; a box for its parts."""
    whole = defaultdict(set)
    for name, linked in links.items():
        mine = PART_OF.get(name, name)
        for other in linked:
            box_of = PART_OF.get(other, other)
            if mine and box_of and mine != box_of and other.startswith("confab"):
                whole[mine].add(box_of)
    # The modules of the window are one box; they link the models.
    whole["confab_qml"] = {"confab_models"}

    def reached(name, seen):
        for other in whole[name] - seen:
            seen.add(other)
            reached(other, seen)
        return seen

    whole = defaultdict(set, whole)
    for name in sorted(whole):
        linked = whole[name]
        yield from ((name, other) for other in sorted(linked)
                    if not any(other in reached(third, set()) for third in linked - {other}))


def drawn(arrows):
    bottom = TOP + STEP * 10.4
    threads = bottom + 110
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="{threads + 170:g}" viewBox="0 0 1000 {threads + 170:g}" '
           f'font-family="{FONT}">')
    yield "<!-- SPDX-FileCopyrightText: 2026 The Confab authors -->\n<!-- SPDX-License-Identifier: Apache-2.0 -->"
    yield "<!-- Drawn by tests/style/architecture.py -->"
    yield "<title>Confab: the folders and what each links, and the threads of confabd</title>"
    yield """<style>
@media (prefers-color-scheme: dark) {
.bg { fill: #0d1117 } .ink { fill: #e6edf3 } .dim { fill: #9da7b3 } .edge { stroke: #9da7b3 } .tip { fill: #9da7b3 }
.app { fill: #14304f; stroke: #3d5878 } .server { fill: #16351f; stroke: #3b6046 } .common { fill: #3d3013; stroke: #6b5930 } .ext { fill: #21262d; stroke: #484f58 }
}
</style>
<rect class="bg" width="100%" height="100%" fill="#ffffff"/>"""
    yield text(20, 30, "Folders: an arrow is a library that the folder links, and so may include", 15, anchor="start")
    yield text(SERVER_X, 80, "server/ …", 12, "dim", "start")
    for a, b in arrows:
        if a not in IN_WORDS.get(b, ()):
            yield from arrow(*ends(a, b))
    for name, (kind, _, _, *lines) in BOXES.items():
        x, y, width = place(name)
        yield from box(kind, x, y, width, HEIGHT, lines)
    for name, (x, width, row, title, words) in BARS.items():
        y = TOP + STEP * row
        yield f'<rect class="common" x="{x}" y="{y:g}" width="{width}" height="30" rx="6" fill="{FILL["common"]}" stroke="#8c959f"/>'
        yield text(x + 16, y + 20, title, 13, anchor="start")
        yield text(x + 150, y + 20, words, 11, "dim", "start", bold=False)
    yield text(20, bottom + 20, "Threads of confabd: values cross, objects stay", 15, anchor="start")
    for begin, end, both, words in THREAD_ARROWS:
        yield from arrow((begin[0], begin[1] + threads), (end[0], end[1] + threads), both)
        if words:
            yield text((begin[0] + end[0]) / 2, threads + min(begin[1], end[1]) - 5, words, 11, "dim", bold=False)
    for kind, x, y, width, height, *lines in THREADS:
        yield from box(kind, x, y + threads, width, height, lines)
    yield "</svg>\n"


def main():
    files = subprocess.run(["git", "ls-files", "app", "common", "server"], capture_output=True, text=True, check=True).stdout
    cmake = {path: open(path, encoding="utf-8").read() for path in files.split("\n") if path.endswith("CMakeLists.txt")}
    links = includes.libraries(cmake)[1]
    known = BOXES.keys() | BARS.keys() | PART_OF.keys()
    missing = sorted(name for name in links if name.startswith("confab") and name not in known and not name.endswith("headers"))
    gone = sorted(name for name in known if name not in links and name != "confab_qml")
    arrows = list(reduced(links))
    missing += [f"words for {a} in the bar of {b}" for b in IN_WORDS for a in sorted(IN_WORDS[b]) if (a, b) not in arrows]
    if missing or gone:
        print(f"{sys.argv[0]} has no place for: {missing}; and one for what is not there: {gone}")
        return 1
    picture = "\n".join(drawn(arrows))
    if sys.argv[1:] == ["--write"]:
        with open(PICTURE, "w", encoding="utf-8") as file:
            file.write(picture)
    elif open(PICTURE, encoding="utf-8").read() != picture:
        print(f"{PICTURE} is not what the CMakeLists.txt say: tests/style/architecture.py --write draws it")
        return 1
    print(f"{len(BOXES) + len(BARS)} folders, {len(arrows)} arrows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
