#!/usr/bin/env python3
"""package_manifests.py ZIP FOLDER EPOCH [URL] - what others need beside the zip, all of it from one table.

  NAME.cdx.json                     a bill of materials, CycloneDX 1.6: what is inside the executables
  winget/netlatch.netlatch.*.yaml   with URL: the manifests for the Windows Package Manager, 1.12.0
  scoop/netlatch.json               with URL: the manifest for Scoop

URL is the folder in which the zip will lie; without one nothing can be installed from anywhere. The same zip, times and
versions give the same bytes. Versions are those of the sources and packages that the build used.
"""

import hashlib
import json
import pathlib
import re
import subprocess
import sys
import time
import uuid
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent

PACKAGE = {
    "identifier": "netlatch.netlatch",
    "name": "netlatch",
    "publisher": "netlatch contributors",
    "license": "MIT",
    "short": "Closes, or deliberately keeps open, the five ports that Windows opens by default.",
    "locale": "en-US",
    # Architecture for winget and for Scoop, and the executable in the zip.
    "executables": [("x64", "64bit", "netlatch-x64.exe"), ("x86", "32bit", "netlatch-x86.exe")],
}
WINGET = "1.12.0"
PUBLIC_DOMAIN = "Public domain"
GCC_LICENSE = "GPL-3.0-or-later WITH GCC-exception-3.1"


def debian_version(package):
    shown = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], capture_output=True, text=True, check=True)
    return shown.stdout.strip()


def yyjson_version():
    text = (ROOT / "build/deps/yyjson/src/yyjson.h").read_text(encoding="utf-8")
    return ".".join(re.search(r"YYJSON_VERSION_%s\s+(\d+)" % part, text).group(1) for part in ("MAJOR", "MINOR", "PATCH"))


def lzma_version():
    text = (ROOT / "build/deps/7zip/C/7zVersion.h").read_text(encoding="utf-8")
    return re.search(r'#define MY_VERSION_NUMBERS "([^"]+)"', text).group(1)


def component(kind, name, version, licence, purl, **more):
    if licence == PUBLIC_DOMAIN:
        choice = {"license": {"name": licence}}
    else:
        choice = {"expression": licence} if " " in licence else {"license": {"id": licence}}
    return dict({"type": kind, "bom-ref": purl, "name": name, "version": version, "licenses": [choice], "purl": purl}, **more)


def bill(version, archive, epoch):
    runtime, gcc, yyjson = debian_version("mingw-w64-common"), debian_version("gcc-mingw-w64-base"), yyjson_version()
    sums = []
    with zipfile.ZipFile(archive) as kit:
        for _, _, executable in PACKAGE["executables"]:
            entry, = [name for name in kit.namelist() if name.endswith("/" + executable)]
            sums.append({"type": "file", "bom-ref": executable, "name": executable,
                         "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(kit.read(entry)).hexdigest()}]})
    own = component("application", PACKAGE["name"], version, PACKAGE["license"], "pkg:generic/netlatch@" + version,
                    supplier={"name": PACKAGE["publisher"]}, description=PACKAGE["short"])
    parts = [
        component("library", "yyjson", yyjson, "MIT", "pkg:generic/yyjson@" + yyjson),
        component("library", "LZMA SDK", lzma_version(), PUBLIC_DOMAIN, "pkg:generic/lzma-sdk@" + lzma_version()),
        component("library", "mingw-w64 runtime", runtime, "ZPL-2.1", "pkg:deb/debian/mingw-w64-common@%s" % runtime),
        component("library", "GCC runtime", gcc, GCC_LICENSE,
                  "pkg:deb/debian/gcc-mingw-w64-base@%s" % gcc.replace("+", "%2B")),
    ]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, "netlatch " + digest(archive))),
        "version": 1,
        "metadata": {"timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(epoch)), "component": own},
        "components": sums + parts,
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": [part["bom-ref"] for part in sums]}]
        + [{"ref": part["bom-ref"], "dependsOn": [lib["bom-ref"] for lib in parts]} for part in sums],
    }


def digest(archive):
    return hashlib.sha256(archive.read_bytes()).hexdigest()


def yaml_of(kind, fields):
    """A manifest of flat fields: every value is written as JSON, which YAML reads."""
    lines = ["# yaml-language-server: $schema=https://aka.ms/winget-manifest.%s.%s.schema.json" % (kind, WINGET)]
    for name, value in fields:
        lines.append("%s: %s" % (name, value if name == "ManifestVersion" else json.dumps(value)))
    return "\n".join(lines) + "\n"


def winget(version, archive, url):
    folder = archive.stem
    head = [("PackageIdentifier", PACKAGE["identifier"]), ("PackageVersion", version)]
    installers = [{
        "Architecture": architecture, "InstallerType": "zip", "NestedInstallerType": "portable",
        "NestedInstallerFiles": [{"RelativeFilePath": "%s\\%s" % (folder, executable), "PortableCommandAlias": "netlatch"}],
        "InstallerUrl": "%s/%s" % (url, archive.name), "InstallerSha256": digest(archive).upper(),
    } for architecture, _, executable in PACKAGE["executables"]]
    return {
        "": yaml_of("version", head + [("DefaultLocale", PACKAGE["locale"]), ("ManifestType", "version"),
                                       ("ManifestVersion", WINGET)]),
        ".installer": yaml_of("installer", head + [("Installers", installers), ("ManifestType", "installer"),
                                                   ("ManifestVersion", WINGET)]),
        ".locale." + PACKAGE["locale"]: yaml_of("defaultLocale", head + [
            ("PackageLocale", PACKAGE["locale"]), ("Publisher", PACKAGE["publisher"]), ("PackageName", PACKAGE["name"]),
            ("License", PACKAGE["license"]), ("ShortDescription", PACKAGE["short"]),
            ("ManifestType", "defaultLocale"), ("ManifestVersion", WINGET)]),
    }


def scoop(version, archive, url):
    return {
        "version": version,
        "description": PACKAGE["short"],
        "homepage": url,
        "license": PACKAGE["license"],
        "architecture": {
            bits: {"url": "%s/%s" % (url, archive.name), "hash": digest(archive), "extract_dir": archive.stem,
                   "bin": [[executable, "netlatch"]]}
            for _, bits, executable in PACKAGE["executables"]
        },
    }


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main():
    archive, folder, epoch = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    url = sys.argv[4].rstrip("/") if len(sys.argv) > 4 else ""
    version = re.search(r"netlatch-([0-9.]+)-windows$", archive.stem).group(1)
    write(folder / (archive.stem + ".cdx.json"), json.dumps(bill(version, archive, epoch), indent=2) + "\n")
    if url:
        for part, text in winget(version, archive, url).items():
            write(folder / "winget" / ("%s%s.yaml" % (PACKAGE["identifier"], part)), text)
        write(folder / "scoop/netlatch.json", json.dumps(scoop(version, archive, url), indent=4) + "\n")


if __name__ == "__main__":
    main()
