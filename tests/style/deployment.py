#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
"""What is deployed without a package: Kubernetes manifests and Prometheus alerts, without a cluster.

Manifests: they select pods that exist, by ports that exist; each CONFAB_ variable is a setting; the containers may do
nothing but serve. Alerts: each metric and label is one of METRICS.md, whose names tst_metrics compares with a running
server; each says how bad it is and what to do. promtool checks the expressions where it is installed.
"""
import copy
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

MANIFESTS = Path("packaging/kubernetes")
RULES = Path("packaging/prometheus/confab.rules.yml")
METRICS = Path("server/ops/METRICS.md")
SETTINGS = ("server/daemon/settings.cpp", "server/daemon/limitsettings.cpp")
DRAIN_SECONDS = 5
ELSEWHERE = {"up"}  # Prometheus' own
# Of PromQL: functions, operators and their words.
WORDS = {"and", "or", "unless", "on", "by", "without", "ignoring", "sum", "max", "min", "rate", "increase", "changes",
         "histogram_quantile", "max_over_time", "bool"}
LABELS = {"job", "instance", "le"}


def settings():
    text = "".join(Path(path).read_text(encoding="utf-8") for path in SETTINGS)
    return {"CONFAB_" + name.upper().replace("-", "_") for name in re.findall(r'\{"([a-z][a-z-]+)", "', text)}


def metrics():
    """The labels of each metric."""
    text = METRICS.read_text(encoding="utf-8")
    found = {}
    for name, labels in re.findall(r"`((?:confab|process)_[a-z_]+)(?:\{([a-z,]+)\})?`", text):
        found.setdefault(name, set()).update(label for label in labels.split(",") if label)
    histograms = re.search(r"counter; ([^;]+) are histograms", text.replace("\n", " "))[1]
    for name in re.findall(r"`(\w+)`", histograms):
        for suffix in ("_bucket", "_sum", "_count"):
            found[name + suffix] = found.get(name, set())
    return found


# ---- manifests

def labels_of(document):
    return document["spec"]["template"]["metadata"].get("labels", {})


def selected(selector, document):
    return selector.items() <= labels_of(document).items()


def container_trouble(where, spec, container, known):
    pod, own = spec.get("securityContext", {}), container.get("securityContext", {})
    if pod.get("runAsNonRoot") is not True or pod.get("runAsUser") != 10001:
        yield f"{where}: it runs as root, or as another user than the image's"
    if own.get("readOnlyRootFilesystem") is not True or own.get("allowPrivilegeEscalation") is not False:
        yield f"{where}: its file system can be written, or it may become more than it is"
    if own.get("capabilities", {}).get("drop") != ["ALL"]:
        yield f"{where}: it has capabilities"
    if spec.get("automountServiceAccountToken") is not False:
        yield f"{where}: it has a token of the cluster, which it does not need"
    if spec.get("terminationGracePeriodSeconds", 0) <= 2 * DRAIN_SECONDS:
        yield f"{where}: it is killed before its clients have moved"
    ports = {port["name"]: port["containerPort"] for port in container.get("ports", [])}
    for probe, path in (("livenessProbe", "/healthz"), ("readinessProbe", "/readyz"), ("startupProbe", "/healthz")):
        asked = container.get(probe, {}).get("httpGet", {})
        if asked.get("path") != path or asked.get("port") not in ports:
            yield f"{where}: {probe} does not ask for {path} on a port of the container"
    for variable in container.get("env", []):
        if variable["name"] not in known:
            yield f"{where}: {variable['name']} is no setting"
        if "PASSWORD" in variable["name"] and not variable["name"].endswith("_FILE"):
            yield f"{where}: a password in the environment"
    volumes = {volume["name"] for volume in spec.get("volumes", [])}
    volumes |= {claim["metadata"]["name"] for claim in spec.get("claims", [])}
    yield from (f"{where}: no volume {mount['name']}" for mount in container.get("volumeMounts", [])
                if mount["name"] not in volumes)
    for volume in spec.get("volumes", []):
        if "secret" in volume and volume["secret"].get("defaultMode", 0o644) & 0o007:
            yield f"{where}: everybody can read the secret {volume['name']}"


