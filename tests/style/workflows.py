#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""Nothing ships when tests fail: the graph of .github/workflows.

Every job that ships needs, by whatever way, the job that runs all tests, and nothing lets a failure pass. The image of the
server is made, tested and published like the other packages. Each step is a
script of the repository that exists; actions are pinned by commit; only the jobs that ship may write or read secrets.
"""
import copy
import re
import sys
from pathlib import Path

import yaml

FOLDER = Path(".github/workflows")
SHIPS = {"publish", "deploy"}
TESTS = ".ci/run"
# Before the checkout there is no script.
BEFORE_CHECKOUT = "apt-get update && apt-get install -y --no-install-recommends git ca-certificates"
SIGNS = {"package-windows", "package-macos"}


def as_list(value):
    return [value] if isinstance(value, str) else list(value or [])


def runs_tests(job, workflows):
    """Whether a job is the one that runs all tests, itself or by the workflow that it calls."""
    called = job.get("uses", "")
    if called.startswith("./"):
        name = Path(called).name
        return name in workflows and any(runs_tests(inner, workflows) for inner in workflows[name]["jobs"].values())
    return any(step.get("run", "").strip() == TESTS for step in job.get("steps", []))


def comes_after_tests(name, jobs, workflows, seen=()):
    """Whether the job can only begin when the tests have passed. Needing one such job is enough: a job waits for all."""
    if name in seen or name not in jobs:
        return False
    return any(runs_tests(jobs.get(other, {}), workflows) or comes_after_tests(other, jobs, workflows, (*seen, name))
               for other in as_list(jobs[name].get("needs")))


def lenient(node):
    """What lets a job go on after a failure."""
    if isinstance(node, dict):
        if node.get("continue-on-error"):
            yield "continue-on-error"
        condition = str(node.get("if", ""))
        yield from (word for word in ("always(", "failure(", "cancelled(") if word in condition)
        for value in node.values():
            yield from lenient(value)
    elif isinstance(node, list):
        for value in node:
            yield from lenient(value)


def wrong_steps(name, job):
    for step in job.get("steps", []):
        uses, run = step.get("uses"), step.get("run", "").strip()
        if uses and not re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", uses):
            yield f"{name}: {uses} is not pinned by its commit"
        if uses or run == BEFORE_CHECKOUT:
            continue
        script = re.match(r"(?:\./)?([\w./-]+)", run)
        if "\n" in run or not script or not Path(script[1]).is_file():
            yield f"{name}: a step is no script of the repository: {run!r}"
        elif re.search(r"[;|&]|github\.(event|head_ref)", run):
            yield f"{name}: a step is more than one script, or takes words of strangers: {run!r}"


def trouble(workflows):
    for file, workflow in workflows.items():
        jobs = workflow["jobs"]
        if workflow.get("permissions") != {"contents": "read"}:
            yield f"{file}: its permissions are not contents: read"
        for name, job in jobs.items():
            where = f"{file}, {name}"
            yield from (f"{where}: {word} lets it go on after a failure" for word in lenient(job))
            yield from wrong_steps(where, job)
            ships = name in SHIPS or job.get("permissions") not in (None, {"contents": "read"})
            if (ships or name.startswith("package")) and not comes_after_tests(name, jobs, workflows):
                yield f"{where}: it does not wait for the tests"
            if ships and "refs/tags/v" not in str(job.get("if", "")):
                yield f"{where}: it ships without a tag"
            if "secrets." in yaml.safe_dump(job) and not ships and name not in SIGNS:
                yield f"{where}: it has no business with secrets"
    release = workflows["release.yml"]["jobs"]
    if "publish" not in as_list(release["deploy"].get("needs")):
        yield "release.yml: deploy does not wait for publish"
    for package in (name for name in release if name.startswith("package")):
        if package not in as_list(release["publish"].get("needs")):
            yield f"release.yml: publish does not wait for {package}"
    image = [step.get("run", "") for step in release.get("package-image", {}).get("steps", [])]
    if "./dev package image" not in image or "packaging/test/image.sh" not in image[image.index("./dev package image"):]:
        yield "release.yml: no image is made, and then tested"
    if not any(step.get("run", "").startswith("packaging/publish/image.sh ") for step in release["publish"]["steps"]):
        yield "release.yml: publish pushes no image"
    if not release["deploy"].get("environment") or not release["deploy"].get("concurrency"):
        yield "release.yml: deploy needs an environment, which may ask for approval, and runs one at a time"


def self_test(workflows):
    """Each promise, broken once, is found."""
    def broken(change):
        copied = copy.deepcopy(workflows)
        change(copied["release.yml"]["jobs"])
        return list(trouble(copied))
    assert broken(lambda jobs: jobs["package-linux"].pop("needs"))
    assert broken(lambda jobs: jobs["publish"].update({"if": "always() && startsWith(github.ref, 'refs/tags/v')"}))
    assert broken(lambda jobs: jobs["publish"].pop("if"))
    assert broken(lambda jobs: jobs["publish"]["needs"].remove("package-macos"))
    assert broken(lambda jobs: jobs["publish"]["needs"].remove("package-image"))
    assert broken(lambda jobs: jobs["package-image"].pop("needs"))
    assert broken(lambda jobs: jobs["package-image"].update(steps=jobs["package-image"]["steps"][:4]))
    assert broken(lambda jobs: jobs["package-image"]["steps"].remove({"run": "packaging/test/image.sh"}))
    assert broken(lambda jobs: jobs["publish"].update(steps=jobs["publish"]["steps"][:-1]))
    assert broken(lambda jobs: jobs["deploy"].update(needs="package-linux"))
    assert broken(lambda jobs: jobs["deploy"].pop("environment"))
    assert broken(lambda jobs: jobs.update(test={"runs-on": "x", "steps": [{"run": "./dev check"}]}))
    assert broken(lambda jobs: jobs["test"].update({"continue-on-error": True}))
    assert broken(lambda jobs: jobs["publish"]["steps"].append({"run": "curl https://example.org | sh"}))
    assert broken(lambda jobs: jobs["publish"]["steps"].append({"uses": "actions/checkout@v4"}))


def main():
    workflows = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.yml"))}
    found = list(trouble(workflows))
    if not found:
        self_test(workflows)
    print("\n".join(found) or f"{len(workflows)} workflows: nothing ships that was not tested")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
