#!/usr/bin/env python3
"""imports.py - what the executable asks of Windows before main() runs.

Reads the executable's import table (objdump -p) and holds it against lists of what the oldest
Windows of that build exports: tests/data/xp-sp3-imports.txt for 32 bits; for 64 bits
tests/data/win7-extra-imports.txt as well. One unknown import, and the program does not start
there at all. Also: only Windows' own DLLs, the hardening flags, and the version fields.
"""

import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(os.environ["NETLATCH_SOURCE_DIR"])
EXE = os.environ["NETLATCH_EXE"]
OBJDUMP = os.environ.get("NETLATCH_OBJDUMP", "x86_64-w64-mingw32-objdump")

DYNAMIC_BASE, NX_COMPAT, HIGH_ENTROPY_VA, TERMINAL_SERVER_AWARE = 0x40, 0x100, 0x20, 0x8000
ALWAYS = DYNAMIC_BASE | NX_COMPAT | TERMINAL_SERVER_AWARE
WANTED = {
    # bits: (lists, version of the system and subsystem, DllCharacteristics)
    32: (["xp-sp3-imports.txt"], (5, 1), ALWAYS),
    64: (["xp-sp3-imports.txt", "win7-extra-imports.txt"], (6, 1), ALWAYS | HIGH_ENTROPY_VA),
}


def allowed_imports(names):
    """Sections "[some.dll]" followed by names of functions."""
    allowed, dll = set(), None
    for name in names:
        for line in (ROOT / "tests/data" / name).read_text(encoding="utf-8").splitlines():
            line = line.partition("#")[0].strip()
            if line.startswith("["):
                dll = line.strip("[]").lower()
            else:
                allowed |= {(dll, function) for function in line.split()}
    return allowed


def parse(dump):
    """The interesting part of `objdump -p`: fields, and imports as {(dll, function or ordinal)}."""
    fields, imports, dll = {}, set(), None
    for line in dump.splitlines():
        match = re.match(r"^(Magic|\w+Version|DllCharacteristics|Time/Date|Subsystem)\s+(.*)$", line)
        if match:
            fields[match.group(1)] = match.group(2).strip()
        match = re.match(r"^\s+DLL Name: (\S+)", line)
        if match:
            dll = match.group(1).lower()
        match = re.match(r"^\s+[0-9a-f]+\s+(\d+)\s+(\S+)(?:\s+[0-9a-f]{8,})?$", line)
        if match and dll:
            imports.add((dll, match.group(2)))
        if "The Function Table" in line or "File Base Relocations" in line:
            dll = None
    return fields, imports


def judge(fields, imports):
    bits = 64 if fields["Magic"].startswith("020b") else 32
    lists, version, flags = WANTED[bits]
    allowed = allowed_imports(lists)
    known = {dll for dll, _ in allowed}
    for dll, function in sorted(imports):
        # CryptoAPI loads its provider from wherever the process finds it; libssp calls it before main.
        if function.startswith("Crypt"):
            yield "%s!%s: CryptoAPI is not imported" % (dll, function)
        if dll not in known:
            yield "%s!%s: not a DLL of the oldest Windows of this build" % (dll, function)
        elif (dll, function) not in allowed:
            yield ("%s!%s: not known to exist on the oldest Windows of this build; load it at run time, "
                   "or add it to tests/data/%s if it does" % (dll, function, lists[-1]))
    if not imports:
        yield "no imports found: is %s an executable?" % EXE
    characteristics = int(fields["DllCharacteristics"].split()[0], 16)
    if characteristics & flags != flags:
        yield "DllCharacteristics %#x, wanted %#x in it" % (characteristics, flags)
    for kind in ("OSystem", "Subsystem"):
        found = (int(fields["Major%sVersion" % kind]), int(fields["Minor%sVersion" % kind]))
        if found != version:
            yield "%s version %d.%d, wanted %d.%d" % ((kind,) + found + version)
    if "CUI" not in fields["Subsystem"]:
        yield "not a console program: %s" % fields["Subsystem"]
    if "1970" not in fields["Time/Date"]:
        yield "the time of linking is in it: %s" % fields["Time/Date"]


def planted(fields, imports):
    """Each spoiled copy of the truth must be refused."""
    characteristics = int(fields["DllCharacteristics"].split()[0], 16)
    spoiled = [
        (fields, imports | {("kernel32.dll", "GetTickCount65")}, "GetTickCount65"),
        (fields, imports | {("kernel32.dll", "GetModuleHandleEx")}, "GetModuleHandleEx"),
        (fields, imports | {("libwinpthread-1.dll", "pthread_create")}, "not a DLL"),
        (fields, set(), "no imports"),
        (fields, imports | {("advapi32.dll", "CryptAcquireContextA")}, "CryptoAPI"),
        ({**fields, "DllCharacteristics": "00000000"}, imports, "DllCharacteristics"),
        ({**fields, "DllCharacteristics": "%08x" % (characteristics & ~TERMINAL_SERVER_AWARE)}, imports,
         "DllCharacteristics"),
        ({**fields, "MajorSubsystemVersion": "10"}, imports, "Subsystem version"),
        ({**fields, "Time/Date": "Thu Nov 20 10:00:00 2025"}, imports, "time of linking"),
    ]
    for wrong_fields, wrong_imports, words in spoiled:
        if not any(words in problem for problem in judge(wrong_fields, wrong_imports)):
            yield "planted violation not found: %s" % words


def main():
    if not os.path.exists(EXE):
        print("skipped: %s is not built" % EXE)
        return 77
    dump = subprocess.run([OBJDUMP, "-p", EXE], capture_output=True, text=True, check=True).stdout
    fields, imports = parse(dump)
    problems = list(planted(fields, imports)) + list(judge(fields, imports))
    for problem in problems:
        print("  " + problem)
    print("imports: %d functions of %s, 9 planted violations, %d problems"
          % (len(imports), ", ".join(sorted({dll for dll, _ in imports})), len(problems)))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
