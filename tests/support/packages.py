#!/usr/bin/env python3
"""packages.py FOLDER [OUT] - whether the manifests beside a zip say of it what is so, in the form that winget and Scoop
document. OUT: a folder for those of winget as JSON, as the published schemas (tests/data/package-schemas) describe them:
version.json, installer.json, defaultLocale.json."""

import hashlib
import json
import pathlib
import re
import sys
import zipfile


def flat(text):
    """The fields of a manifest, whose values are written as JSON."""
    fields = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        name, value = line.split(": ", 1)
        assert name not in fields, name
        assert value[0] in '"[{' or re.fullmatch(r"[0-9]+(\.[0-9]+){2}", value), line  # no YAML takes it for a number
        fields[name] = value if name == "ManifestVersion" else json.loads(value)
    return fields


def main():
    folder = pathlib.Path(sys.argv[1])
    archive, = folder.glob("netlatch-*-windows.zip")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    inside = zipfile.ZipFile(archive).namelist()
    version = re.fullmatch(r"netlatch-([0-9.]+)-windows", archive.stem).group(1)

    needed = {
        "": {"PackageIdentifier", "PackageVersion", "DefaultLocale", "ManifestType", "ManifestVersion"},
        ".installer": {"PackageIdentifier", "PackageVersion", "Installers", "ManifestType", "ManifestVersion"},
        ".locale.en-US": {"PackageIdentifier", "PackageVersion", "PackageLocale", "Publisher", "PackageName", "License",
                          "ShortDescription", "ManifestType", "ManifestVersion"},
    }
    for part, names in needed.items():
        fields = flat((folder / "winget" / ("netlatch.netlatch%s.yaml" % part)).read_text(encoding="utf-8"))
        assert set(fields) == names, set(fields) ^ names
        if len(sys.argv) > 2:
            (pathlib.Path(sys.argv[2]) / (fields["ManifestType"] + ".json")).write_text(json.dumps(fields))
        assert (fields["PackageIdentifier"], fields["PackageVersion"]) == ("netlatch.netlatch", version)
        for installer in fields.get("Installers", []):
            assert re.fullmatch(r"[A-F0-9]{64}", installer["InstallerSha256"])
            assert installer["InstallerSha256"].lower() == digest
            assert installer["InstallerUrl"].endswith("/" + archive.name)
            nested, = installer["NestedInstallerFiles"]
            assert nested["RelativeFilePath"].replace("\\", "/") in inside, nested
    scoop = json.loads((folder / "scoop/netlatch.json").read_text(encoding="utf-8"))
    assert {"version", "homepage", "license"} <= set(scoop) and scoop["version"] == version
    for architecture in scoop["architecture"].values():
        assert architecture["hash"] == digest and architecture["url"].endswith("/" + archive.name)
        (program, alias), = architecture["bin"]
        assert "%s/%s" % (architecture["extract_dir"], program) in inside and alias == "netlatch"
    bill = json.loads((folder / (archive.stem + ".cdx.json")).read_text(encoding="utf-8"))
    assert bill["metadata"]["component"]["version"] == version
    kit = zipfile.ZipFile(archive)
    for part in bill["components"]:
        for entry in part.get("hashes", []):
            name, = [name for name in inside if name.endswith("/" + part["name"])]
            assert entry["content"] == hashlib.sha256(kit.read(name)).hexdigest(), part["name"]


if __name__ == "__main__":
    main()
