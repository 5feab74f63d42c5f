#!/usr/bin/env python3
"""check_layers.py - who may include whom: the table of rooms, as a test.

The arrows are drawn in src/README.md. Nothing points up; only the rooms that know an
operating system include its headers; only the wiring files of app name a concrete host.
"""

import re

import checking

# room: the rooms it may include, itself always allowed. Rooms are folders below src/.
MAY_SEE = {
    "base": [],
    "model": ["base"],
    "host": ["base", "model"],
    "host/survey": ["base", "model", "host"],
    "host/record": ["base", "model", "host", "host/survey"],
    "host/windows": ["base", "model", "host", "host/survey"],
    "host/hive": ["base", "model", "host", "host/survey"],
    "host/posix": ["base", "model", "host", "host/survey"],
    "plan": ["base", "model", "host"],
    "apply": ["base", "model", "host", "plan"],
    "report": ["base", "model", "plan"],
    "export": ["base", "model", "host", "plan"],
    "probe": ["base", "model", "host", "plan"],
    "fleet": ["base", "model", "plan", "report"],
    "app": ["base", "model", "host", "host/survey", "plan", "apply", "report", "export", "probe", "fleet"],
    "app/wizard": ["base", "model", "host", "plan", "apply", "report", "app"],
}
# The file that starts the wizard sees it; no other file of app does.
STARTS_WIZARD = "app/main.c"
# What the files that wire a concrete host together may see besides.
WIRING_SEES = ["host/record", "host/windows", "host/hive", "host/posix"]
GENERATED = {"version.h", "embedded.h", "events.h", "languages.h"}

WINDOWS_HEADER = re.compile(
    r"^(windows|win(def|base|nt|user|reg|svc|error|nls|ver|con|cred|ternl|ioctl|sock|sock2|inet|trust)"
    r"|ws2\w*|mswsock|wsipv6ok|iphlpapi|iptypes|ipexport|iprtrmib|ipmib|tcpmib|udpmib|netioapi|tcpestats"
    r"|lm\w*|nb30|ntsecapi|ntdef|ntstatus|subauth|ddk/.*|aclapi|accctrl|sddl|authz|dsgetdc|dsrole"
    r"|obj(base|idl)|ole\w*|oaidl|oleauto|unknwn\w*|combaseapi|initguid|guiddef|netfw|wbem\w*"
    r"|shellapi|shlobj|shlwapi|shlguid|knownfolders|userenv|wtsapi32|tlhelp32|psapi|processthreadsapi"
    r"|securitybaseapi|sysinfoapi|versionhelpers|conio|io|direct|process|tchar|excpt|rpc\w*|bcrypt"
    r"|wincrypt|propvarutil|natupnp|netcon|wlanapi|clusapi|msi)\.h$", re.IGNORECASE)
POSIX_HEADER = re.compile(
    r"^(unistd|fcntl|dirent|termios|poll|pwd|grp|dlfcn|ftw|glob|pthread|semaphore|signal|syslog"
    r"|strings|langinfo|netdb|ifaddrs|(sys|net|netinet|arpa|linux)/.*)\.h$|^sys/")
SYSTEM_CONDITION = re.compile(
    r"^\s*#\s*(?:ifdef|ifndef|if|elif)\b.*\b(_WIN32|_WIN64|WIN32|__linux__|__unix__|__APPLE__)\b")
INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def room_of(path):
    """host/record/store.c -> host/record; None for a file that stands in no room."""
    parts = path.split("/")
    for depth in (2, 1):
        room = "/".join(parts[:depth])
        if len(parts) > depth and room in MAY_SEE:
            return room
    return None


def system_allowed(path, room, wanted):
    """May this file include a header of that system?"""
    if wanted == "windows":
        return room == "host/windows" or path == "app/wiring_windows.c"
    return room == "host/posix" or path == "app/wiring_posix.c"


