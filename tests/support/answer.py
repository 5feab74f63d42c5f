#!/usr/bin/env python3
"""answer.py RULES COMMAND... - answers a program's questions by what stands on its page, not by their number.

What a wizard asks depends on the machine: a risk more, a page less. Each line of RULES is

  TEXT<tab>ANSWER<tab>ANSWER...

In an answer {WORDS} is the number of the first line of the page with these words: "   8  [x] WORDS".
When the program waits behind "> ", the first rule whose TEXT stands in what it has said since its last
answer, and which has an answer left, gives its next answer. A rule that begins with * gives its last
answer as often as it is asked. Without a rule the input ends, and so does this with 1, which shows the
page. Otherwise everything the program says is passed on, and its exit code.
"""

import os
import re
import subprocess
import sys

PROMPT = b"> "


def read_rules(path):
    with open(path, encoding="utf-8") as file:
        for line in file.read().splitlines():
            text, *answers = line.split("\t")
            yield {"text": text.lstrip("*").encode(), "repeats": text.startswith("*"), "answers": answers}


def next_answer(rules, page):
    for rule in rules:
        if rule["text"] in page and rule["answers"]:
            last = rule["repeats"] and len(rule["answers"]) == 1
            return numbered(rule["answers"][0] if last else rule["answers"].pop(0), page.decode(errors="replace"))
    return None


def numbered(answer, page):
    """The answer with the numbers of the lines that it names; a line that is not there gives none."""
    def number(words):
        found = re.search(r"^[> ]*(\d+)  [^\n]*%s" % re.escape(words.group(1)), page, re.MULTILINE)
        return found.group(1) if found else ""
    return re.sub(r"\{([^}]*)\}", number, answer)


def main(path, command):
    rules = list(read_rules(path))
    program = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    page, unanswered = b"", None
    while True:
        more = os.read(program.stdout.fileno(), 65536)
        if not more:
            break
        sys.stdout.buffer.write(more)
        page += more
        if not page.endswith(PROMPT) or program.stdin.closed:
            continue
        answer = next_answer(rules, page)
        if answer is None:
            unanswered = page
            program.stdin.close()
        else:
            program.stdin.write(answer.encode() + b"\n")
            program.stdin.flush()
            page = b""
    sys.stdout.buffer.flush()
    code = program.wait()
    if unanswered is not None:
        sys.stderr.write("answer: no rule for this page:\n%s\n" % unanswered.decode(errors="replace"))
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
