#!/usr/bin/env python3
"""big_machine.py FILE KIND=NUMBER... - a recorded machine with many of something, to measure cost.

Takes tests/data/machine-office.json and adds, for each kind that is named:

  keys       NetBT interface keys of adapters that are gone
  adapters   adapters in use, with their keys, NetBIOS on
  services   services, each depending on the one before it within its group of ten
  rules      firewall rules, every tenth of them about TCP 445
  sockets    sockets on the five ports
  sids       accounts in the deny list of network logon

Writes FILE, or the standard output for "-".
"""

import json
import os
import pathlib
import sys

ROOT = pathlib.Path(os.environ.get("NETLATCH_SOURCE_DIR") or pathlib.Path(__file__).parents[1])
NETBT = r"HKLM\SYSTEM\CurrentControlSet\Services\NetBT\Parameters\Interfaces"
TCPIP = r"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters\Interfaces"
CONNECTIONS = r"HKLM\SYSTEM\CurrentControlSet\Control\Network\{4D36E972-E325-11CE-BFC1-08002BE10318}"
RULES = r"\FirewallPolicy\FirewallRules"
PORTS = (("tcp", 135), ("udp", 137), ("udp", 138), ("tcp", 139), ("tcp", 445))


def number(value):
    return {"state": "value", "type": "REG_DWORD", "data": value}


def text(value):
    return {"state": "value", "type": "REG_SZ", "data": value}


def key(path, **values):
    return {"path": path, "state": "value",
            "values": [{"name": name, "value": value} for name, value in sorted(values.items())]}


def guid(kind, index):
    return "{%08x-%04x-4000-8000-000000000000}" % (index, kind)


def add_keys(machine, count, kind=1):
    for index in range(count):
        machine["registry"].append(key(r"%s\Tcpip_%s" % (NETBT, guid(kind, index)), NetbiosOptions=number(0)))


def add_adapters(machine, count):
    add_keys(machine, count, kind=2)
    for index in range(count):
        name = guid(2, index)
        machine["registry"].append(key(r"%s\%s" % (TCPIP, name), EnableDHCP=number(0)))
        machine["registry"].append(key(r"%s\%s\Connection" % (CONNECTIONS, name), Name=text("LAN %d" % index)))
        machine["adapters"].append({
            "guid": name, "name": "LAN %d" % index, "description": "Made", "type": 6, "up": "yes",
            "dhcp": "no", "netbios": "yes",
            "addresses": [{"address": "10.%d.%d.1" % (index // 256 % 256, index % 256), "prefix": 24}]})


def add_services(machine, count):
    for index in range(count):
        service = {"name": "made%d" % index, "display": "Made %d" % index, "type": 16,
                   "start": {"state": "value", "type": "START_TYPE", "data": 2 + index % 2},
                   "run": "running" if index % 3 else "stopped", "account": "LocalSystem",
                   "image": "C:\\made\\made%d.exe" % index}
        service["depends"] = ["made%d" % (index - 1)] if index % 10 else ["RpcSs"]
        machine["services"].append(service)


def add_rules(machine, count):
    rules = next(entry for entry in machine["registry"] if entry["path"].endswith(RULES))
    for index in range(count):
        port = 445 if index % 10 == 0 else 10000 + index % 50000
        rules["values"].append({"name": "{made-%06d}" % index, "value": text(
            "v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=%d|RA4=10.%d.%d.0/255.255.255.0|"
            "Name=made %d|" % (port, index // 256 % 256, index % 256, index))})


def add_sockets(machine, count):
    listeners = machine["listeners"]
    listeners.setdefault("list", [])
    for state in ("tcp4", "tcp6", "udp4", "udp6"):
        listeners[state] = "value"
        listeners.pop(state + "_code", None)
    for index in range(count):
        protocol, port = PORTS[index % len(PORTS)]
        listeners["list"].append({"protocol": protocol, "address": "10.%d.%d.1" % (index // 256 % 256, index % 256),
                                  "port": port, "pid": 1000 + index, "process": "made%d.exe" % index})


def add_sids(machine, count):
    right = next(entry for entry in machine["rights"] if entry["name"] == "SeDenyNetworkLogonRight")
    right["holders"] = {"state": "value", "type": "SID_SET",
                        "data": sorted("S-1-5-21-1-2-3-%d" % (10000 + index) for index in range(count))}


ADD = {"keys": add_keys, "adapters": add_adapters, "services": add_services, "rules": add_rules,
       "sockets": add_sockets, "sids": add_sids}


def main(arguments):
    document = json.loads((ROOT / "tests/data/machine-office.json").read_text(encoding="utf-8"))
    for argument in arguments[1:]:
        kind, _, count = argument.partition("=")
        ADD[kind](document["machine"], int(count))
    document["machine"]["registry"].sort(key=lambda entry: entry["path"].lower())
    written = json.dumps(document)
    if arguments[0] == "-":
        sys.stdout.write(written)
    else:
        pathlib.Path(arguments[0]).write_text(written, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2 or any(argument.partition("=")[0] not in ADD for argument in sys.argv[2:]):
        sys.exit(__doc__)
    main(sys.argv[1:])
