#!/usr/bin/python3
"""exported.py FORMAT FILE [PLAN AFTER [OWN]] - what an exported file says, read by readers that are not netlatch's.

Formats: inf, pol and gpo (Samba's parsers of Group Policy), domain (what a domain controller of Samba
read of a policy), ansible (PyYAML), lgpo, dsc, unattend (by what
their formats say), enumerated (what "net registry enumerate_recursive" says), queried (what "reg query /s" says).

Without PLAN and AFTER: prints what was read, one fact a line. With them (a plan in JSON, and the recording of the
machine after netlatch applied it): every fact is what the machine has now, and every step of the plan that the
format can hold is among the facts. Ends with 1 where that is not so. OWN: what this printed of the
reader before, which is not the file's.
"""

import json
import re
import sys

import lgpo_text

TYPES = {"REG_SZ": 1, "REG_EXPAND_SZ": 2, "REG_BINARY": 3, "REG_DWORD": 4, "REG_MULTI_SZ": 7}
RULES = r"software\policies\microsoft\windowsfirewall\firewallrules" + "\\"
SERVICES = r"system\currentcontrolset\services" + "\\"


def registry_fact(key, name, kind, data):
    """A value of the registry, or what it stands for: a start type, a rule of the firewall."""
    path = (key.strip("\\") + "\\" + name).lower()
    if path.startswith(RULES):
        match = re.search(r"netlatch-(tcp|udp)-(\d+)$", path)
        if data is None:
            return "firewall", match.group(1) + " " + match.group(2), "absent"
        fields = dict(part.split("=", 1) for part in data.split("|")[1:-1])
        wanted = {"Action": "Block", "Active": "TRUE", "Dir": "In",
                  "Protocol": "6" if match.group(1) == "tcp" else "17", "LPort": match.group(2)}
        assert data.startswith("v2.10|") and data.endswith("|"), data
        assert wanted.items() <= fields.items(), data
        return "firewall", match.group(1) + " " + match.group(2), "1"
    if path.startswith(SERVICES) and path.endswith("\\start"):
        return "service-start", path[len(SERVICES):-len("\\start")], "absent" if data is None else str(data)
    if path.startswith(SERVICES) and path.endswith("\\dependonservice"):
        return "service-depends", path[len(SERVICES):-len("\\dependonservice")], "\n".join(data)
    return "registry", path, "absent" if data is None else "%d:%s" % (kind, data)


def read_inf(raw):
    from samba.gp_parse.gp_inf import GptTmplInfParser
    parser = GptTmplInfParser()
    parser.parse(raw)
    for line in parser.sections["Registry Values"].param_list:
        path, _, value = line.partition("=")
        key, name = path.rsplit("\\", 1)
        kind, _, data = value.partition(",")
        assert key.startswith("MACHINE\\"), line
        kind = int(kind)
        data = int(data) if kind == 4 else data.split(",") if kind == 7 else data.strip('"')
        yield registry_fact(key[len("MACHINE\\"):], name, kind, data)
    for name, start, acl in parser.sections["Service General Setting"].param_list:
        assert acl == "", acl
        yield "service-start", name.lower(), start
    for right, holders in parser.sections["Privilege Rights"].param_list:
        yield "user-right", right, " ".join(sorted(sid.lstrip("*") for sid in holders if sid))
    for name, value in parser.sections["System Access"].param_list:
        assert name == "EnableGuestAccount", name
        yield "account", "501", value


def pol_facts(path):
    import os
    import tempfile
    from samba.gp_parse.gp_pol import GPPolParser
    raw = open(path, "rb").read()
    parser = GPPolParser()
    parser.parse(raw)
    with tempfile.TemporaryDirectory() as folder:
        again = os.path.join(folder, "again.pol")
        parser.write_binary(again)
        # A wrong size or signature is read without a word, and shows when it is written.
        assert open(again, "rb").read() == raw, "Samba writes other bytes"
    for entry in parser.pol_file.entries:
        kind, data = entry.type, entry.data
        if entry.valuename.startswith("**del."):
            assert (kind, data) == (1, " "), (kind, data)
            yield registry_fact(entry.keyname, entry.valuename[len("**del."):], None, None)
            continue
        if kind == 7:
            data = [part for part in bytes(data).decode("utf-16-le").split("\0") if part]
        yield registry_fact(entry.keyname, entry.valuename, kind, data)


def lgpo_facts(raw):
    for where, key, name, kind, data in lgpo_text.entries(raw):
        assert where == "computer" and kind in (1, 4) or data == "DELETE", (where, key, name, data)
        yield registry_fact(key, name, kind, None if kind is None else data)


