#!/usr/bin/env python3
"""report_documents.py - the documents of tests/golden/report by the rules of their formats.

That the program writes them byte for byte is the golden test's business. Here somebody else's
readers (json, csv, xml, html of Python) say whether they are what they claim to be: JSON against
res/schema, CSV for a spreadsheet, JUnit XML, and HTML that is whole, fetches nothing and runs
nothing. Each rule is first shown a document that breaks it.
"""

import csv
import html.parser
import io
import pathlib
import re
import sys
import xml.etree.ElementTree

import validate_schema

ROOT = pathlib.Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "report"
SCHEMAS = ROOT / "res" / "schema"


def golden(name):
    text = (GOLDEN / name).read_bytes().decode("utf-8")
    return text.replace("@VERSION@", "0.0.0")


def schema_errors(schema, text):
    try:
        return validate_schema.Schema(SCHEMAS / f"{schema}.schema.json").errors(
            validate_schema.parse(text))
    except ValueError as error:
        return [str(error)]


def audit_errors(text):
    yield from ascii_errors(text)
    yield from schema_errors("audit", text)


def plan_errors(text):
    yield from ascii_errors(text)
    yield from schema_errors("plan", text)


def machine_errors(text):
    yield from ascii_errors(text)
    yield from schema_errors("machine", text)


def lines_errors(text):
    yield from ascii_errors(text)
    records = []
    for line in text.splitlines():
        yield from schema_errors("audit-lines", line)
        if len(line) >= 65000:
            yield f"a line of {len(line)} bytes"
        if not line.startswith('{"time":'):
            yield "a line that does not begin with its time"
        records.append(re.search(r'"record":"(\w+)"', line).group(1))
    if not text.endswith("\n") or records[0] != "header" or records.count("port") != 5:
        yield "not a header and five ports"


def ascii_errors(text):
    if not text.isascii():
        yield "not ASCII"


def line_errors(text):
    yield from ascii_errors(text)
    if not re.fullmatch(r"(Compliant|NonCompliant)(; [ -~]*)?\n", text) or len(text) > 2048:
        yield "not one line that begins with its verdict"


def csv_errors(text):
    if not text.startswith("\ufeff"):
        yield "no byte order mark"
    if re.search(r"(?<!\r)\n|\r(?!\n)", text):
        yield "a line end that is not CRLF"
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    if rows[0][:4] != ["time", "machine", "profile", "check"]:
        yield "no head"
    checks = [row[3] for row in rows]
    if len(set(checks)) != len(checks):
        yield "a check that has two rows"
    for row in rows:
        if len(row) != len(rows[0]):
            yield f"{len(row)} cells in a row, {len(rows[0])} in the head"
        for cell in row:
            if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
                yield f"a formula: {cell}"


METRIC = re.compile(r'(netlatch_[a-z_]+)\{((?:[a-z]+="(?:[^"\\\n]|\\[\\"n])*",?)+)\} (NaN|\d+)')


def prom_errors(text):
    """As promtool has it: HELP and TYPE before each metric, each series once, LF."""
    known, series = set(), set()
    if "\r" in text or not text.endswith("\n"):
        yield "a line end that is not LF"
    for line in text.splitlines():
        head = re.fullmatch(r"# (HELP|TYPE) (netlatch_[a-z_]+) (.+)", line)
        if head:
            known.add(head.group(1, 2))
            if head.group(1) == "TYPE" and (head.group(3) != "gauge" or head.group(2).endswith("_total")):
                yield f"the type of {head.group(2)}"
            continue
        metric = METRIC.fullmatch(line)
        if not metric:
            yield f"no metric: {line}"
        elif not {("HELP", metric.group(1)), ("TYPE", metric.group(1))} <= known:
            yield f"{metric.group(1)} has no HELP or no TYPE before it"
        elif metric.group(1, 2) in series:
            yield f"a series that stands twice: {line}"
        else:
            series.add(metric.group(1, 2))


def sarif_errors(text):
    """What the published schema leaves open: indexes, levels, what stands twice."""
    yield from ascii_errors(text)
    try:
        run = validate_schema.parse(text)["runs"][0]
    except (ValueError, LookupError) as error:
        yield str(error)
        return
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    if len(set(rules)) != len(rules):
        yield "a rule stands twice"
    prints = [result["partialFingerprints"]["check/v1"] for result in run["results"]]
    if len(set(prints)) != len(prints):
        yield "a result stands twice"
    for result in run["results"]:
        if rules[result["ruleIndex"]] != result["ruleId"]:
            yield f"{result['ruleId']}: another rule has its index"
        if result["kind"] not in ("pass", "fail", "open", "notApplicable", "informational"):
            yield f"{result['ruleId']}: the kind {result['kind']}"
        if (result["level"] != "none") != (result["kind"] == "fail"):
            yield f"{result['ruleId']}: the level {result['level']} of {result['kind']}"