def manifest_trouble(where, documents, known):
    sets = [document for document in documents if document["kind"] == "StatefulSet"]
    maps = {document["metadata"]["name"]: document["data"] for document in documents if document["kind"] == "ConfigMap"}
    services = {document["metadata"]["name"]: document for document in documents if document["kind"] == "Service"}
    for document in documents:
        if not document.get("apiVersion") or not document.get("metadata", {}).get("name"):
            yield f"{where}: a document without apiVersion or name"
    for name, data in maps.items():
        yield from (f"{where}: {variable} of {name} is no setting" for variable in data if variable not in known)
    for document in sets:
        spec = dict(document["spec"]["template"]["spec"], claims=document["spec"].get("volumeClaimTemplates", []))
        if not selected(document["spec"]["selector"]["matchLabels"], document):
            yield f"{where}: the set does not select its own pods"
        if document["spec"].get("serviceName") not in services:
            yield f"{where}: the set's service does not exist"
        if document["spec"]["replicas"] > 1 and spec["claims"]:
            yield f"{where}: several servers with an SQLite database each"
        for container in spec["containers"]:
            yield from container_trouble(f"{where}, {container['name']}", spec, container, known)
            yield from (f"{where}: no ConfigMap {source['configMapRef']['name']}"
                        for source in container.get("envFrom", []) if source["configMapRef"]["name"] not in maps)
    for name, service in services.items():
        pods = [document for document in sets if selected(service["spec"]["selector"], document)]
        ports = {port["name"] for pod in pods for container in pod["spec"]["template"]["spec"]["containers"]
                 for port in container["ports"]}
        yield from (f"{where}: the service {name} leads to no port {port['targetPort']}"
                    for port in service["spec"]["ports"] if port["targetPort"] not in ports)
    for document in documents:
        if document["kind"] == "PodDisruptionBudget":
            if not any(selected(document["spec"]["selector"]["matchLabels"], pod) for pod in sets):
                yield f"{where}: the budget is for no pods"


def ingress_trouble(manifests):
    services = {document["metadata"]["name"]: {port["name"] for port in document["spec"]["ports"]}
                for documents in manifests.values() for document in documents if document["kind"] == "Service"}
    for name, documents in manifests.items():
        for document in (each for each in documents if each["kind"] == "Ingress"):
            for rule in document["spec"]["rules"]:
                for path in rule["http"]["paths"]:
                    service = path["backend"]["service"]
                    if service["port"]["name"] not in services.get(service["name"], ()):
                        yield f"{name}: the ingress leads to no port of a service"
            hosts = {host for tls in document["spec"]["tls"] for host in tls["hosts"]}
            if not {rule["host"] for rule in document["spec"]["rules"]} <= hosts:
                yield f"{name}: a host without TLS"


# ---- alerts

def expression_trouble(expression, known):
    for opening, closing in ("()", "[]", "{}"):
        if expression.count(opening) != expression.count(closing):
            yield f"{opening} without {closing}"
    bare = re.sub(r'"[^"]*"', '""', expression)
    for name, matchers in re.findall(r"([a-z_]\w*)\{([^}]*)\}", bare):
        for label in re.findall(r"(\w+)\s*[=!]", matchers):
            if label not in known.get(name, set()) | LABELS:
                yield f"{name} has no label {label}"
    grouped = re.findall(r"\b(?:by|on|without|ignoring)\s*\(([^)]*)\)", bare)
    labels = {label.strip() for group in grouped for label in group.split(",")}
    without = re.sub(r"\{[^}]*\}|\[[^\]]*\]|\b(?:by|on|without|ignoring)\s*\([^)]*\)", " ", bare)
    names = set(re.findall(r"(?<![\w.])[a-z_]\w*", without)) - WORDS
    yield from (f"no metric {name}" for name in sorted(names - known.keys() - ELSEWHERE))
    of_these = set().union(*(known.get(name, set()) for name in names))
    yield from (f"no label {label}" for label in sorted(labels - of_these - LABELS))


