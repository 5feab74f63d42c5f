#!/usr/bin/python3
"""validate_json.py SCHEMA FILE... - whether each document of each file is as a JSON schema has it, by Debian's
python3-jsonschema. A file is one document, or, with the ending .jsonl or .ndjson, one a line. Prints what is wrong; 1
where something is, 77 where there is no such reader."""

import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)


def main():
    schema = json.loads(pathlib.Path(sys.argv[1]).read_text(encoding="utf-8"))
    reader = jsonschema.validators.validator_for(schema)
    assert reader is jsonschema.Draft202012Validator, schema["$schema"]
    reader.check_schema(schema)
    documents, failed = 0, 0
    for name in sys.argv[2:]:
        text = pathlib.Path(name).read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines() if name.endswith((".jsonl", ".ndjson")) else [text], 1):
            documents += 1
            for error in reader(schema).iter_errors(json.loads(line)):
                failed = 1
                print(f"{name}:{number}: {error.json_path} {error.message[:300]}")
    print(f"{documents} documents")
    return failed if documents else 1


if __name__ == "__main__":
    sys.exit(main())
