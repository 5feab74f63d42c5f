#!/usr/bin/env python3
"""neutral_machine.py RECORDED.json - the machine file without anything of the computer it is from.

How tests/data/machine-office.json was made, from the machine of scripts/run.sh:

    scripts/run.sh record --output recorded.json
    tests/support/neutral_machine.py recorded.json >neutral.json
    build/linux/netlatch record --from neutral.json --output tests/data/machine-office.json

The last line gives it the form that netlatch writes.
"""

import json
import sys

COMPUTER = "OFFICE-7"
PERSON = "OFFICE-7\\person"
CONNECTIONS = ["Ethernet", "Wi-Fi", "Tunnel", "Ethernet 2"]


def neutral_adapters(adapters):
    """Wine names them after the interfaces of the computer it runs on, the one in use among them."""
    names = iter(CONNECTIONS)
    for adapter in sorted(adapters, key=lambda one: one.get("up") != "yes"):
        loopback = adapter["description"] == "lo"
        adapter["name"] = "Loopback" if loopback else next(names)
        adapter["description"] = adapter["name"]
        for where in [] if loopback else adapter.get("addresses", []):
            v6 = ":" in where["address"]
            local = where["address"].startswith("fe80:")
            where["address"] = "192.0.2.7" if not v6 else "fe80::7" if local else "2001:db8::7"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    machine = document["machine"]
    old = machine["name"]
    machine["name"] = COMPUTER
    machine["session"]["user_name"] = PERSON
    neutral_adapters(machine["adapters"])
    machine["listeners"]["list"] = []  # what listens there is not this machine's
    for key in machine["registry"]:
        for row in key.get("values", []):
            if isinstance(row["value"].get("data"), str) and row["value"]["data"].lower() == old.lower():
                row["value"]["data"] = COMPUTER
    json.dump(document, sys.stdout, indent=2)


if __name__ == "__main__":
    main()
