"""case_machine.py - a recorded machine that a case changes and netlatch looks at, and what its answers say.

Shared by the functions of tests/e2e/cases.py.
"""

import copy
import json
import os
import pathlib
import subprocess
import tempfile

ROOT = pathlib.Path(os.environ.get("NETLATCH_SOURCE_DIR") or pathlib.Path(__file__).parents[2])
EXE = os.environ.get("NETLATCH_EXE") or str(ROOT / "build/linux/netlatch")
CASES = ROOT.parent / "shared" / "cases"
HIVES = ROOT.parent / "shared" / "hives"
SKIPPED = 77
OPEN = ("everybody", "same-subnet", "named-addresses")
WINDOWS_RESTART = 3010 & 255
SERVICES = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\"


class Wrong(Exception):
    pass


class Ran:
    def __init__(self, arguments, result):
        self.arguments = arguments
        self.code = result.returncode
        self.out = result.stdout
        self.err = result.stderr

    def expect(self, is_right, what):
        if not is_right:
            raise Wrong("netlatch %s\n  expected: %s\n  code: %d\n  stdout: %s\n  stderr: %s"
                        % (" ".join(self.arguments), what, self.code, self.out[:3000], self.err[:1000]))

    def code_is(self, code):
        self.expect(self.code == code, "exit code %d" % code)
        return self

    def says(self, *texts):
        flat = " ".join((self.out + self.err).split())
        for text in texts:
            self.expect(text in flat, text)
        return self

    def never_says(self, *texts):
        flat = " ".join((self.out + self.err).split())
        for text in texts:
            self.expect(text not in flat, "not: " + text)
        return self


def run(*arguments):
    return Ran(arguments, subprocess.run([EXE, *arguments], capture_output=True, text=True, check=False,
                                         encoding="utf-8", stdin=subprocess.DEVNULL, timeout=300,
                                         env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
                                              "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", ""),
                                              "UBSAN_OPTIONS": os.environ.get("UBSAN_OPTIONS", "")}))


class Machine:
    """A recorded machine in a folder of its own."""

    def __init__(self, document, folder):
        self.document = document
        self.folder = folder
        self.file = str(pathlib.Path(folder) / "machine.json")
        self.save()

    def save(self):
        pathlib.Path(self.file).write_text(json.dumps(self.document), encoding="utf-8")

    def changed(self, change):
        """The same machine after change(machine part)."""
        document = copy.deepcopy(self.document)
        change(document["machine"])
        return Machine(document, tempfile.mkdtemp(dir=self.folder))

    def run(self, command, *arguments):
        return run(command, "--from", self.file, "--lang", "en", *arguments)

    def document_of(self, command, *arguments):
        ran = self.run(command, *arguments, "--format", "json")
        try:
            ran.json = json.loads(ran.out)
        except ValueError:
            ran.expect(False, "one JSON document")
        return ran

    def audit(self, *arguments):
        """The audit's JSON; what it and its exit codes say of the whole agree."""
        ran = self.document_of("audit", *arguments)
        found = ran.json
        ran.expect(found["compliant"] == (found["result"] == "as-wanted"), "compliant follows result")
        coded = self.run("audit", *arguments, "--exit-code")
        coded.code_is(0 if found["compliant"] else 2)
        for row in self.document_of("audit", *arguments).json["requests"]:
            ran.expect(row["outcome"] in ("met", "pending", "change", "excepted", "unmet", "not-applicable"),
                       "one outcome of " + row["id"])
        return ran

    def plan(self, *arguments):
        return self.document_of("plan", *arguments)

    def apply(self, *arguments):
        """Applied to a copy: text, JSON and exit code agree."""
        text = self.changed(lambda machine: None).run("apply", *arguments, "--yes")
        ran = self.document_of("apply", *arguments, "--yes")
        ran.expect(ran.code == text.code, "the exit code of the text, %d" % text.code)
        ran.expect(ran.json["exit_code"] & 255 == ran.code, "the exit code in the document")
        ran.text = text
        return ran


def service(machine, name):
    for row in machine["services"]:
        if row["name"].lower() == name.lower():
            return row
    raise KeyError(name)


def value_of(machine, path, name):
    for key in machine["registry"]:
        if key["path"].lower() == path.lower():
            for value in key.get("values", ()):
                if value["name"].lower() == name.lower():
                    return value
    return None


def start(row, number):
    row["start"] = {"state": "value", "type": "START_TYPE", "data": number}


def finding(ran, rule, subject=None):
    for row in ran.json["findings"]:
        if row["rule"] == rule and (subject is None or row["subject"] == subject):
            return row
    ran.expect(False, "a finding %s of %s" % (rule, subject))


def no_finding(ran, rule):
    ran.expect(not [row for row in ran.json["findings"] if row["rule"] == rule], "no finding " + rule)


def setting(ran, name):
    for row in ran.json["settings"]:
        if row["id"] == name or row["id"].startswith(name + "["):
            return row
    ran.expect(False, "the setting " + name)


def port(ran, number):
    return next(row for row in ran.json["ports"] if row["port"] == number)


def hits(ran):
    return {row["component"]: (row["severity"], row["presence"]) for row in ran.json["impacts"]
            if row["severity"] != "none"}


def risks(ran):
    return {row["id"]: row["severity"] for row in ran.json["risks"]}
