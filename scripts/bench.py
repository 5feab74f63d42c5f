#!/usr/bin/env python3
"""bench.py [hive|wine|big|fleet]... - the measurements of scripts/bench.sh, which builds first."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
NATIVE = ROOT / "build/linux-release/netlatch"
WINDOWS = ROOT / "build/windows-x64/netlatch.exe"
HIVES = pathlib.Path(os.environ.get("NETLATCH_HIVES", ROOT / "hives"))
# What a large machine has. Each is measured at half of it and at the whole.
NUMBERS = {"keys": 6000, "adapters": 10000, "services": 100000, "rules": 40000, "sockets": 40000, "sids": 20000}


def cpu(command, stdin=os.devnull):
    """Processor seconds and the largest memory, in bytes, of one run."""
    pid = os.posix_spawn(command[0], command, os.environ, file_actions=[
        (os.POSIX_SPAWN_OPEN, 0, str(stdin), os.O_RDONLY, 0), (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 2):
        sys.exit("bench: %s ended with %d" % (" ".join(command), os.waitstatus_to_exitcode(status)))
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def best(measure, times):
    return min(measure() for _ in range(times))


def hive(folder):
    packed = HIVES / "SYSTEM_WIN_10_1709.xz"
    if not packed.exists() or not shutil.which("hivexget"):
        print("hive      skipped: NETLATCH_HIVES names no folder with the hives, or hivexget is not here")
        return
    config = folder / "Windows/System32/config"
    config.mkdir(parents=True)
    for name, source in (("SYSTEM", packed), ("SECURITY", HIVES / "SECURITY.xz"), ("SAM", HIVES / "SAM.xz")):
        with open(config / name, "wb") as out:
            subprocess.run(["xz", "-dc", str(source)], stdout=out, check=True)
    system = str(config / "SYSTEM")
    size = os.path.getsize(system)
    other, _ = best(lambda: cpu([shutil.which("hivexget"), system, r"\Select", "Current"]), 7)
    ours, memory = best(lambda: cpu([str(NATIVE), "audit", "--offline", str(folder), "--format", "json"]), 7)
    print("hive      audit %.3f s, hivexget %.3f s processor time: %.1f times; memory %.1f times the hive's %.1f MB"
          % (ours, other, ours / other, memory / size, size / 1e6))


def wine(folder):
    compiler = shutil.which("x86_64-w64-mingw32-gcc-win32")
    if not compiler:
        print("wine      skipped: no MinGW compiler")
        return
    (folder / "empty.c").write_text("int main(void)\n{\n    return 0;\n}\n", encoding="utf-8")
    empty = folder / "empty.exe"
    subprocess.run([compiler, "-O2", "-s", "-o", str(empty), str(folder / "empty.c")], check=True)
    script = str(ROOT / "scripts/wine.sh")
    prefix = folder / "machine"
    subprocess.run([script, "new", str(prefix)], check=True, stdout=subprocess.DEVNULL)
    environment = dict(os.environ, WINEPREFIX=str(prefix), WINEDEBUG="-all", WINEARCH="win64")
    environment.pop("DISPLAY", None)
    loader = ["setarch", "-R", "wine"]

    def seconds(*command):
        began = time.monotonic()
        subprocess.run([*loader, *command], env=environment, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL, check=True)
        return time.monotonic() - began

    try:
        subprocess.run([script, "exec", str(empty)], env=environment, check=True)  # starts the machine
        nothing, version, audit = [], [], []
        for _ in range(9):  # side by side, so that a busy moment hits all three
            nothing.append(seconds(str(empty)))
            version.append(seconds(str(WINDOWS), "--version"))
            audit.append(seconds(str(WINDOWS), "audit", "--format", "json"))
    finally:
        subprocess.run([script, "end", str(prefix)], check=False)
    print("wine      empty program %.3f s; --version %.3f s: %.1f times; live audit %.3f s: %.1f times"
          % (min(nothing), min(version), min(version) / min(nothing), min(audit), min(audit) / min(nothing)))


def big(folder):
    maker = str(ROOT / "scripts/big_machine.py")
    for kind, number in NUMBERS.items():
        files = []
        for size in (number // 2, number):
            files.append(folder / ("%s-%d.json" % (kind, size)))
            subprocess.run([sys.executable, maker, str(files[-1]), "%s=%d" % (kind, size)], check=True)
        for what in (["audit"], ["plan", "--profile", "article"]):
            few, many = (best(lambda file=file: cpu([str(NATIVE), *what, "--from", str(file), "--format", "json"]), 3)[0]
                         for file in files)
            print("%-9s %-5s %6d: %6.2f s, %6d: %6.2f s: %.2f times"
                  % (kind, what[0], number // 2, few, number, many, many / few), flush=True)
        for file in files:
            file.unlink()


def probes(index):
    """What another machine found at four ports of a machine: one of five answers."""
    return [{"port": port, "address": "192.0.2.%d" % (index % 250), "asked_from": "198.51.100.7", "own": False,
             "state": "answers" if (index + port) % 5 == 0 else "no-answer", "time": "2026-11-28T08:00:00Z"}
            for port in (135, 137, 139, 445)]


def audits(folder, count, probed):
    """Audits of so many machines, 23 kB each: one of a recorded machine, as compact JSON, changed a little."""
    machine = ROOT / "tests/data/machine-office.json"
    made = subprocess.run([str(NATIVE), "audit", "--from", str(machine), "--format", "json"], stdout=subprocess.PIPE,
                          check=True).stdout
    audit = json.loads(made)
    size = 23000
    # One size, whatever the audit of that machine comes to today: settings are left out or repeated.
    while len(json.dumps(audit, separators=(",", ":"))) > size and len(audit["settings"]) > 1:
        audit["settings"].pop()
    while len(json.dumps(audit, separators=(",", ":"))) < size - 400:
        audit["settings"].append(audit["settings"][len(audit["settings"]) % 20])
    folder.mkdir()
    for index in range(count):
        audit["machine"]["name"] = "PC-%05d" % index
        audit["probes"] = probes(index) if probed else []
        audit["time"] = "2026-11-%02dT08:%02d:00Z" % (index % 27 + 1, index % 60)
        for number, port in enumerate(audit["ports"]):
            port["observed"] = "open" if index >> number & 1 else "closed"
            port["reached_by"] = "same-subnet" if index % 7 == number else "nobody"
        (folder / ("PC-%05d.json" % index)).write_text(json.dumps(audit, separators=(",", ":")), encoding="ascii")
    return len(json.dumps(audit, separators=(",", ":")))


def fleet(folder):
    yyjson = ROOT / "build/deps/yyjson/src"
    bare = folder / "bare_reader"
    subprocess.run([shutil.which("cc"), "-O2", "-I", str(yyjson), "-o", str(bare),
                    str(ROOT / "tests/support/bare_reader.c"), str(yyjson / "yyjson.c")], check=True)
    for count, probed in ((1000, False), (10000, False), (10000, True)):
        collection = folder / ("%d%s" % (count, "-probed" if probed else ""))
        size = audits(collection, count, probed)
        names = folder / "names"
        names.write_text("".join("%s\n" % file for file in sorted(collection.iterdir())), encoding="utf-8")
        runs = [(cpu([str(bare)], names), [cpu([str(NATIVE), "fleet", str(collection), "--format", form])
                                          for form in ("text", "json", "html")])
                for _ in range(5)]  # side by side, so that a busy moment hits all
        parsing = min(run[0][0] for run in runs)
        for index, form in enumerate(("text", "json", "html")):
            ours = min(run[1][index][0] for run in runs)
            memory = min(run[1][index][1] for run in runs)
            print("fleet     %5d %saudits of %d bytes, %-4s %.3f s, bare yyjson %.3f s processor time: %.2f times; "
                  "memory %.1f MB of %.1f MB read"
                  % (count, "probed " if probed else "", size, form, ours, parsing, ours / parsing, memory / 1e6, size * count / 1e6), flush=True)


if __name__ == "__main__":
    WANTED = sys.argv[1:] or ["hive", "wine", "big", "fleet"]
    (ROOT / "build").mkdir(exist_ok=True)
    for bench in WANTED:
        with tempfile.TemporaryDirectory(dir=ROOT / "build") as scratch:
            {"hive": hive, "wine": wine, "big": big, "fleet": fleet}[bench](pathlib.Path(scratch))
