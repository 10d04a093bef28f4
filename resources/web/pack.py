#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""Makes what the server embeds of the page: one script of all modules, the stylesheet, the page and its icon, each as it is
and compressed by gzip.

    pack.py ICONS LOGO OUT SOURCE ...

One script needs one connection and one answer, where thirty modules need several of both. The modules import by name only,
and no two of them have a top-level name in common, so that they can stand one behind the other; a name twice is an error
of the script's syntax. ICONS: the folder with the icons that dom.js draws.
"""
import gzip
import json
import re
import sys
import xml.etree.ElementTree as xml
from pathlib import Path

IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w-]+\.js)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?function|const|class)", re.MULTILINE)
HEAD = re.compile(r"\A(?://[^\n]*\n)+\n*")
TEXT = re.compile(r'"([a-z][a-z-]*)"')
DRAWN = re.compile(r'\b(?:icon|iconButton)\("([^"]+)"')
MOST_BYTES = 150 * 1024  # of all files together, compressed


def in_order(modules):
    """The modules' names, each behind those that it imports."""
    order, begun = [], set()

    def visit(name, by):
        if name in order:
            return
        if name not in modules:
            sys.exit(f"{by} imports {name}, which is not there")
        if name in begun:
            sys.exit(f"{name} imports itself, by way of {by}")
        begun.add(name)
        for _, needed in IMPORT.findall(modules[name]):
            visit(needed, name)
        order.append(name)

    visit("main.js", "the page")
    left = set(modules) - set(order)
    if left:
        sys.exit(f"nobody imports {', '.join(sorted(left))}")
    return order


def checked(name, modules):
    """A module's text without its imports and exports; each imported name has to be exported."""
    text = modules[name]
    for names, source in IMPORT.findall(text):
        for one in (part.strip() for part in names.split(",") if part.strip()):
            if not re.search(rf"^export (?:async )?(?:function|const|class) {one}\b", modules[source], re.MULTILINE):
                sys.exit(f"{name} imports {one}, which {source} does not export")
    text = EXPORT.sub("", IMPORT.sub("", HEAD.sub("", text))).strip()
    if re.search(r"^(?:import|export)\b", text, re.MULTILINE):
        sys.exit(f"{name} has an import or export that is not of a form that can be packed")
    return text


def icons(folder, modules):
    """The module icons.js: the shapes of all icons whose names stand as texts in the other modules."""
    code = "\n".join(modules[name] for name in sorted(modules) if name != "words.js")
    missing = {name for name in DRAWN.findall(code) if not (folder / f"{name}.svg").exists()}
    if missing:
        sys.exit(f"there is no icon {', '.join(sorted(missing))}")
    shapes = {}
    for name in sorted(set(TEXT.findall(code))):
        path = folder / f"{name}.svg"
        if path.exists():
            shapes[name] = [[shape.tag.split("}")[-1], shape.attrib] for shape in xml.parse(path).getroot()]
    return f"export const iconShapes = {json.dumps(shapes, separators=(',', ':'))};\n"


def main(folder, logo, out, *sources):
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    paths = [Path(source) for source in sources]
    modules = {path.name: path.read_text(encoding="utf-8") for path in paths if path.suffix == ".js"}
    modules["icons.js"] = icons(Path(folder), modules)
    script = "\n\n".join(checked(name, modules) for name in in_order(modules))
    files = {path.name: path.read_bytes() for path in paths if path.suffix != ".js"}
    files["app.js"] = f"// Confab's page. SPDX-License-Identifier: Apache-2.0\n{script}\n".encode()
    files["icon.svg"] = Path(logo).read_bytes()
    total = 0
    for name, data in files.items():
        packed = gzip.compress(data, mtime=0)
        total += len(packed)
        (out / name).write_bytes(data)
        (out / f"{name}.gz").write_bytes(packed)
    if total > MOST_BYTES:
        sys.exit(f"The page has {total} bytes when compressed; {MOST_BYTES} are the most")


main(*sys.argv[1:])
