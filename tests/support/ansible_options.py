#!/usr/bin/python3
"""ansible_options.py PLAYBOOK... - whether each option of each task is one that its module documents, with a value that
the module takes. ansible-playbook --syntax-check and ansible-lint look at neither."""

import json
import subprocess
import sys

import yaml
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

NOT_OURS = {"name"}


def spec_of(options):
    spec = {}
    for name, option in options.items():
        spec[name] = {key: option[key] for key in ("type", "choices", "required", "elements", "aliases")
                      if option.get(key) is not None}
    return spec


def main():
    tasks = []
    for path in sys.argv[1:]:
        for play in yaml.safe_load(open(path, encoding="ascii")):
            tasks += play["tasks"]
    modules = sorted({key for task in tasks for key in task if key not in NOT_OURS})
    shown = subprocess.run(["ansible-doc", "-j", "-t", "module"] + modules, check=True, capture_output=True).stdout
    documents = json.loads(shown)
    wrong = 0
    for task in tasks:
        for module in set(task) - NOT_OURS:
            result = ArgumentSpecValidator(spec_of(documents[module]["doc"]["options"])).validate(task[module])
            for message in result.error_messages:
                print("%s: %s: %s" % (task["name"], module, message))
                wrong += 1
    if not tasks:
        print("there are no tasks")
    return 1 if wrong or not tasks else 0


if __name__ == "__main__":
    sys.exit(main())
