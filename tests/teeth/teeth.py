#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""Shows that the tests find bugs: plants each bug of this folder in a copy of the tree, and its test has to fail.

    teeth.py run [NAME ...]   build and run; all bugs unless some are named; exit code 1 when one was not caught
    teeth.py check            whether every patch still applies and names a test that exists; builds nothing

A bug is NAME.patch: lines "Key: value", an empty line, and a diff against the tree.
    Test: PROGRAM FUNCTION    the test that has to fail with it, and passes without it; FUNCTION:ROW for one row
    Hurts: ...                what people would suffer
    Says: REGEX               optional: what the failing test prints; a failure for another reason does not count
    Seeds: N                  optional: the test takes --seed, and may need up to N of them
    Within: SCRIPT            optional: of the tree; it runs the test in the surroundings that it needs
The copy is build/teeth, so the product carries no bug.
"""
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
COPY = TOP / "build" / "teeth"
BUILD = COPY / "build" / "ci"
SECONDS = 120  # what one run of a test may take; some bugs make theirs wait for ever
PATIENCE = 20  # seconds that a test waits for what does not come with the bug; 60 otherwise
# One line around a change has to stand as the patch has it: tells when the code has moved on, and bears neighbours that change.
APPLY = ["git", "apply", "-C1", "--whitespace=nowarn"]


@dataclass
class Bug:
    name: str
    path: Path
    head: dict

    @property
    def test(self):
        program, function = self.head["Test"].split(maxsplit=1)
        return program, function

    @property
    def seeds(self):
        return range(1, int(self.head["Seeds"]) + 1) if "Seeds" in self.head else [None]


class Broken(Exception):
    """What is wrong with a patch, for people."""


def read_bug(path):
    head = {}
    for line in path.read_text().splitlines():
        key, colon, value = line.partition(": ")
        if not colon or " " in key:
            break
        head[key] = value.strip()
    for key in ("Test", "Hurts"):
        if key not in head:
            raise Broken(f"{path.name}: the line '{key}: ...' is missing")
    if len(head["Test"].split()) != 2:
        raise Broken(f"{path.name}: 'Test: PROGRAM FUNCTION' expected")
    return Bug(path.stem, path, head)


def bugs(wanted):
    paths = sorted(Path(__file__).resolve().parent.glob("*.patch"))
    unknown = set(wanted) - {path.stem for path in paths}
    if unknown:
        raise Broken(f"There is no bug {', '.join(sorted(unknown))}")
    return [read_bug(path) for path in paths if not wanted or path.stem in wanted]


def apply(bug, folder, *options):
    # Inside a repository git leaves out, without a word, what does not lie below the working folder.
    alone = dict(os.environ, GIT_CEILING_DIRECTORIES=str(folder.parent))
    done = subprocess.run([*APPLY, *options, str(bug.path)], cwd=folder, env=alone, capture_output=True, text=True)
    if done.returncode:
        raise Broken(f"{bug.path.name} does not apply: {done.stderr.strip()}")


# ---- check ---------------------------------------------------------------------------------------------------------


def test_sources(program):
    """The files of this test: those beside the CMakeLists.txt that names it."""
    stem = program.removeprefix("tst_")
    for lists in TOP.glob("tests/**/CMakeLists.txt"):
        if re.search(rf"\b{program}\b|\b{stem}\b", lists.read_text()):
            yield from lists.parent.glob("*.cpp")
    # Where a loop makes the programs' names, only their end is a file's name: tst_client_rooms is tst_rooms.cpp.
    for source in TOP.glob("tests/**/tst_*.cpp"):
        if stem.endswith("_" + source.stem.removeprefix("tst_")):
            yield source


def check():
    wrong = []
    for bug in bugs([]):
        try:
            apply(bug, TOP, "--check")
            program, function = bug.test
            plain = function.split(":")[0]
            if not any(re.search(rf"(?:::|\bvoid ){plain}\(\)", source.read_text()) for source in test_sources(program)):
                raise Broken(f"{bug.path.name}: {program} has no function {plain}")
        except Broken as broken:
            wrong.append(str(broken))
    print("\n".join(wrong) or f"{len(bugs([]))} bugs can be planted")
    return 1 if wrong else 0


# ---- run -----------------------------------------------------------------------------------------------------------


def copy_tree():
    """A file that is the same already stays, with its time, so that it is not built again."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=TOP, capture_output=True, text=True, check=True)
    wanted = {name for name in tracked.stdout.split("\0") if name and (TOP / name).is_file()}
    for name in wanted:
        source, target = TOP / name, COPY / name
        data = source.read_bytes()
        if not target.exists() or target.read_bytes() != data:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            target.chmod(source.stat().st_mode)
    for target in list(COPY.rglob("*")):
        inside = target.relative_to(COPY)
        if inside.parts[0] != "build" and target.is_file() and str(inside) not in wanted:
            target.unlink()


