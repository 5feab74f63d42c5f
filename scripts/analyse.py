#!/usr/bin/env python3
"""analyse.py [--tool tidy|cppcheck|gcc]... [BUILD-DIR...] - static analysis of src/; any finding fails.

  tidy      clang-tidy, by .clang-tidy, with the compile commands of the build folders (default:
            build/linux and build/windows-x64, so that both systems' files are seen), each file once
  cppcheck  as a native program, and the files of host/windows as a 64-bit Windows program
  gcc       gcc -fanalyzer, the native files

Before the tree, a planted defect must be found by each tool. A file that was clean is not looked at
again as long as it, all that it includes, the tool and its options are the same: build/analysed holds
a stamp for each. Uses all processors (NETLATCH_JOBS=N: that many).
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
STAMPS = ROOT / "build/analysed"
JOBS = int(os.environ.get("NETLATCH_JOBS") or os.cpu_count() or 1)
INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)
WINDOWS = re.compile(r"src/host/windows/|_windows\.c$")
PLANTED = """#include <stdlib.h>
int nl_planted(int Count);
int nl_planted(int Count)
{
    int row[3] = {0};
    char *text = malloc(8);
    if (!text)
        return Count;
    free(text);
    text[0] = 'a';
    row[3] = text[0];
    return row[0];
}
"""


def run(command, folder=ROOT):
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


class Tool:
    """One analyser. commands(): (file, command) pairs; findings(): what one run found."""
    expected = ()

    def version(self):
        return run([self.program, "--version"]).stdout

    def findings(self, result):
        said = (result.stdout + result.stderr).strip()
        return said if result.returncode or said else ""


class Tidy(Tool):
    program = "clang-tidy"
    expected = ("readability-identifier-naming", "clang-analyzer-unix.Malloc")

    def version(self):
        return super().version() + (ROOT / ".clang-tidy").read_text(encoding="utf-8")

    def command(self, file, flags):
        return [self.program, "--quiet", "--config-file=%s" % (ROOT / ".clang-tidy"), str(file), "--", *flags]

    def planted(self, file):
        return self.command(file, ["-std=c11"])

    def commands(self, builds):
        seen = set()
        for build in builds:
            database = ROOT / build / "compile_commands.json"
            for entry in json.loads(database.read_text(encoding="utf-8")) if database.exists() else ():
                file = pathlib.Path(entry["file"])
                if str(file).startswith("%s/src/" % ROOT) and file not in seen and file.exists():
                    seen.add(file)
                    yield file, self.command(file, self.flags(entry["command"]))

    @staticmethod
    def flags(command):
        """clang takes gcc's flags, but for the sanitizers and what is gcc's alone, and is told the target by its name."""
        words = shlex.split(command)
        if words and words[0].endswith("ccache"):
            words = words[1:]
        kept = ["--target=x86_64-w64-windows-gnu"] if "x86_64-w64-mingw32" in words[0] else []
        skip = False
        for word in words[1:]:
            if skip or word in ("-o", "-c") or word.startswith(("-fsanitize", "-fno-sanitize", "-flto", "-ffat-lto", "-fno-tree-sra")):
                skip = word == "-o" and not skip
                continue
            if not word.endswith(".c"):
                kept.append(word)
        return kept

    def findings(self, result):
        # What clang-tidy says besides findings are counts of suppressed ones.
        lines = [line for line in result.stdout.splitlines() if re.search(r"(error|warning):", line)]
        if result.returncode and not lines:
            lines = result.stderr.splitlines()[-5:]
        return "\n".join(lines)


class Cppcheck(Tool):
    program = "cppcheck"
    expected = ("arrayIndexOutOfBounds",)

    def command(self, file, windows):
        kind = (["--platform=win64", "--library=windows", "-D_WIN32=1", "-D_WIN64=1"] if windows
                else ["--platform=unix64", "--library=posix"])
        return [self.program, "-q", "--std=c11", *kind, "--enable=warning,performance,portability",
                "--inline-suppr", "--error-exitcode=1", "--suppress=missingInclude", "--suppress=unknownMacro",
                "--suppress=readdirCalled", "--suppress=normalCheckLevelMaxBranches",
                "--template={file}:{line}: {id}: {message}", "-I", str(ROOT / "src"), str(file)]

    def planted(self, file):
        return self.command(file, False)

    def commands(self, builds):
        del builds
        for file in sorted((ROOT / "src").rglob("*.c")):
            yield file, self.command(file, bool(WINDOWS.search(file.as_posix())))


class Gcc(Tool):
    program = "gcc"
    expected = ("Wanalyzer-use-after-free",)

    def command(self, file, flags):
        # gcc 12 does not see that an arena owns its blocks, nor that a table has no gaps: leaks, null
        # pointers and uninitialised values are left to clang, which follows them better.
        return [self.program, "-std=c11", *flags, "-O0", "-fanalyzer", "-fanalyzer-verbosity=0",
                "-Wno-analyzer-malloc-leak", "-Wno-analyzer-null-dereference", "-Wno-analyzer-null-argument",
                "-Wno-analyzer-use-of-uninitialized-value", "-c", "-o", "/dev/null", str(file)]

    def planted(self, file):
        return self.command(file, [])

    def commands(self, builds):
        del builds
        flags = ROOT / "build/linux/generated/flags.txt"
        if not flags.exists():
            return
        words = [line for line in flags.read_text(encoding="utf-8").splitlines()
                 if line and not re.fullmatch(r"-fsanitize.*|-fno-sanitize.*|-D|-I", line)]
        # A room's own definitions are not among the flags that all have.
        entries = json.loads((ROOT / "build/linux/compile_commands.json").read_text(encoding="utf-8"))
        own = {entry["file"]: [word for word in shlex.split(entry["command"]) if word.startswith("-D")]
               for entry in entries}
        for file in sorted((ROOT / "src").rglob("*.c")):
            if not WINDOWS.search(file.as_posix()):
                yield file, self.command(file, words + own.get(str(file), []))


TOOLS = {"tidy": Tidy(), "cppcheck": Cppcheck(), "gcc": Gcc()}


def included(file, seen):
    """The file and all of our own that it includes, however deep."""
    if file in seen or not file.is_file():
        return
    seen.add(file)
    for name in INCLUDE.findall(file.read_bytes()):
        for folder in (file.parent, ROOT / "src", ROOT / "build/linux/generated", ROOT / "build/windows-x64/generated"):
            if (folder / name.decode()).is_file():
                included((folder / name.decode()).resolve(), seen)
                break


def stamp(version, file, command):
    files = set()
    included(file, files)
    digest = hashlib.sha256(repr((version, command)).encode())
    for path in sorted(files):
        digest.update(str(path).encode())
        digest.update(path.read_bytes())
    return STAMPS / digest.hexdigest()


def analyse(tool, version, file, command):
    """What is found in one file; nothing where it was clean before."""
    mark = stamp(version, file, command)
    if mark.exists():
        return ""
    found = tool.findings(run(command))
    if not found:
        mark.touch()
    return found


def prove(name, tool):
    """The tool finds what was planted."""
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "planted.c"
        file.write_text(PLANTED, encoding="utf-8")
        result = run(tool.planted(file), folder)
        for word in tool.expected:
            if word not in result.stdout + result.stderr:
                yield "%s missed a planted defect (%s)" % (name, word)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--tool", action="append", choices=sorted(TOOLS))
    parser.add_argument("builds", nargs="*", default=["build/linux", "build/windows-x64"])
    options = parser.parse_args()
    STAMPS.mkdir(parents=True, exist_ok=True)
    problems, work, planted = set(), [], 0
    for name in options.tool or TOOLS:
        tool = TOOLS[name]
        problems.update(prove(name, tool))
        planted += len(tool.expected)
        version = tool.version()
        work += [(tool, version, file, command) for file, command in tool.commands(options.builds)]
    if not work:
        problems.add("there is nothing to analyse: build first")
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        for found in pool.map(lambda job: analyse(*job), work):
            # A finding in a header comes once per file that includes it.
            problems.update(found.splitlines())
    for problem in sorted(problems):
        print(problem)
    print("analyse: %d planted defects, %d files, %s"
          % (planted, len(work), "FAILED" if problems else "nothing else found"))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
