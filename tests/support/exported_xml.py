#!/usr/bin/env python3
"""exported_xml.py TASK... BACKUP - whether tasks for the Task Scheduler and a backup of a Group Policy have what their
readers ask for. No schema of a backup is published: its elements are those of backups that Microsoft publishes
(BaselineManagement); those of a task stand in [MS-TSCH] 2.5."""

import pathlib
import sys
import xml.etree.ElementTree as tree

TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
BACKUP = "{http://www.microsoft.com/GroupPolicy/GPOOperations}"
MANIFEST = "{http://www.microsoft.com/GroupPolicy/GPOOperations/Manifest}"
INSTANCE = ["GPOGuid", "GPODomain", "GPODomainGuid", "GPODomainController", "BackupTime", "ID", "Comment",
            "GPODisplayName"]
CORE = ["ID", "Domain", "SecurityDescriptor", "DisplayName", "Options", "UserVersionNumber", "MachineVersionNumber",
        "MachineExtensionGuids", "UserExtensionGuids", "WMIFilter"]


def names(element, space):
    return [child.tag[len(space):] for child in element]


def check_task(path):
    root = tree.fromstring(path.read_bytes())  # UTF-16, as its declaration says
    assert path.read_bytes()[:2] == b"\xff\xfe"
    assert root.tag == TASK + "Task" and root.get("version") == "1.2"
    assert names(root, TASK) == ["RegistrationInfo", "Triggers", "Principals", "Settings", "Actions"]
    assert names(root.find(TASK + "Triggers"), TASK) == ["BootTrigger", "EventTrigger", "CalendarTrigger"]
    query = tree.fromstring(root.find(".//%sSubscription" % TASK).text)
    assert query.find("Query/Select").text == "*[System[EventID=10000]]"
    principal = root.find(".//%sPrincipal" % TASK)
    assert root.find(TASK + "Actions").get("Context") == principal.get("id")
    assert principal.findtext(TASK + "UserId") == "S-1-5-18"
    run = root.find(".//%sExec" % TASK)
    assert names(run, TASK) == ["Command", "Arguments", "WorkingDirectory"]
    words = run.findtext(TASK + "Arguments").split()
    assert words[:2] == ["apply", "--profile"] and "--yes" in words, words
    if words[2].startswith(".\\"):
        assert (path.parent / words[2][2:]).is_file()


def check_backup(folder):
    manifest = tree.parse(folder / "manifest.xml").getroot()
    assert manifest.tag == MANIFEST + "Backups"
    instance, = manifest
    assert names(instance, MANIFEST) == INSTANCE
    inside = folder / instance.findtext(MANIFEST + "ID")
    own = tree.parse(inside / "bkupInfo.xml").getroot()
    assert own.tag == MANIFEST + "BackupInst" and [e.text for e in own] == [e.text for e in instance]
    root = tree.parse(inside / "Backup.xml").getroot()
    assert root.tag == BACKUP + "GroupPolicyBackupScheme" and root.get(BACKUP + "version") == "2.0"
    policy, = root
    assert names(policy, BACKUP) == ["SecurityGroups", "FilePaths", "GroupPolicyCoreSettings", "GroupPolicyExtension",
                                     "GroupPolicyExtension"]
    core = policy.find(BACKUP + "GroupPolicyCoreSettings")
    assert names(core, BACKUP) == CORE
    assert core.findtext(BACKUP + "ID") == instance.findtext(MANIFEST + "GPOGuid")
    descriptor = bytes.fromhex(core.findtext(BACKUP + "SecurityDescriptor"))
    assert descriptor[0] == 1 and int.from_bytes(descriptor[22:24], "little") == len(descriptor) - 20
    files = [file.get(BACKUP + "Location").replace("\\", "/") for file in policy.iter(BACKUP + "FSObjectFile")]
    assert len(files) == 2 and all((inside / file).is_file() for file in files), files


def main():
    *tasks, backup = map(pathlib.Path, sys.argv[1:])
    for task in tasks:
        check_task(task)
    check_backup(backup)


if __name__ == "__main__":
    main()
