#!/usr/bin/env python3
"""real_machine.py CONTROL_SET IN OUT - filters a hivexregedit export for Wine's regedit.

Renames the control set to CurrentControlSet, leaves out the service keys that Wine itself
needs as they are, and writes UTF-16LE with a byte order mark, which regedit wants.
"""

import re
import sys

# Services of Wine's own registry: their ImagePath is Wine's, replacing it would stop Wine.
WINE_RUNS = {
    "bits", "eventlog", "fontcache", "fontcache3.0.0.0", "http", "mountmgr", "msiserver", "ndis",
    "nsiproxy", "plugplay", "rpcss", "schedule", "spooler", "stisvc", "termservice", "vxd",
    "winebus", "winedevice", "winehid", "wineusb", "winexinput", "winmgmt", "winsock", "winsock2",
    "wuauserv",
}
KEY = re.compile(r"^\[(.*)\]$")


def main(control_set, source, target):
    marker = "\\%s\\" % control_set
    kept = ["Windows Registry Editor Version 5.00", ""]
    writing = False
    with open(source, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            match = KEY.match(line)
            if match:
                path = match.group(1)
                writing = marker in path
                path = path.replace(marker, "\\CurrentControlSet\\", 1)
                parts = path.split("\\")
                if "Services" in parts:
                    service = parts[parts.index("Services") + 1:][:1]
                    if not service or service[0].lower() in WINE_RUNS:
                        writing = False
                line = "[%s]" % path
            if writing:
                kept.append(line)
    with open(target, "wb") as file:
        file.write(b"\xff\xfe" + ("\r\n".join(kept) + "\r\n").encode("utf-16-le"))


if __name__ == "__main__":
    main(*sys.argv[1:4])
