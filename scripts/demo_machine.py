#!/usr/bin/env python3
"""demo_machine.py RECORDING.json.xz OUT [GUID...] - a recorded Windows as text for reg_text.py.

Makes the demonstration of scripts/run.sh from facts: the keys that netlatch reads, the services with
their start types and dependencies, the firewall rules and the adapters are those of the recording. The
adapters that are connected come first and get the GUIDs in their order, so that they are the ones
that Wine reports. Services that Wine runs itself keep what Wine needs; the computer has the name of its
host, which Wine gives it at each start.
"""

import json
import lzma
import sys

from real_machine import WINE_RUNS

SERVICES = "HKLM\\SYSTEM\\CurrentControlSet\\Services\\"
WINDOWS = "HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"')


def written(kind, data):
    """A value in the notation of reg_text.py; None: nothing to write."""
    if kind == "REG_SZ":
        return quoted(data)
    if kind == "REG_EXPAND_SZ":
        return "expand:" + quoted(data)
    if kind == "REG_MULTI_SZ":
        return "multi:" + ",".join(quoted(one) for one in data)
    if kind == "REG_DWORD":
        return "dword:%08x" % data
    return None


def value_line(name, value):
    if value.get("state") != "value":
        return None
    if "data_hex" in value:
        raw = bytes.fromhex(value["data_hex"])
        text = "hex:" + ",".join("%02x" % byte for byte in raw) if value["type"] == "REG_BINARY" else None
    else:
        text = written(value["type"], value["data"])
    return "%s=%s" % (quoted(name), text) if text else None


def key_lines(path, lines):
    return ["", "[%s]" % path.replace("HKLM\\", "HKEY_LOCAL_MACHINE\\", 1)] + [line for line in lines if line]


def service_lines(service):
    def line(name, kind, data):
        return "%s=%s" % (quoted(name), written(kind, data)) if data not in (None, "", []) else None

    start = service["start"]
    return key_lines(SERVICES + service["name"], [
        line("Type", "REG_DWORD", service["type"]),
        line("Start", "REG_DWORD", start["data"]) if start.get("state") == "value" else None,
        line("ErrorControl", "REG_DWORD", 1),
        line("DisplayName", "REG_SZ", service.get("display")),
        line("ImagePath", "REG_EXPAND_SZ", service.get("image")),
        line("ObjectName", "REG_SZ", service.get("account")),
        line("Group", "REG_SZ", service.get("group")),
        line("DependOnService", "REG_MULTI_SZ", service.get("depends")),
        line("DependOnGroup", "REG_MULTI_SZ", service.get("depends_groups")),
    ])


def belongs_to_wine(path):
    rest = path[len(SERVICES):] if path.startswith(SERVICES) else ""
    return rest.split("\\")[0].lower() in WINE_RUNS


def version_lines(machine):
    major, minor = machine["os"]["version"].split(".")[:2]
    return key_lines(WINDOWS, [
        '"CurrentVersion"="6.3"',
        '"CurrentMajorVersionNumber"=dword:%08x' % int(major),
        '"CurrentMinorVersionNumber"=dword:%08x' % int(minor),
        '"CurrentBuild"="%d"' % machine["os"]["build"],
        '"CurrentBuildNumber"="%d"' % machine["os"]["build"],
    ])


def renamed(text, machine, guids):
    adapters = sorted(machine["adapters"], key=lambda one: one["up"] != "yes")
    for adapter, guid in zip(adapters, guids):
        for spelling in (adapter["guid"], adapter["guid"].upper()):
            text = text.replace(spelling, guid)
    return text


def main(source, target, guids):
    with lzma.open(source, "rt", encoding="utf-8") as file:
        machine = json.load(file)["machine"]
    lines = ["Windows Registry Editor Version 5.00"]
    for service in machine["services"]:
        if service["name"].lower() not in WINE_RUNS:
            lines += service_lines(service)
    for key in machine["registry"]:
        values = key.get("values") or []
        if values and key["path"].startswith("HKLM\\") and not belongs_to_wine(key["path"]):
            lines += key_lines(key["path"], [value_line(one["name"], one["value"]) for one in values])
    lines += version_lines(machine)
    with open(target, "w", encoding="utf-8") as file:
        file.write(renamed("\n".join(lines) + "\n", machine, guids))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
