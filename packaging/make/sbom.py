#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""sbom.py VERSION FILE.deb ...: on the standard output what these packages consist of and need, as CycloneDX 1.5.

Each package is a component; it depends on the packages that its Depends names, in the version that is installed here, where it
was built and linked. What headers alone bring in, and so no package depends on, comes from the list of build packages in ./dev.
"""
import json
import re
import subprocess
import sys
from datetime import datetime, timezone
from os import environ

# Of the build packages those whose code ends up in the programs, though they are no shared libraries.
INSIDE = ("libexpected-dev", "libcli11-dev", "libtomlplusplus-dev", "prometheus-cpp-dev", "unicode-data", "unicode-cldr-core")


def field(deb, name):
    return subprocess.run(["dpkg-deb", "-f", deb, name], capture_output=True, text=True, check=True).stdout.strip()


def installed(name):
    """Version, source and architecture of an installed package; nothing when it is virtual or absent."""
    found = subprocess.run(["dpkg-query", "-W", "-f", "${db:Status-Status}\t${Version}\t${source:Package}\t${Architecture}\n", name],
                           capture_output=True, text=True, check=False).stdout.splitlines()
    for line in found:
        status, version, source, architecture = line.split("\t")
        if status == "installed":
            return version, source, architecture
    return None


def needs(deb):
    for alternatives in filter(None, re.split(r",\s*", field(deb, "Depends"))):
        for name in (re.sub(r"[\s(:].*", "", one.strip()) for one in alternatives.split("|")):
            if installed(name):
                yield name
                break


def component(name):
    version, source, architecture = installed(name)
    return {"type": "library", "bom-ref": f"deb:{name}", "name": name, "version": version,
            "purl": f"pkg:deb/debian/{name}@{version.replace('+', '%2B').replace('~', '%7E').replace(':', '%3A')}?arch={architecture}",
            "properties": [{"name": "debian:source", "value": source}]}


def main():
    version, debs = sys.argv[1], sys.argv[2:]
    inside = [name for name in INSIDE if installed(name)]
    own, edges, libraries = [], [], set(inside)
    for deb in debs:
        name = field(deb, "Package")
        needed = sorted(set(needs(deb)) | set(inside))
        libraries |= set(needed)
        digest = subprocess.run(["sha256sum", deb], capture_output=True, text=True, check=True).stdout.split()[0]
        own.append({"type": "application", "bom-ref": f"confab:{name}", "name": name, "version": field(deb, "Version"),
                    "licenses": [{"license": {"id": "Apache-2.0"}}], "hashes": [{"alg": "SHA-256", "content": digest}]})
        edges.append({"ref": f"confab:{name}", "dependsOn": [f"deb:{one}" for one in needed if one not in ("confab", "confabd")]})
    at = datetime.fromtimestamp(int(environ.get("SOURCE_DATE_EPOCH", "0")), timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
           "metadata": {"timestamp": at, "component": {"type": "application", "bom-ref": "confab", "name": "confab", "version": version}},
           "components": own + [component(name) for name in sorted(libraries)], "dependencies": edges}
    json.dump(bom, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    sys.exit(main())
