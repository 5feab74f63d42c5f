#!/usr/bin/env python3
"""published_fields.py - every member of every JSON that netlatch writes has one type, and stays.

    published_fields.py            fails on a member of two types (null aside), on one that is not in
                                   tests/data/published-fields.txt, and on one that is there no more
    published_fields.py --write    writes that list anew; read the difference: a line that goes or
                                   changes breaks somebody's program and raises the schema number

Looks at the documents of many machines and of every command that writes JSON. A member is known by the
schema of its document and the path of keys to it; all items of a list count as one. Exact values of a
recording, a journal and a profile (netlatch/machine, /journal, /profile and the profile in a plan, or the settings
that the module of Ansible gives back) are as
Windows or a person typed them and may have several types.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).parents[2]
LIST = ROOT / "tests" / "data" / "published-fields.txt"
NETLATCH = os.environ.get("NETLATCH_EXE", str(ROOT / "build" / "linux" / "netlatch"))
MACHINES = [ROOT / "tests" / "data" / "machine-office.json",
            *sorted((ROOT / "tests" / "golden" / "report" / "machines").glob("*.json"))]
EXACT = {"netlatch/plan/2": {"$.profile.settings"}, "netlatch/ansible/1": {"$.settings"}}
TYPES = {dict: "object", list: "list", str: "text", bool: "yes-no", int: "number", float: "float", type(None): "null"}


def walk(value, path, exact, found):
    found.setdefault(path, set()).add(TYPES[type(value)])
    if path in exact:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            walk(item, f"{path}.{key}", exact, found)
    elif isinstance(value, list):
        for item in value:
            walk(item, path + "[]", exact, found)


class Looker:
    """Runs netlatch and keeps what members its documents have."""

    def __init__(self):
        self.members = {}
        self.documents = 0

    def take(self, text):
        document = json.loads(text)
        schema = document["netlatch"]["schema"] if "netlatch" in document else document["schema"]
        self.documents += 1
        walk(document, "$", EXACT.get(schema, set()), self.members.setdefault(schema, {}))

    def run(self, *arguments, lines=False):
        done = subprocess.run([NETLATCH, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True,
                              timeout=600, check=False)
        if done.returncode == 99:
            sys.exit(f"{arguments}: {done.stderr.decode()}")
        text = done.stdout.decode("ascii")
        if not text:
            sys.exit(f"{arguments}: no document: {done.stderr.decode()}")
        for document in text.splitlines() if lines else [text]:
            self.take(document)
        return text


def look_at_all(looker, folder):
    for machine in MACHINES:
        looker.run("audit", "--from", machine, "--format", "json")
        looker.run("audit", "--from", machine, "--format", "ndjson", lines=True)
        looker.run("plan", "--from", machine, "--profile", "internet-server", "--format", "json")
    looker.run("explain", "--format", "json")
    looker.run("profile", "list", "--format", "json")
    wrong = folder / "wrong.json"
    wrong.write_text('{"name": 1}')
    looker.run("profile", "check", wrong, "--format", "json")
    own = folder / "machine.json"
    shutil.copy(MACHINES[0], own)
    looker.run("audit", "--from", own, "--profile", "article", "--format", "json")
    on_own = ("--from", own, "--format", "json")
    change = ("--set", "dcom.enabled=no", "--set", "logon.network.deny=+S-1-5-32-546", "--set", "netbios.adapter[*]=disabled")
    looker.run("apply", *on_own, *change, "--set", "smb.direct=disabled", "--yes")  # a risk is not accepted
    looker.run("apply", *on_own, "--profile", "article", "--leave-out", "all", "--yes")
    looker.run("apply", *on_own, *change, "--yes")
    looker.run("history", *on_own)
    looker.run("rollback", *on_own, "--what-if")
    looker.run("rollback", *on_own, "--yes")
    looker.run("apply", *on_own, "--set", "dns.llmnr=enabled", "--yes")
    own.write_text(own.read_text().replace('"EnableMulticast"', '"EnableMulticasts"'))
    looker.run("rollback", *on_own, "--yes")
    looker.run("rollback", "2", *on_own, "--abandon")
    looker.run("apply", *on_own, "--yes")  # an error
    looker.run("audit", "--no-such", "--format", "json")
    looker.run("confirm", "--format", "json")
    (folder / "machine.json.journal" / "000009-20260101T000000Z.journal").write_text("x\n")
    looker.run("history", *on_own)
    look_at_module(looker, folder)


def look_at_module(looker, folder):
    """As Ansible starts it: the options in a file "args"."""
    own = folder / "module.json"
    shutil.copy(MACHINES[0], own)
    arguments = folder / "args"
    for options in ({"profile": "article"}, {"profile": "article", "_ansible_check_mode": True},
                    {"settings": {"dcom.enabled": False, "logon.network.deny": ["S-1-5-32-546"]}, "_ansible_diff": True},
                    {"settings": {"dcom.enabled": "no"}}, {"profile": "nothing"},
                    {"settings": {"netbios.adapter[name:Nowhere]": "disabled"}}):
        arguments.write_text(json.dumps({"from": str(own), "_ansible_version": "2.14.18", **options}))
        looker.run(arguments)


def look_at_fleet(looker, folder):
    """A collection with everything that an answer about many machines tells."""
    drop = folder / "drop"
    drop.mkdir()
    for machine in MACHINES:
        shutil.copy(machine, drop)
    probed = json.loads(MACHINES[0].read_text())
    probed["machine"].update(name="PROBED", probes=[
        {"port": 445, "address": "192.0.2.10", "asked_from": "198.51.100.7", "own": False, "state": "answers",
         "smb1": True, "signing": "required", "time": "2026-11-27T09:00:00Z", "learned": ["x"]},
        {"port": 135, "address": "192.0.2.10", "own": True, "state": "refused"}])
    probed["machine"]["unconfirmed"] = [
        {"change": "000001-X", "phase": "counting", "until": "2026-11-27T09:30:00Z", "watched": "yes"}]
    (drop / "probed.json").write_text(json.dumps(probed))
    shutil.copy(drop / "probed.json", drop / "probed-again.json")
    waiting = folder / "waiting.json"
    shutil.copy(MACHINES[0], waiting)
    looker.run("apply", "--from", waiting, "--set", "dcom.enabled=no", "--yes", "--format", "json")
    (drop / "waiting.json").write_text(looker.run("audit", "--from", waiting, "--format", "json"))
    (drop / "torn.json").write_text("{")
    expected = folder / "expected"
    expected.write_text("PROBED\nABSENT\n")
    asked = ("fleet", drop, "--expect", expected, "--since", drop / "probed.json")
    looker.run(*asked, "--format", "json")
    looker.run(*asked, "--format", "ndjson", lines=True)
    looker.run("diff", MACHINES[0], drop / "probed.json", "--format", "json")
    looker.run("audit", "--from", drop / "probed.json", "--format", "json")
    looker.run("audit", "--from", drop / "probed.json", "--format", "ndjson", lines=True)


def lines_of(members_of):
    """What is published, one member a line, and what is wrong with it in itself."""
    lines, problems = [], []
    for schema, members in sorted(members_of.items()):
        for path, types in sorted(members.items()):
            types = types - {"null"} or types
            if len(types) > 1:
                problems.append(f"{schema} {path} has several types: {', '.join(sorted(types))}")
            lines.append(f"{schema} {path} {' '.join(sorted(types))}")
    return lines, problems


def differences(lines, known):
    return ([f"not in {LIST.name}: {line}" for line in lines if line not in known] +
            [f"published, and not there: {line}" for line in sorted(set(known) - set(lines))])


def can_fail():
    """Each mistake that this is for, planted."""
    def members(*documents):
        found = {}
        for document in documents:
            walk(document, "$", set(), found)
        return {"s": found}

    good, none = lines_of(members({"a": [1, None], "b": None}))
    return (not none and lines_of(members({"a": 1}, {"a": "x"}))[1] and lines_of(members({"a": [1, "x"]}))[1]
            and not differences(good, good)
            and differences(lines_of(members({"a": [1]}))[0], good)        # b is gone
            and differences(lines_of(members({"a": ["x"], "b": None}))[0], good))  # another type


def main(arguments):
    if not can_fail():
        sys.exit("published_fields: a planted mistake was not found")
    looker = Looker()
    with tempfile.TemporaryDirectory() as folder:
        look_at_all(looker, pathlib.Path(folder))
        look_at_fleet(looker, pathlib.Path(folder))
    lines, problems = lines_of(looker.members)
    if arguments == ["--write"]:
        LIST.write_text("\n".join(lines) + "\n")
    problems += differences(lines, LIST.read_text().splitlines())
    for problem in problems:
        print(problem)
    print(f"published_fields: {looker.documents} documents, {len(lines)} members, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
