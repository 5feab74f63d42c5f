"""checking.py - what the check scripts share: finding files, reporting, and proving themselves.

Each check is a function that takes the root of a tree and yields findings. main() first plants
violations in a scratch tree and demands that each is found, and that the clean ones are not;
only then does it look at the real tree. A check that cannot fail is worse than none.

Standard library only; nothing here is needed to build.
"""

import os
import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(os.environ.get("NETLATCH_SOURCE_DIR") or pathlib.Path(__file__).parents[1])


def files(root, folder, *suffixes):
    """Files below a folder with one of these endings, in a stable order."""
    top = pathlib.Path(root) / folder
    return sorted(path for path in top.rglob("*")
                  if path.is_file() and (not suffixes or path.suffix in suffixes))


def relative(path, root):
    return path.relative_to(root).as_posix()


TOKENS = re.compile(
    r'//[^\n]*|/\*.*?\*/|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', re.DOTALL)


def code_only(text, keep_strings=False):
    """C text with comments blanked, and the contents of strings too; lines keep their numbers.
    A // comment becomes the two slashes alone, so that a check can see it."""
    def blank(match):
        token = match.group(0)
        if token.startswith("//"):
            return "//"
        if token.startswith("/*"):
            return " " + "\n" * token.count("\n")
        return token if keep_strings else token[0] + token[0]
    return TOKENS.sub(blank, text)


def plant(tree):
    """A scratch tree with these files: {path: text or bytes}."""
    folder = tempfile.TemporaryDirectory(prefix="netlatch-check-")
    for name, content in tree.items():
        path = pathlib.Path(folder.name) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content, encoding="utf-8")
    return folder


def self_test(check, bad, good):
    """bad and good: lists of (tree, words); every bad tree must give a finding with those words."""
    problems = []
    for tree, words in bad:
        with plant(tree) as root:
            found = list(check(pathlib.Path(root)))
        if not any(words in finding for finding in found):
            problems.append("planted violation not found: %r in %r, got %r" % (words, tree, found))
    for tree in good:
        with plant(tree) as root:
            found = list(check(pathlib.Path(root)))
        if found:
            problems.append("clean tree refused: %r for %r" % (found, tree))
    return problems


def main(name, check, bad, good):
    problems = self_test(check, bad, good)
    if problems:
        print("%s: the check itself is broken:" % name)
    else:
        problems = list(check(ROOT))
    for problem in problems:
        print("  " + problem)
    print("%s: %d planted violations found, %d clean trees passed, %s"
          % (name, len(bad), len(good), "%d problems" % len(problems) if problems else "tree clean"))
    sys.exit(1 if problems else 0)