def check(root):
    for file in checking.files(root, "src", ".c", ".h"):
        path = checking.relative(file, root / "src")
        room = room_of(path)
        if room is None:
            yield "src/%s: stands in no room" % path
            continue
        if room == "host" and file.suffix == ".c":
            yield "src/%s: host asks questions, it holds no code that runs" % path
        wiring = room == "app" and file.name.startswith("wiring_")
        allowed = [room] + MAY_SEE[room] + (WIRING_SEES if wiring else [])
        if path == STARTS_WIZARD:
            allowed.append("app/wizard")
        text = checking.code_only(file.read_text(encoding="utf-8"), keep_strings=True)
        for number, line in enumerate(text.splitlines(), 1):
            where = "src/%s:%d" % (path, number)
            if SYSTEM_CONDITION.match(line) and not (
                    system_allowed(path, room, "windows") or system_allowed(path, room, "posix")):
                yield "%s: a condition on the operating system belongs in its own room" % where
            match = INCLUDE.match(line)
            if not match:
                continue
            own, system = match.groups()
            if system:
                if WINDOWS_HEADER.match(system) and not system_allowed(path, room, "windows"):
                    yield "%s: <%s> is for host/windows and app/wiring_windows.c" % (where, system)
                elif POSIX_HEADER.match(system) and not system_allowed(path, room, "posix"):
                    yield "%s: <%s> is for host/posix and app/wiring_posix.c" % (where, system)
                elif system == "hivex.h":
                    yield "%s: <hivex.h> is for tests" % where
                elif system.startswith("cmocka"):
                    yield "%s: the program knows nothing of its tests" % where
                continue
            if own in GENERATED or "/" not in own and (file.parent / own).exists():
                continue  # made by the build, or of this very room
            target = room_of(own)
            if target is None:
                yield '%s: "%s": write the path below src/, as in "model/value.h"' % (where, own)
            elif target not in allowed:
                yield "%s: %s may not include %s (%s)" % (where, room, target, own)


BAD = [
    ({"src/base/text.c": '#include "model/value.h"\n'}, "base may not include model"),
    ({"src/plan/plan.c": '#include "apply/journal.h"\n'}, "plan may not include apply"),
    ({"src/report/text.c": '#include "host/host.h"\n'}, "report may not include host"),
    ({"src/plan/plan.c": '#include "host/survey/survey.h"\n'}, "plan may not include host/survey"),
    ({"src/app/main.c": '#include "host/windows/win_host.h"\n'}, "app may not include host/windows"),
    ({"src/app/main.c": '#include "host/record/record.h"\n'}, "app may not include host/record"),
    ({"src/host/record/a.c": '#include "host/windows/win_host.h"\n'}, "host/record may not include host/windows"),
    ({"src/model/value.h": "#include <windows.h>\n"}, "<windows.h> is for host/windows"),
    ({"src/app/wiring_posix.c": "#  include <winsock2.h>\n"}, "<winsock2.h> is for host/windows"),
    ({"src/apply/journal.c": "#include <unistd.h>\n"}, "<unistd.h> is for host/posix"),
    ({"src/apply/journal.c": "#include <sys/stat.h>\n"}, "<sys/stat.h> is for host/posix"),
    ({"src/host/posix/a.c": "#include <hivex.h>\n"}, "<hivex.h> is for tests"),
    ({"src/plan/plan.c": "#ifdef _WIN32\n#endif\n"}, "condition on the operating system"),
    ({"src/plan/plan.c": "#if defined(_WIN32)\n#endif\n"}, "condition on the operating system"),
    ({"src/plan/plan.c": '#include "../model/value.h"\n'}, "write the path below src/"),
    ({"src/plan/plan.c": '#include "value.h"\n', "src/model/value.h": "\n"}, "write the path below src/"),
    ({"src/host/host.c": "int x;\n"}, "holds no code"),
    ({"src/app/output.c": '#include "app/wizard/page.h"\n'}, "app may not include app/wizard"),
    ({"src/loose.c": "int x;\n"}, "stands in no room"),
]
GOOD = [
    {"src/plan/plan.h": "\n", "src/plan/audit.c": '#include "plan.h"\n'},
    {"src/plan/plan.c": '#include "plan/plan.h"\n\n#include <string.h>\n\n#include "host/host.h"\n'},
    {"src/app/wiring_windows.c": '#include <windows.h>\n#include "host/windows/win_host.h"\n'
                                 '#include "host/record/record.h"\n'},
    {"src/base/text.c": '/* #include "app/main.h" */\n#include "version.h"\n#ifdef __clang__\n#endif\n'},
    {"src/host/windows/win_load.c": '#ifdef _WIN64\n#endif\n#include "host/survey/survey.h"\n'},
    {"src/app/main.c": '#include "app/wizard/wizard.h"\n'},
    {"src/app/wizard/page.c": '#include "app/app.h"\n'},
    {"src/host/posix/disk.c": "#include <sys/stat.h>\n"},
]

if __name__ == "__main__":
    checking.main("check_layers", check, BAD, GOOD)