def enumerated_facts(raw):
    key = name = kind = None
    for line in raw.decode().splitlines():
        line = line.strip()
        match = re.match(r"(Keyname|Valuename|Type|Value)\s*= ?(.*)$", line)
        if line.startswith("[") and line.endswith("]"):
            key = re.sub(r"^(HKLM|HKEY_LOCAL_MACHINE)\\", "", line[1:-1], flags=re.IGNORECASE)
        elif match and match.group(1) == "Valuename":
            name = match.group(2)
        elif match and match.group(1) == "Type":
            kind = TYPES[match.group(2)]
        elif match and match.group(1) == "Value":
            data = match.group(2)
            yield registry_fact(key, name, kind, int(data.split()[0], 0) if kind == 4 else data.strip('"'))


def queried_facts(raw):
    key = None
    for line in raw.decode("utf-8", "replace").replace("\r", "").splitlines():
        if line.startswith("HKEY_LOCAL_MACHINE\\"):
            key = line[len("HKEY_LOCAL_MACHINE\\"):]
        elif line.startswith("    "):
            name, kind, data = re.split(r"    ", line.strip(" "), maxsplit=2)
            kind = TYPES[kind]
            yield registry_fact(key, name, kind, int(data, 16) if kind == 4 else
                                data.split("\\0") if kind == 7 else data)


def dsc_facts(raw):
    starts = {"Automatic": "2", "Manual": "3", "Disabled": "4"}
    resources = json.loads(raw)["resources"]
    names = [resource["name"] for resource in resources]
    # definitions/instanceName.json of PowerShell/DSC
    assert len(set(names)) == len(names) and all(re.fullmatch("[a-zA-Z0-9 ]+", name) for name in names), names
    for resource in resources:
        said = resource["properties"]
        if resource["type"] == "Microsoft.Windows/Service":
            yield "service-start", said["name"].lower(), starts[said["startType"]]
            continue
        assert resource["type"] == "Microsoft.Windows/Registry" and said["keyPath"].startswith("HKLM\\"), resource
        (kind, data), = said["valueData"].items() if said.get("_exist", True) else [(None, None)]
        yield registry_fact(said["keyPath"][len("HKLM\\"):], said["valueName"],
                            {"DWord": 4, "String": 1, "MultiString": 7, None: None}[kind], data)


def unattend_facts(raw):
    import xml.etree.ElementTree as tree
    space = "{urn:schemas-microsoft-com:unattend}"
    root = tree.fromstring(raw)
    components = root.findall("%ssettings/%scomponent" % (space, space))
    assert [c.get("processorArchitecture") for c in components] == ["amd64", "x86", "arm64"]
    commands = [[(c.findtext(space + "Order"), c.findtext(space + "Path")) for c in component.iter(
        space + "RunSynchronousCommand")] for component in components]
    assert commands[0] == commands[1] == commands[2]
    for order, (number, command) in enumerate(commands[0], 1):
        assert number == str(order) and len(command) <= 259, (number, command)
        words = re.findall(r'"[^"]*"|\S+', command)
        if words[:5] == ["netsh", "advfirewall", "firewall", "add", "rule"]:
            match = re.search(r"dir=in action=block protocol=(\w+) localport=(\d+)$", command)
            yield "firewall", " ".join(match.groups()), "1"
            continue
        assert words[:2] == ["reg", "add"] and words[3::2] == ["/v", "/t", "/d", "/f"], command
        key, name, kind, data = [word.strip('"') for word in words[2::2]]
        kind = TYPES[kind]
        yield registry_fact(key[len("HKLM\\"):], name, kind, int(data) if kind == 4 else data)


def ansible_facts(raw):
    import yaml
    starts = {"auto": "2", "manual": "3", "disabled": "4"}
    kinds = {"dword": 4, "string": 1, "multistring": 7}
    play, = yaml.safe_load(raw)
    for task in play["tasks"]:
        assert set(task) - {"name"} <= {"ansible.windows.win_regedit", "ansible.windows.win_service",
                                        "ansible.windows.win_user_right", "community.windows.win_firewall_rule",
                                        "community.windows.win_security_policy"}, task
        (module, said), = [(key, value) for key, value in task.items() if key != "name"]
        if module.endswith("win_regedit"):
            assert said["path"].startswith("HKLM:\\"), said
            yield registry_fact(said["path"][len("HKLM:\\"):], said["name"], kinds.get(said.get("type")),
                                said.get("data"))
        elif module.endswith("win_service"):
            yield "service-start", said["name"].lower(), starts[said["start_mode"]]
        elif module.endswith("win_user_right"):
            yield "user-right", said["name"], said["action"] + " " + " ".join(sorted(said["users"]))
        elif module.endswith("win_firewall_rule"):
            assert (said["direction"], said["action"], said["enabled"]) == ("in", "block", True), said
            yield "firewall", said["protocol"] + " " + said["localport"], "1" if said["state"] == "present" else "absent"
        else:
            assert (said["section"], said["key"]) == ("System Access", "EnableGuestAccount"), said
            yield "account", "501", said["value"]


