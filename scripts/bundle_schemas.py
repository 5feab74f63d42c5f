#!/usr/bin/env python3
"""bundle_schemas.py - each schema of res/schema holds all that it refers to, so that any validator loads
it alone.

    bundle_schemas.py --update      writes the copies
    bundle_schemas.py               fails where a copy is not what it is a copy of

A schema may refer to a definition of another ("audit.schema.json#/$defs/time"), or to another as a whole
("profile.schema.json"). --update copies that definition into its own $defs, with all it refers to in
turn, and says in $comment where it is from. Originals are edited, copies never.
"""

import copy
import json
import pathlib
import re
import sys

FOLDER = pathlib.Path(__file__).parents[1] / "res" / "schema"
FROM = "copy of "


class Bundle:
    """One schema file and its copies of others."""

    def __init__(self, name, schemas):
        self.schemas = schemas
        self.root = copy.deepcopy(schemas[name])
        self.own = {key: part for key, part in self.root.get("$defs", {}).items()
                    if not part.get("$comment", "").startswith(FROM)}
        self.copies = {}  # what is copied: its name here
        self.made = {}
        for key, part in self.root.get("$defs", {}).items():
            if key not in self.own:
                self.copies[part["$comment"][len(FROM):]] = key

    def name_of(self, origin):
        """The name here of a definition elsewhere, which is copied when it is first asked for."""
        file, _, pointer = origin.partition("#/$defs/")
        original = self.schemas[file]
        part = original["$defs"][pointer] if pointer else {
            key: value for key, value in original.items() if key not in ("$schema", "$id", "$defs", "title")}
        comment = part.get("$comment", "")
        if comment.startswith(FROM):
            return self.name_of(comment[len(FROM):])
        if origin not in self.copies:
            stem = file.split(".")[0]
            name = pointer or stem
            taken = set(self.own) | set(self.copies.values())
            self.copies[origin] = f"{stem}_{name}" if name in taken else name
        name = self.copies[origin]
        if name not in self.made:
            self.made[name] = None  # begun: it may refer to itself
            self.made[name] = {"$comment": FROM + origin, **self.localize(part, file)}
        return name

    def localize(self, part, home):
        """A part of another file (home) or of this one (None), with its references led to copies here."""
        if isinstance(part, list):
            return [self.localize(item, home) for item in part]
        if not isinstance(part, dict):
            return part
        found = {}
        for key, value in part.items():
            if key != "$ref" or not isinstance(value, str):
                found[key] = self.localize(value, home)
            elif value.startswith("#"):
                inner = value.removeprefix("#/$defs/")
                origin = None
                if home is not None:
                    origin = home + value
                elif inner not in self.own:
                    comment = self.root["$defs"][inner]["$comment"]
                    origin = comment[len(FROM):]
                found[key] = f"#/$defs/{self.name_of(origin)}" if origin else value
            else:
                found[key] = f"#/$defs/{self.name_of(value)}"
        return found

    def text(self):
        root = {key: self.localize(value, None) for key, value in self.root.items() if key != "$defs"}
        own = self.localize(self.own, None)
        copies = {name: self.made[name] for name in sorted(self.made)}
        if own or copies:
            root["$defs"] = {**own, **copies}
        return json.dumps(root, indent=2) + "\n"


def wrong_name(file, root):
    """A schema's name is absolute and ends with the number that its documents carry."""
    stem = file.removesuffix(".schema.json")
    found = re.fullmatch(rf"urn:netlatch:schema:{re.escape(stem)}:([0-9]+)", root.get("$id", ""))
    return not found or f'"netlatch/{stem}/{found.group(1)}"' not in json.dumps(root)


def main(arguments):
    update = arguments == ["--update"]
    if arguments and not update:
        print(__doc__, file=sys.stderr)
        return 64
    schemas = {path.name: json.loads(path.read_text(encoding="utf-8"))
               for path in sorted(FOLDER.glob("*.schema.json"))}
    stale = []
    for name in schemas:
        text = Bundle(name, schemas).text()
        path = FOLDER / name
        if text != path.read_text(encoding="utf-8"):
            stale.append(name)
            if update:
                path.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        print(f"{name}: {'written' if update else 'is not whole, or a copy in it is stale: scripts/bundle_schemas.py --update'}")
    wrong = [name for name, root in schemas.items() if wrong_name(name, root)]
    for name in wrong:
        print(f'{name}: "$id" is not urn:netlatch:schema:NAME:NUMBER with the number of its documents')
    stale += wrong
    if not update:
        print(f"bundle_schemas: {len(schemas)} schemas, {len(stale)} problems")
    return 1 if stale and not update else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
