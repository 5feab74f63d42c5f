#!/usr/bin/env python3
"""skipped_tests.py RESULTS.xml - which tests did not run, and why, from ctest's --output-junit.

A line for each: a test of CTest that was skipped as a whole, a test of a bats file, or a test of a
unit test program. Ends with 1 where one of them gives no reason: a test must not vanish in silence.
"""

import re
import sys
import xml.etree.ElementTree

WHOLE = re.compile(r"^(?:netlatch: )?skipped: (.*)", re.MULTILINE)
BATS = re.compile(r"^ok \d+ (.*?) # skip ?(.*)", re.MULTILINE)
CMOCKA = re.compile(r"^\[  SKIPPED \] (?:Test: )?(\w+)", re.MULTILINE)
CMOCKA_RUN = re.compile(r"^\[ RUN      \] (\w+)\n(.*?)(?=^\[ RUN|\Z)", re.MULTILINE | re.DOTALL)


def skipped_in(name, text, whole):
    """Pairs of a test's name and the reason, '' where there is none."""
    found = [("%s: %s" % (name, title), why) for title, why in BATS.findall(text)]
    for test, said in CMOCKA_RUN.findall(text):
        # Behind the last test stand the names of all that were skipped once more.
        if test in CMOCKA.findall(said):
            why = WHOLE.search(said)
            found.append(("%s: %s" % (name, test), why.group(1) if why else ""))
    if whole and not found:
        why = WHOLE.search(text)
        found.append((name, why.group(1) if why else ""))
    return found


def main(path):
    found = []
    for case in xml.etree.ElementTree.parse(path).getroot().iter("testcase"):
        output = case.find("system-out")
        found += skipped_in(case.get("name"), (output.text or "") if output is not None else "",
                            case.find("skipped") is not None)
    if found:
        print("Skipped (%d):" % len(found))
    for name, why in found:
        print("  %s: %s" % (name, why or "GIVES NO REASON"))
    return 0 if all(why for _, why in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
