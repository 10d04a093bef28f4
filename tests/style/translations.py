#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""Every text of the app and of QML has a translation in each language of resources/translations, with the same
placeholders and all plural forms; and no translation is left of a text that is gone. English has the plurals alone.
The sentences of errors are translated when they are shown, so each has to be in one table.

    tests/style/translations.py                compares
    tests/style/translations.py --write        writes what is new into the files, marked as unfinished, and removes what
                                               is gone; then the words are to be filled in by hand

lupdate reads the sources into a file of its own, so nothing is built. --lupdate PROGRAM says which one.
"""
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml
from pathlib import Path
from xml.sax.saxutils import escape

FOLDERS = ["app", "qml"]
TRANSLATIONS = Path("resources/translations")
PLURAL_FORMS = {"de": 2, "en": 2}
PLACEHOLDER = re.compile(r"%L?[1-9]|%n")
# lupdate could not tell the context, so the text would not be found at run time.
WRONG_CONTEXT = re.compile(r"lacks Q_OBJECT|unknown namespace|without context")
ERRORS = "app/models/errorwords.cpp"
ERROR = re.compile(r'Error\(\s*ErrorKind::\w+,\s*QStringLiteral\(((?:\s*"(?:[^"\\]|\\.)*")+)\s*\)')
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-FileCopyrightText: 2026 The Confab authors -->
<!-- SPDX-License-Identifier: Apache-2.0 -->
<TS version="2.1" language="{}" sourcelanguage="en">
"""


def read(text):
    """{(context, source, comment): (is plural, translations or [])} in the order of the file."""
    found = {}
    for context in xml.fromstring(text).findall("context"):
        for message in context.findall("message"):
            is_plural = message.get("numerus") == "yes"
            translation = message.find("translation")
            texts = [form.text or "" for form in translation.findall("numerusform")] if is_plural else [translation.text or ""]
            if translation.get("type") or not all(texts):
                texts = []
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment") or "")
            found[key] = (is_plural, texts)
    return found


def quoted(text):
    return escape(text, {'"': "&quot;", "'": "&apos;"})


def written(language, wanted, known):
    """The file of the language: all that is wanted, with the translations that are known."""
    lines, before = [], None
    for key in sorted(wanted, key=lambda key: key[0]):
        context, source, comment = key
        is_plural, texts = wanted[key][0], known.get(key, (False, []))[1]
        if context != before:
            lines += ["</context>"] * (before is not None) + ["<context>", f"    <name>{context}</name>"]
            before = context
        lines += ['    <message numerus="yes">' if is_plural else "    <message>", f"        <source>{quoted(source)}</source>"]
        lines += [f"        <comment>{quoted(comment)}</comment>"] if comment else []
        mark = "" if texts else ' type="unfinished"'
        if is_plural:
            forms = texts or [""] * PLURAL_FORMS.get(language, 2)
            lines += [f"        <translation{mark}>", *(f"            <numerusform>{quoted(form)}</numerusform>" for form in forms),
                      "        </translation>"]
        else:
            lines += [f"        <translation{mark}>{quoted(texts[0] if texts else '')}</translation>"]
        lines += ["    </message>"]
    return HEAD.format(language) + "\n".join([*lines, "</context>", "</TS>", ""])


def problems(language, wanted, known):
    for key, (is_plural, _) in wanted.items():
        context, source, _ = key
        had_plural, texts = known.get(key, (is_plural, []))
        if not texts or had_plural != is_plural:
            yield f"{language}: {context}: no translation of {source!r}"
            continue
        if is_plural and len(texts) != PLURAL_FORMS.get(language, len(texts)):
            yield f"{language}: {context}: {len(texts)} plural forms of {source!r}"
        for text in texts:
            # A form for one thing may leave out the number.
            there = set(PLACEHOLDER.findall(source)) - ({"%n"} if is_plural else set())
            if there != set(PLACEHOLDER.findall(text)) - ({"%n"} if is_plural else set()):
                yield f"{language}: {context}: other placeholders in {text!r} than in {source!r}"
    for context, source, _ in known.keys() - wanted.keys():
        yield f"{language}: {context}: the text {source!r} is gone"


def texts_of_the_sources(lupdate):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "all.ts"
        run = subprocess.run([lupdate, "-silent", "-locations", "none", "-no-obsolete", "-I", ".", *FOLDERS, "-ts", file],
                             capture_output=True, text=True, check=True)
        wrong = [line for line in run.stderr.splitlines() + run.stdout.splitlines() if WRONG_CONTEXT.search(line)]
        return read(file.read_text(encoding="utf-8")), wrong


def untold_errors(table):
    """Sentences of errors that the app makes, and that the table of the translated ones does not have."""
    sources = subprocess.run(["git", "ls-files", *FOLDERS], capture_output=True, text=True, check=True).stdout.split()
    for path in sources:
        if path.endswith(".cpp") and not path.startswith(("app/console/", "app/desktop/options")):
            for literals in ERROR.findall(Path(path).read_text(encoding="utf-8")):
                text = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', literals))
                if text not in table:
                    yield f"{path}: {text!r} is not in {ERRORS}, so it is always English"


def self_test():
    one, many = ("A", "%1 left", ""), ("A", "%n room(s)", "")
    wanted = {one: (False, []), many: (True, [])}
    good = {one: (False, ["%1 ging"]), many: (True, ["ein Raum", "%n Räume"])}
    assert not list(problems("de", wanted, good))
    assert read(written("de", wanted, good)) == good and not read(written("de", wanted, {}))[one][1]
    for bad in ({one: good[one]}, {**good, one: (False, ["ging"])}, {**good, many: (True, ["%n Räume"])},
                {**good, ("A", "old", ""): (False, ["alt"])}):
        assert len(list(problems("de", wanted, bad))) == 1, bad


def main():
    arguments = sys.argv[1:]
    lupdate = arguments[arguments.index("--lupdate") + 1] if "--lupdate" in arguments else None
    lupdate = lupdate or shutil.which("lupdate", path="/usr/lib/qt6/bin:/usr/lib64/qt6/bin") or shutil.which("lupdate-qt6")
    if not lupdate:
        sys.exit("no lupdate of Qt 6 (qt6-l10n-tools); --lupdate says where it is")
    self_test()
    wanted, found = texts_of_the_sources(lupdate)
    found += untold_errors({source for context, source, _ in wanted if context == "Errors"})
    plurals = {key: value for key, value in wanted.items() if value[0]}
    for file in sorted(TRANSLATIONS.glob("confab_*.ts")):
        language = file.stem.removeprefix("confab_")
        needed, known = plurals if language == "en" else wanted, read(file.read_text(encoding="utf-8"))
        if "--write" in arguments:
            file.write_text(written(language, needed, known), encoding="utf-8")
        found += problems(language, needed, known)
    print("\n".join(sorted(found)) or f"{len(wanted)} texts, all of them translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