JUNIT = {  # element: attributes that must be there, attributes that may be, children
    "testsuites": ({"name", "tests", "failures", "errors"}, {"time"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"time", "timestamp", "hostname"}, {"testcase"}),
    "testcase": ({"classname", "name"}, {"time"}, {"failure", "error", "skipped"}),
    "failure": ({"type", "message"}, set(), set()),
    "error": ({"type", "message"}, set(), set()),
    "skipped": ({"message"}, set(), set()),
}


def junit_errors(text):
    try:
        root = xml.etree.ElementTree.fromstring(text)
    except xml.etree.ElementTree.ParseError as error:
        yield str(error)
        return
    if root.tag != "testsuites":
        yield "not a testsuites document"
        return
    for element in root.iter():
        if element.tag not in JUNIT:
            yield f"the element {element.tag}"
            continue
        must, may, children = JUNIT[element.tag]
        if not must <= set(element.attrib) <= must | may:
            yield f"{element.tag}: attributes {sorted(element.attrib)}"
        for child in element:
            if child.tag not in children:
                yield f"{element.tag} holds {child.tag}"
    for suite in root.iter("testsuite"):
        for counter, tag in (("tests", "testcase"), ("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            if int(suite.get(counter)) != len(list(suite.iter(tag))):
                yield f"{suite.get('name')}: {counter} do not add up"


VOID = {"meta", "br"}
KNOWN = VOID | set("""html head title style body header main footer section article figure figcaption details summary
    h1 h2 h3 p ul ol li dl div dt dd span strong code pre bdi table caption thead tbody tr th td svg desc
    g path rect circle text""".split())
ATTRIBUTES = set("""lang charset http-equiv content name id class scope role data-label aria-labelledby
    aria-hidden viewbox d x y width height rx cx cy r""".split())
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


class Page(html.parser.HTMLParser):
    """Reads a page and remembers what is wrong with it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.errors, self.ids, self.refs, self.tags, self.policy = [], [], [], [], [], None
        self.language = None
        self.style = ""
        self.needs_title = False

    def handle_starttag(self, tag, attributes):
        attributes = [(name, value or "") for name, value in attributes]
        given = dict(attributes)
        self.tags.append(tag)
        if tag not in KNOWN:
            self.errors.append(f"the element {tag}")
        for name, value in attributes:
            if name not in ATTRIBUTES:
                self.errors.append(f"the attribute {name} of {tag}")
            if name == "id":
                self.ids.append(value)
            if name == "aria-labelledby":
                self.refs += value.split()
        if tag == "html":
            self.language = given.get("lang")
        if tag == "th" and given.get("scope") != "col":
            self.errors.append("a head of a column without scope")
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given.get("content")
        if self.needs_title and tag != "title":
            self.errors.append("a picture that does not begin with its title")
        self.needs_title = tag == "svg" and "aria-hidden" not in given
        if self.needs_title and given.get("role") != "img":
            self.errors.append("a picture without role")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.errors.append(f"{tag} ends inside {self.open[-1:]}")
        else:
            self.open.pop()

    def handle_comment(self, data):
        self.errors.append(f"a comment: {data}")

    def handle_data(self, data):
        if self.open and self.open[-1] == "style":
            self.style += data


def html_errors(text):
    page = Page()
    page.feed(text)
    page.close()
    yield from page.errors
    if page.open:
        yield f"never ended: {page.open}"
    if not text.startswith("<!DOCTYPE html>"):
        yield "no doctype"
    if page.language not in ("en", "zh-CN"):
        yield f"the language is {page.language}"
    if page.policy != POLICY:
        yield f"the policy is {page.policy}"
    if len(page.ids) != len(set(page.ids)):
        yield "an id stands twice"
    for reference in page.refs:
        if reference not in page.ids:
            yield f"nothing has the id {reference}"
    if re.search(r"url\(|@import|expression|javascript:", page.style, re.IGNORECASE):
        yield "the style sheet fetches something"
    for wanted in ("prefers-color-scheme: dark", "@media print", "@media (max-width"):
        if wanted not in page.style:
            yield f"the style sheet has no {wanted}"
    if "viewport" not in text or page.tags.count("h1") != 1:
        yield "no viewport, or not one h1"


def text_errors(text):
    if re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", text):
        yield "a control character"
    for line in text.splitlines():
        if re.search(r"\s$", line):
            yield f"spaces at the end: {line}"


DOCUMENTS = [
    (audit_errors, ["audit.json", "hostile.json"]),
    (plan_errors, ["plan.json", "plan-clean.json", "hostile-plan.json"]),
    (machine_errors, ["machine.json"]),
    (lines_errors, ["audit.ndjson", "hostile.ndjson"]),
    (csv_errors, ["audit.csv", "audit-zh.csv", "hostile.csv"]),
    (prom_errors, ["audit.prom", "hostile.prom"]),
    (sarif_errors, ["audit.sarif", "hostile.sarif"]),
    (junit_errors, ["audit.junit.xml", "hostile.junit.xml"]),
    (html_errors, ["audit.html", "audit-clean.html", "plan.html", "plan-zh.html", "hostile.html", "hostile-plan.html"]),
    (line_errors, ["audit.line", "audit-quiet.line", "audit-clean.line"]),
    (text_errors, ["audit.txt", "audit-verbose.txt", "audit-narrow.txt", "audit-zh.txt", "plan.txt", "plan-zh.txt", "hostile.txt"]),
]

# A document, what is done to it, and the rule that must then object.
PLANTED = [
    (audit_errors, "audit.json", '"compliant": false,', ""),
    (audit_errors, "audit.json", '"verdict": "fail"', '"verdict": "failed"'),
    (audit_errors, "audit.json", '"compliant": false', '"compliant": 0'),
    (audit_errors, "audit.json", '"compliant": false', '"compliant": false, "compliant": false'),
    (audit_errors, "audit.json", '"port": 445,\n      "protocol"', '"port": 446,\n      "protocol"'),
    (audit_errors, "audit.json", '"findings": [', '"extra": 1, "findings": ['),
    (audit_errors, "audit.json", '"netlatch/audit/2"', '"netlatch/audit/1"'),
    (audit_errors, "audit.json", '"value_state": "denied"', '"value_state": "refused"'),
    (audit_errors, "audit.json", '"value": "0"', '"value": 0'),
    (audit_errors, "audit.json", "Ethernet", "Ethern\u00e9t"),
    (plan_errors, "plan.json", '"restart_required": true,', ""),
    (plan_errors, "plan.json", '"place": "registry"', '"place": "disk"'),
    (plan_errors, "plan.json", '"add": [', '"plus": ['),
    (plan_errors, "plan.json", '"why": [', '"why": "'),
    (machine_errors, "machine.json", '"run": "running"', '"run": "walking"'),
    (machine_errors, "machine.json", '"data_hex": "616263"', '"data_hex": "61626"'),
    (lines_errors, "audit.ndjson", '"record":"finding"', '"record":"fund"'),
    (csv_errors, "audit.csv", '"\'+S-1-5-114', '"+S-1-5-114'),
    (csv_errors, "audit.csv", "\r\n", "\n"),
    (csv_errors, "audit.csv", "\ufeff", ""),
    (csv_errors, "audit.csv", ',"next"', ""),
    (csv_errors, "audit.csv", '"dcom.enabled"', '"smb.direct"'),
    (lines_errors, "audit.ndjson", '{"time":', '{"when":'),
    (prom_errors, "audit.prom", "# TYPE netlatch_compliant gauge\n", ""),
    (prom_errors, "audit.prom", "# TYPE netlatch_compliant gauge", "# TYPE netlatch_compliant counter"),
    (prom_errors, "audit.prom", 'port="135"', 'port="139"'),
    (prom_errors, "audit.prom", "\n", "\r\n"),
    (sarif_errors, "audit.sarif", '"ruleIndex": 0', '"ruleIndex": 1'),
    (sarif_errors, "audit.sarif", '"kind": "fail"', '"kind": "failed"'),
    (sarif_errors, "audit.sarif", '"level": "none"', '"level": "error"'),
    (junit_errors, "audit.junit.xml", 'failures="2"', 'failures="1"'),
    (junit_errors, "audit.junit.xml", "&#39;", "<"),
    (junit_errors, "audit.junit.xml", '<skipped message="not-checked"/>', "<skip/>"),
    (html_errors, "audit.html", "<main>", "<main><script>"),
    (html_errors, "audit.html", "<h1>", '<h1 onclick="x">'),
    (html_errors, "audit.html", "</main>", ""),
    (html_errors, "audit.html", "img-src data:", "img-src *"),
    (html_errors, "audit.html", 'id="ports-head"', 'id="findings-head"'),
    (html_errors, "audit.html", "<title id=", "<desc id="),
    (html_errors, "audit.html", "* { box-sizing", "* { background: url(https://x); box-sizing"),
    (html_errors, "audit.html", ' scope="col"', ""),
    (html_errors, "audit.html", '<html lang="en">', "<html>"),
    (line_errors, "audit.line", "NonCompliant", "Bad"),
    (line_errors, "audit.line", "\n", "\nmore\n"),
    (text_errors, "audit.txt", "TCP 135", "TCP\x1b[31m 135"),
]


def profiles():
    """The built-in profiles against their schema; their comments are taken out first."""
    token = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL)
    for path in sorted((ROOT / "res" / "profiles").glob("*.json")):
        text = token.sub(lambda found: found.group(0) if found.group(0)[0] == '"' else " ",
                         path.read_text(encoding="utf-8"))
        for error in schema_errors("profile", text):
            yield f"{path.name}: {error}"


def main():
    problems = []
    for rule, name, old, new in PLANTED:
        text = golden(name)
        if old not in text:
            problems.append(f"{name} has no {old!r} to plant a mistake in")
        elif not list(rule(text.replace(old, new, 1))):
            problems.append(f"{name}: nothing objects to {new!r} for {old!r}")
    for rule, names in DOCUMENTS:
        for name in names:
            problems += [f"{name}: {error}" for error in rule(golden(name))]
    problems += profiles()
    for problem in problems:
        print(problem)
    count = sum(len(names) for _, names in DOCUMENTS)
    print(f"report_documents: {len(PLANTED)} planted mistakes, {count} documents, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