def domain_facts(path):
    """What "samba-tool gpo backup" says it read."""
    import xml.etree.ElementTree as tree
    root = tree.parse(path + "/MACHINE/Registry.pol.xml").getroot()
    for entry in root.findall("Entry"):
        kind, data = int(entry.get("type")), entry.findtext("Value")
        yield registry_fact(entry.findtext("Key"), entry.findtext("ValueName"), kind, int(data) if kind == 4 else data)
    root = tree.parse(path + "/MACHINE/Microsoft/Windows NT/SecEdit/GptTmpl.inf.xml").getroot()
    for entry in root.findall("Section[@name='Privilege Rights']/Parameter"):
        yield "user-right", entry.findtext("Key"), " ".join(sorted(v.text.lstrip("*") for v in entry.findall("Value")))
    for entry in root.findall("Section[@name='Service General Setting']/Parameter"):
        name, start, _ = [value.text for value in entry.findall("Value")]
        yield "service-start", name.lower(), start


def facts(form, path):
    if form == "domain":
        return list(domain_facts(path))
    if form == "gpo":
        import glob
        machine, = glob.glob(glob.escape(path) + "/{*}/DomainSysvol/GPO/Machine")
        return facts("pol", machine + "/registry.pol") + facts("inf", machine +
                                                               "/microsoft/windows nt/SecEdit/GptTmpl.inf")
    raw = open(path, "rb").read()
    if form == "pol":
        return list(pol_facts(path))
    return list({"inf": read_inf, "dsc": dsc_facts, "unattend": unattend_facts, "ansible": ansible_facts, "lgpo": lgpo_facts, "enumerated": enumerated_facts,
                 "queried": queried_facts}[form](raw))


def value_of(value):
    if value["state"] == "absent":
        return "absent"
    return value["data"] if "data" in value else value.get("data_hex")


def machine_facts(machine):
    found = {}
    for key in machine["registry"]:
        for value in key.get("values", []):
            data = value_of(value["value"])
            path = (key["path"] + "\\" + value["name"]).lower()[len("hklm\\"):]
            if value["value"]["state"] == "value":
                found["registry", path] = "%s:%s" % (TYPES.get(value["value"].get("type"), "?"), data)
    for service in machine["services"]:
        found["service-start", service["name"].lower()] = str(value_of(service["start"]))
        found["service-depends", service["name"].lower()] = "\n".join(service.get("depends", []))
    for right in machine["rights"]:
        data = value_of(right["holders"])
        found["user-right", right["name"]] = " ".join(sorted(data)) if data != "absent" else ""
    return found


CARRIED = {"inf": {"registry", "service-start", "service-depends", "user-right"},
           "pol": {"registry", "service-start", "service-depends", "firewall-block"},
           "lgpo": {"registry", "service-start", "firewall-block"}}
CARRIED["unattend"] = CARRIED["lgpo"]
CARRIED["gpo"] = CARRIED["ansible"] = CARRIED["inf"] | CARRIED["pol"]
CARRIED["enumerated"] = CARRIED["queried"] = CARRIED["dsc"] = CARRIED["pol"]


def step_key(address):
    place = address["place"]
    if place == "registry":
        return place, (address["path"] + "\\" + address["name"]).lower()[len("hklm\\"):]
    if place == "firewall-block":
        return "firewall", address["path"] + " " + address["name"]
    if place == "user-right":
        return place, address["path"]
    return place, address["path"].lower()


def main():
    form, path = sys.argv[1:3]
    read = facts(form, path)
    if len(sys.argv) == 3:
        for fact in sorted(read):
            print("%s %s = %s" % fact)
        return 0
    plan = json.load(open(sys.argv[3], encoding="utf-8"))
    now = machine_facts(json.load(open(sys.argv[4], encoding="utf-8"))["machine"])
    own = open(sys.argv[5], encoding="utf-8").read().splitlines() if len(sys.argv) > 5 else []
    read = [fact for fact in read if "%s %s = %s" % fact not in own]
    wrong = 0
    for place, name, data in read:
        if place == "user-right" and data.startswith("add "):
            if not set(data.split()[1:]) <= set(now.get((place, name), "").split()):
                print("%s: the file adds %r, the machine has %r" % (name, data, now.get((place, name))))
                wrong += 1
            continue
        if place != "firewall" and now.get((place, name), "absent") != data:
            print("%s %s: the file says %r, the machine has %r" % (place, name, data, now.get((place, name))))
            wrong += 1
    known = {fact[:2] for fact in read}
    steps = [step for step in plan["steps"] if step["address"]["place"] in CARRIED[form]
             and (form not in ("inf", "unattend") or step["wanted_state"] != "absent")]  # a template removes nothing
    for step in steps:
        if step_key(step["address"]) not in known:
            print("%s: the step is not in the file" % (step_key(step["address"]),))
            wrong += 1
    if not read or not steps:
        print("nothing was compared")
        wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
