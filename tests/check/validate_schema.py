#!/usr/bin/env python3
"""validate_schema.py - checks JSON documents against the schemas of res/schema.

    validate_schema.py SCHEMA.json DOCUMENT.json...     one document per file
    validate_schema.py --lines SCHEMA.json FILE...      one document per line

As much of JSON Schema 2020-12 as our schemas use: type, enum, const, required, properties,
additionalProperties, propertyNames, items, minItems, maxItems, minimum, pattern, oneOf, anyOf,
$ref into the same file or a file beside it, and true or false as a schema. A keyword that is not
known here is an error, so that no schema says more than is checked. Other tests import it.
"""

import json
import pathlib
import re
import sys

ANNOTATIONS = {"$schema", "$id", "$defs", "$comment", "title", "description"}
TYPES = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
}


class SchemaError(Exception):
    """The schema itself cannot be used."""


def same(a, b):
    """Equality that does not take true for 1."""
    return type(a) is type(b) and a == b


def unique(pairs):
    """An object of a document, in which each key stands once."""
    found = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} stands twice")
        found[key] = value
    return found


def parse(text):
    return json.loads(text, object_pairs_hook=unique)


class Schema:
    """A schema file and those it refers to."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.root = parse(self.path.read_text(encoding="utf-8"))
        self.others = {}

    def errors(self, value):
        """Every violation, as "place: what"."""
        return list(self.check(self.root, value, "$"))

    def resolve(self, reference):
        file, _, pointer = reference.partition("#")
        home = self
        if file:
            if file not in self.others:
                self.others[file] = Schema(self.path.parent / file)
            home = self.others[file]
        found = home.root
        for part in pointer.split("/")[1:]:
            if not isinstance(found, dict) or part not in found:
                raise SchemaError(f"{self.path.name}: {reference} leads nowhere")
            found = found[part]
        return home, found

    def check(self, schema, value, place):
        if schema is True:
            return
        if schema is False:
            yield f"{place}: is not allowed"
            return
        for keyword, rule in schema.items():
            if keyword in ANNOTATIONS:
                continue
            handler = getattr(self, "on_" + keyword.lstrip("$"), None)
            if handler is None:
                raise SchemaError(f"{self.path.name}: the keyword {keyword} is not known here")
            yield from handler(rule, value, place, schema)

    def on_ref(self, rule, value, place, _schema):
        home, found = self.resolve(rule)
        yield from home.check(found, value, place)

    def on_type(self, rule, value, place, _schema):
        names = rule if isinstance(rule, list) else [rule]
        if not any(TYPES[name](value) for name in names):
            yield f"{place}: is not {' or '.join(names)}"

    def on_enum(self, rule, value, place, _schema):
        if not any(same(value, allowed) for allowed in rule):
            yield f"{place}: {value!r} is none of {rule}"

    def on_const(self, rule, value, place, _schema):
        if not same(value, rule):
            yield f"{place}: {value!r} is not {rule!r}"

    def on_required(self, rule, value, place, _schema):
        if isinstance(value, dict):
            for key in rule:
                if key not in value:
                    yield f"{place}: {key} is missing"

    def on_properties(self, rule, value, place, _schema):
        if isinstance(value, dict):
            for key, part in rule.items():
                if key in value:
                    yield from self.check(part, value[key], f"{place}.{key}")

    def on_additionalProperties(self, rule, value, place, schema):
        if isinstance(value, dict):
            for key in value:
                if key not in schema.get("properties", {}):
                    yield from self.check(rule, value[key], f"{place}.{key}")

    def on_propertyNames(self, rule, value, place, _schema):
        if isinstance(value, dict):
            for key in value:
                yield from self.check(rule, key, f"{place}: the key {key!r}")

    def on_items(self, rule, value, place, _schema):
        if isinstance(value, list):
            for index, item in enumerate(value):
                yield from self.check(rule, item, f"{place}[{index}]")

    def on_minItems(self, rule, value, place, _schema):
        if isinstance(value, list) and len(value) < rule:
            yield f"{place}: has {len(value)} items, needs {rule}"

    def on_maxItems(self, rule, value, place, _schema):
        if isinstance(value, list) and len(value) > rule:
            yield f"{place}: has {len(value)} items, may have {rule}"

    def on_minimum(self, rule, value, place, _schema):
        if TYPES["number"](value) and value < rule:
            yield f"{place}: {value} is below {rule}"

    def on_pattern(self, rule, value, place, _schema):
        if isinstance(value, str) and not re.search(rule, value):
            yield f"{place}: {value!r} does not match {rule}"

    def on_anyOf(self, rule, value, place, _schema):
        tries = [list(self.check(part, value, place)) for part in rule]
        if all(tries):
            yield from min(tries, key=len)

    def on_oneOf(self, rule, value, place, _schema):
        tries = [list(self.check(part, value, place)) for part in rule]
        fitting = sum(not errors for errors in tries)
        if fitting == 0:
            yield from min(tries, key=len)
        elif fitting > 1:
            yield f"{place}: fits {fitting} of the alternatives, must fit one"


def main(arguments):
    lines = arguments[:1] == ["--lines"]
    if lines:
        arguments = arguments[1:]
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 64
    schema = Schema(arguments[0])
    failed = False
    for path in arguments[1:]:
        text = pathlib.Path(path).read_text(encoding="utf-8")
        documents = text.splitlines() if lines else [text]
        for number, document in enumerate(documents, 1):
            where = f"{path}:{number}" if lines else path
            try:
                errors = schema.errors(parse(document))
            except ValueError as error:
                errors = [str(error)]
            for error in errors:
                failed = True
                print(f"{where}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