def rule_trouble(rules, known):
    seen = set()
    for rule in (rule for group in rules["groups"] for rule in group["rules"]):
        name = rule.get("alert", "")
        where = f"{RULES.name}, {name}"
        if not re.fullmatch(r"Confab[A-Z]\w+", name) or name in seen:
            yield f"{where}: a name that is none, or comes twice"
        seen.add(name)
        if rule.get("labels", {}).get("severity") not in ("page", "ticket"):
            yield f"{where}: it does not say how bad it is"
        if not re.fullmatch(r"\d+[smh]", rule.get("for", "0s")):
            yield f"{where}: for how long?"
        notes = rule.get("annotations", {})
        if not notes.get("summary") or not notes.get("description"):
            yield f"{where}: it does not say what is wrong, or what that means"
        yield from (f"{where}: {trouble}" for trouble in expression_trouble(rule["expr"], known))
        names = re.findall(r"[a-z_]\w*", rule["expr"])
        of_these = set().union(*(known.get(metric, set()) for metric in names)) | LABELS
        yield from (f"{where}: the text names the label {label}, which it does not have"
                    for label in re.findall(r"\$labels\.(\w+)", " ".join(notes.values())) if label not in of_these)


def trouble(manifests, rules, known, named):
    for name, documents in manifests.items():
        yield from manifest_trouble(name, documents, named)
    yield from ingress_trouble(manifests)
    yield from rule_trouble(rules, known)


def self_test(manifests, rules, known, named):
    """Each promise, broken once, is found."""
    def broken(change):
        copied = copy.deepcopy((manifests, rules))
        change(*copied)
        return list(trouble(*copied, known, named))

    def cluster(kind, manifest):
        return next(each for each in manifest["cluster.yaml"] if each["kind"] == kind)

    def pod(manifest):
        return cluster("StatefulSet", manifest)["spec"]["template"]["spec"]

    def first(rule):
        return rule["groups"][0]["rules"][1]

    assert broken(lambda m, r: pod(m)["containers"][0]["env"].append({"name": "CONFAB_NOTHING", "value": "1"}))
    assert broken(lambda m, r: pod(m)["containers"][0]["env"].append({"name": "CONFAB_DATABASE_PASSWORD", "value": "1"}))
    assert broken(lambda m, r: pod(m)["securityContext"].pop("runAsNonRoot"))
    assert broken(lambda m, r: pod(m)["containers"][0]["securityContext"].update(readOnlyRootFilesystem=False))
    assert broken(lambda m, r: pod(m)["containers"][0]["readinessProbe"]["httpGet"].update(path="/healthz"))
    assert broken(lambda m, r: pod(m).update(terminationGracePeriodSeconds=5))
    assert broken(lambda m, r: pod(m)["volumes"][0]["secret"].update(defaultMode=0o444))
    assert broken(lambda m, r: cluster("ConfigMap", m)["data"].update(CONFAB_REDDIS="x"))
    assert broken(lambda m, r: cluster("Service", m)["spec"]["ports"][0].update(targetPort="web"))
    assert broken(lambda m, r: cluster("PodDisruptionBudget", m)["spec"]["selector"].update(matchLabels={"a": "b"}))
    assert broken(lambda m, r: m["single.yaml"][1]["spec"].update(replicas=2))
    assert broken(lambda m, r: m["ingress.yaml"][0]["spec"].update(tls=[]))
    assert broken(lambda m, r: first(r).update(expr="confab_redy == 0"))
    assert broken(lambda m, r: first(r).update(expr='confab_ready{thread="x"} == 0'))
    assert broken(lambda m, r: first(r).update(expr="sum by (room) (confab_ready) == 0"))
    assert broken(lambda m, r: first(r).update(expr="(confab_ready == 0"))
    assert broken(lambda m, r: first(r)["labels"].pop("severity"))
    assert broken(lambda m, r: first(r)["annotations"].update(summary="{{ $labels.queue }} is full"))


def main():
    manifests = {path.name: [each for each in yaml.safe_load_all(path.read_text(encoding="utf-8")) if each]
                 for path in sorted(MANIFESTS.glob("*.yaml"))}
    rules = yaml.safe_load(RULES.read_text(encoding="utf-8"))
    known, named = metrics(), settings()
    assert len(known) > 40 and len(named) > 40, "the pages that are compared with are not read"
    found = list(trouble(manifests, rules, known, named))
    if not found:
        self_test(manifests, rules, known, named)
    if shutil.which("promtool"):
        checked = subprocess.run(["promtool", "check", "rules", str(RULES)], capture_output=True, text=True, check=False)
        found += [] if checked.returncode == 0 else [checked.stdout + checked.stderr]
    print("\n".join(found) or f"{sum(map(len, manifests.values()))} manifests and the alerts name what exists")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
