#!/usr/bin/env python3
"""agreement.py - what a plan expects, what apply says at its end, its exit code, and what a fresh audit
sees are one and the same; and rollback gives the first machine back.

Over recorded machines, each with all built-in profiles, and over the random machines of the property
tests, each with a profile of its own. NETLATCH_SEED and NETLATCH_ROUNDS in the environment change which
random machines, and how many.
"""

import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(os.environ.get("NETLATCH_SOURCE_DIR") or pathlib.Path(__file__).parents[2])
EXE = os.environ.get("NETLATCH_EXE") or str(ROOT / "build/linux/netlatch")
MAKER = pathlib.Path(EXE).parent / "tests" / "random_machines"
RECORDED = [ROOT / "tests/data/machine-office.json",
            *sorted((ROOT / "tests/golden/report/machines").glob("*.json"))]
OUTCOMES = ("met", "pending", "unmet", "left_out", "excepted", "not_applicable", "change")
DONE, FINDINGS, UNMET, REFUSED, DENIED, RESTART = 0, 2, 3, 4, 5, 3010


class Wrong(Exception):
    pass


def expect(is_right, what, *seen):
    if not is_right:
        raise Wrong(" ".join([what, *(str(one) for one in seen)]))


class Machine:
    """A recorded machine, alone in a folder, and the profile that it is given."""

    def __init__(self, source, profile, folder):
        self.file = pathlib.Path(folder) / "machine.json"
        self.profile = profile
        # As netlatch itself writes it: one made by hand may leave members out.
        subprocess.run([EXE, "record", "--from", source, "--output", self.file, "--quiet"], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def run(self, *arguments):
        return subprocess.run([EXE, *arguments, "--from", str(self.file), "--lang", "en"],
                              stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=600,
                              env={**os.environ, "LC_ALL": "C.UTF-8"})

    def document(self, *arguments):
        """The JSON of a run; its exit code, as far as the system passes it on, is in it."""
        ran = self.run(*arguments, "--format", "json")
        try:
            found = json.loads(ran.stdout)
        except ValueError:
            raise Wrong("%s: no document: %s" % (" ".join(arguments), ran.stderr.decode(errors="replace")))
        expect(not found.get("error"), "error:", found.get("error"))
        expect("exit_code" not in found or found["exit_code"] & 255 == ran.returncode,
               "exit code in the document:", found.get("exit_code"), "and", ran.returncode)
        return found, ran.returncode

    def audit(self):
        found, _ = self.document("audit", "--profile", self.profile)
        code = self.run("audit", "--profile", self.profile, "--quiet", "--exit-code").returncode
        expect(found["compliant"] == (found["result"] == "as-wanted"), "compliant and result")
        expect(code == (DONE if found["compliant"] else FINDINGS), "exit code of the audit:", code)
        return found

    def contents(self):
        """What the machine is; the values of a key have no order."""
        found = json.loads(self.file.read_text(encoding="utf-8"))
        for key in found["machine"]["registry"]:
            key.get("values", []).sort(key=lambda value: value["name"])
        return found


def ids(requests):
    return collections.Counter(request["id"] for request in requests)


def by_outcome(requests):
    """The requests of an audit or plan, as the lists of a result name them."""
    lists = {name: [] for name in OUTCOMES}
    for request in requests:
        name = "left_out" if request["reason"] == "left-out" else request["outcome"].replace("-", "_")
        lists[name].append(request)
    return lists


def check_plan_code(plan, code):
    lists = by_outcome(plan["requests"])
    remains = plan["remains"] or any(lists[name] for name in ("change", "pending", "unmet", "left_out"))
    expect(code == (FINDINGS if remains else DONE), "exit code of the plan:", code)
    expect(bool(plan["steps"]) == bool(lists["change"]), len(plan["steps"]), "steps")


def check_code(applied, lists):
    """The exit code, from the lists alone."""
    code = applied["exit_code"]
    changed = applied["outcome"] == "applied"
    if lists["unmet"] or lists["left_out"] or lists["change"]:
        expect(code == UNMET or (code == DENIED and not changed and
                                 {"denied", "needs-elevation"} & {one["reason"] for one in lists["unmet"]}),
               "requests are unmet, and the exit code is", code)
    elif any(one["waits_for"] == "restart" for one in lists["pending"]):
        expect(code == RESTART, "a restart is waited for, and the exit code is", code)
    else:
        expect(code in (DONE, RESTART), "all is met, and the exit code is", code)
        expect(code == DONE or applied["restart_required"], "3010, and no restart is required")


def check_apply(machine, plan):
    """What apply says against the plan before it and the audit behind it."""
    accepted = [word for risk in plan["risks"] for word in ("--accept", risk["id"])]
    applied, _ = machine.document("apply", "--profile", machine.profile, "--yes", *accepted)
    if applied["outcome"] not in ("applied", "nothing"):
        expect(plan["needs_elevation"] and applied["exit_code"] == DENIED,
               "refused:", applied["outcome"], applied["exit_code"])
        return False
    expect((applied["outcome"] == "applied") == bool(plan["steps"]), "steps, and", applied["outcome"])
    audit = machine.audit()
    seen = by_outcome(audit["requests"])
    for name in OUTCOMES:
        expect(ids(applied[name]) == ids(seen[name]), "%s: apply says" % name, ids(applied[name]),
               "the audit", ids(seen[name]))
    planned = by_outcome(plan["requests"])
    expect(not seen["change"], "still to be changed:", ids(seen["change"]))
    mended = ids(planned["unmet"]) - ids(seen["unmet"])
    expect(ids(seen["unmet"]) == ids(planned["unmet"]) - mended + ids(plan["ineffective"]),
           "unmet:", ids(seen["unmet"]), "planned:", ids(planned["unmet"]), ids(plan["ineffective"]))
    expect(not mended or plan["steps"], "met without a step:", mended)
    expect(not audit["compliant"] or not (seen["unmet"] or seen["left_out"] or seen["pending"]),
           "compliant, with requests that are not met")
    expect(not (audit["compliant"] and applied["remains"]), "compliant, and", applied["remains"])
    all_met = not any(seen[name] for name in ("unmet", "left_out", "pending", "change"))
    expect(not all_met or audit["compliant"] or applied["remains"], "all is met, nothing remains, and the audit says",
           audit["result"])
    check_code(applied, seen)
    again, code = machine.document("plan", "--profile", machine.profile, "--exit-code")
    expect(not again["steps"], "a second plan has", len(again["steps"]), "steps")
    check_plan_code(again, code)
    return applied["outcome"] == "applied"


def check(source, profile):
    """Plan, apply, audit, rollback. Returns how many steps there were."""
    with tempfile.TemporaryDirectory() as folder:
        machine = Machine(source, profile, folder)
        first = machine.contents()
        plan, code = machine.document("plan", "--profile", profile, "--exit-code")
        check_plan_code(plan, code)
        before = machine.audit()
        expect(ids(before["requests"]) == ids(plan["requests"]), "requests of audit and plan")
        if check_apply(machine, plan):
            rolled_back, code = machine.document("rollback", "--yes")
            expect(code in (DONE, RESTART & 255), "rollback ends with", code, rolled_back["outcome"])
        expect(machine.contents() == first, "the machine is not what it was")
        after = machine.audit()
        expect(by_outcome(after["requests"])["change"] == by_outcome(before["requests"])["change"],
               "requests after the rollback")
        return len(plan["steps"])


def runs(folder):
    names = json.loads(subprocess.run([EXE, "profile", "list", "--format", "json"], check=True,
                                      capture_output=True).stdout)
    for source in RECORDED:
        for profile in names["profiles"]:
            yield source.name, source, profile["name"]
    seed = int(os.environ.get("NETLATCH_SEED", "1"))
    rounds = int(os.environ.get("NETLATCH_ROUNDS", "60"))
    subprocess.run([MAKER, folder, str(seed), str(rounds)], check=True)
    for number in range(1, rounds + 1):
        pair = pathlib.Path(folder) / str(number)
        yield ("NETLATCH_SEED=%d NETLATCH_ROUNDS=1" % (seed + number - 1), pair.with_suffix(".machine.json"),
               str(pair.with_suffix(".profile.json")))


def main():
    tried = wrong = steps = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, source, profile in runs(folder):
            tried += 1
            try:
                steps += check(source, profile)
            except Wrong as why:
                wrong += 1
                print("%s, %s: %s" % (name, pathlib.Path(profile).name, why))
    print("%d machines with a profile, %d steps, %d wrong" % (tried, steps, wrong))
    return 1 if wrong or steps < tried else 0


if __name__ == "__main__":
    sys.exit(main())