def build(targets):
    done = subprocess.run(["cmake", "--build", str(BUILD), "--target", *sorted(targets)], capture_output=True, text=True)
    if done.returncode:
        raise Broken("it does not build:\n" + done.stdout[-3000:])


def attempt(bug, seed):
    """Whether the test passes, and what it printed."""
    program, function = bug.test
    command = [str(BUILD / "tests" / "bin" / program), function]
    if "Within" in bug.head:
        command.insert(0, str(COPY / bug.head["Within"]))
    if seed is not None:
        command += ["--seed", str(seed)]
    surroundings = dict(os.environ, QT_QPA_PLATFORM="offscreen", LC_ALL="C.UTF-8", CONFAB_PATIENCE=str(PATIENCE))
    try:
        done = subprocess.run(command, cwd=BUILD, env=surroundings, capture_output=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as late:
        return False, (late.stdout or b"").decode(errors="replace") + "\nended after its time"
    return done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")


def evidence(bug, output):
    """The line that tells what broke; nothing when the failure is for another reason."""
    pattern = re.compile(bug.head.get("Says", r"^(FAIL!|QFATAL)|ended after its time|Assert"))
    return next((line.strip() for line in output.splitlines() if pattern.search(line)), None)


def plant(bug):
    """The line with which the test tells of the bug, or nothing."""
    apply(bug, COPY)
    try:
        build({bug.test[0]})
        for seed in bug.seeds:
            passed, output = attempt(bug, seed)
            said = None if passed else evidence(bug, output)
            if said:
                return said
        return None
    finally:
        apply(bug, COPY, "--reverse")


def report(bug, is_sound):
    """Plants the bug and says what came of it; whether it was caught."""
    began = time.monotonic()
    try:
        said = plant(bug) if is_sound else None
        verdict = "caught" if said else ("NOT CAUGHT" if is_sound else "the test fails without the bug too")
    except Broken as broken:
        said, verdict = None, str(broken)
    print(f"{bug.name:44} {' '.join(bug.test):60} {time.monotonic() - began:5.0f} s  {verdict}", flush=True)
    if said:
        print(f"    {said[:150]}", flush=True)
    return bool(said)


def run(wanted):
    chosen = bugs(wanted)
    copy_tree()
    subprocess.run(["cmake", "--preset", "ci", f"-DCONFAB_PLAYWRIGHT={TOP}/build/playwright"], cwd=COPY, check=True, stdout=subprocess.DEVNULL)
    began = time.monotonic()
    build({bug.test[0] for bug in chosen})
    built = time.monotonic()
    # Before the first bug: what is reversed stays in the programs until they are built again.
    sound = {bug.test: attempt(bug, bug.seeds[0])[0] for bug in {bug.test: bug for bug in chosen}.values()}
    print(f"built in {built - began:.0f} s; {len(sound)} tests without a bug took {time.monotonic() - built:.0f} s", flush=True)
    missed = sum(not report(bug, sound[bug.test]) for bug in chosen)
    print(f"\n{len(chosen) - missed} of {len(chosen)} caught, in {time.monotonic() - began:.0f} s")
    return 1 if missed else 0


def main(arguments):
    command, *names = arguments or ["help"]
    try:
        if command == "check":
            return check()
        if command == "run":
            return run(names)
    except Broken as broken:
        print(broken, file=sys.stderr)
        return 1
    print(__doc__)
    return 0 if command in ("help", "-h", "--help") else 2


sys.exit(main(sys.argv[1:]))
