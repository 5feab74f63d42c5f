#!/usr/bin/env python3
"""hive_random_pairs.py - hives with log files made at random, of every kind there is: both forms, one log
or two in either order, numbers around 2^32, entries torn or with wrong hashes, hives that grew, headers
not written whole, logs of another hive, stale entries. What netlatch makes of them must be, byte for byte,
what a second implementation makes of them; what it then writes must be that and the one change.

Usage: hive_random_pairs.py [PAIRS [CHANGES [SEED]]]"""

import collections
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import hive_model as model  # noqa: E402

PAIRS = int(sys.argv[1]) if len(sys.argv) > 1 else 400
CHANGES = int(sys.argv[2]) if len(sys.argv) > 2 else 12
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 14
NETLATCH = os.environ["NETLATCH_EXE"]
STATES = os.path.join(os.environ["NETLATCH_BINARY_DIR"], "tests", "hive_states")
RESTART = 3010 % 256  # a change that acts when that Windows starts


def word(number):
    return 4, struct.pack("<I", number)


def tree(chance, size, rpc):
    """The keys of a small SYSTEM hive with as many services more."""
    services = {
        "Svc%03d" % i: ({"Start": word(chance.randrange(5)), "Text": (1, bytes(chance.randrange(2, 200)))}, {})
        for i in range(size)
    }
    services["RpcSs"] = ({"Start": word(rpc), "Type": word(0x20)}, {})
    return {
        "Select": ({"Current": word(1), "Default": word(1), "Failed": word(0), "LastKnownGood": word(0)}, {}),
        "ControlSet001": ({}, {"Control": ({}, {}), "Services": ({}, services)}),
    }


class Pair:
    """One hive with its logs, made at random; kinds says what is special about it."""

    def __init__(self, chance):
        self.chance = chance
        self.kinds = set()
        self.minor = chance.choice([3, 4, 5, 5, 5, 6])
        self.time = chance.choice([0, 1, 0x01D0000000000000 + chance.randrange(1 << 40)])
        self.states = []
        size = chance.randrange(12)
        for _ in range(chance.randrange(2, 6)):
            size = max(0, size + chance.choice([0, 0, 1, 5, 30, -4]))
            self.states.append(self.hive(size))
        self.first = chance.choice([1, 10, 1000, 2**31 - 2, 2**32 - 1, 2**32 - 2, 2**32 - 3, chance.randrange(1, 2**32)])
        self.files = {}
        if chance.random() < 0.3:
            self.make_old()
        else:
            self.make_new()
        for _ in range(chance.choice([0, 0, 0, 1, 1, 2])):
            self.damage()

    def hive(self, size):
        chance = self.chance
        data = model.hive(tree(chance, size, chance.choice([2, 3, 4, 4])), self.minor, self.time, chance.choice([0, 0, 1, 3]))
        return data

    def bins(self, state):
        return self.states[state][model.BASE :]

    def pages(self, before, after, unit):
        """The parts of the bins that differ, and now and then one that does not."""
        a, b = self.bins(before), self.bins(after)
        found = [[at, b[at : at + unit]] for at in range(0, len(b), unit)
                 if a[at : at + unit] != b[at : at + unit] or self.chance.random() < 0.05]
        return found or [[0, b[:unit]]]

    def joined(self, pages):
        out = []
        for at, data in pages:
            if out and out[-1][0] + len(out[-1][1]) == at and self.chance.random() < 0.7:
                out[-1][1] += data
            else:
                out.append([at, data])
        return out

    def header(self, state, kind, number, flags=0):
        return model.sealed(self.states[state][: model.SECTOR], number, number, kind, at_40=len(self.bins(state)), at_144=flags)

    def entry(self, number, before, after, flags=0):
        unit = self.chance.choice([4096, 4096, 512, 1024])
        if unit != 4096:
            self.kinds.add("pages of %d" % unit)
        if len(self.bins(after)) != len(self.bins(before)):
            self.kinds.add("size changes")
        return model.entry(number, len(self.bins(after)), self.joined(self.pages(before, after, unit)), flags)

    def make_new(self):
        chance = self.chance
        first, last = self.first, len(self.states) - 1
        flags = chance.choice([0, 0, 1])
        split = chance.randrange(1, last + 1) if last > 1 and chance.random() < 0.6 else last
        gap = chance.choice([7, 100]) if chance.random() < 0.15 else 0
        logs = []
        for begin, end in ((0, split), (split, last)):
            if begin == end:
                continue
            log = self.header(begin, 6, first + begin, flags)
            for i in range(begin, end):
                log += self.entry(first + i, i, i + 1, chance.choice([flags, 0, 1]))
            if chance.random() < 0.2:
                self.kinds.add("stale behind")
                log += self.entry(first - chance.randrange(1, 30), chance.randrange(last), last)
            logs.append(log)
        if len(logs) == 1:
            logs.append(self.older() if chance.random() < 0.4 else b"")
        if gap:
            self.kinds.add("gap")
        if chance.random() < 0.5:
            self.kinds.add("LOG2 first")
            logs.reverse()
        self.files = {"LOG1": logs[0], "LOG2": logs[1]}
        start = 0
        if split < last and chance.random() < 0.2:
            self.kinds.add("primary as of the second log")
            start = split
        secondary = first + start - gap
        self.primary = model.sealed(self.states[start], secondary + 1, secondary, at_144=chance.choice([0, flags]))
        self.primary += bytes(chance.choice([0, 0, 512, 8192]))
        if chance.random() < 0.1:
            self.kinds.add("LOG alone")
            self.files = {"LOG": max(logs, key=len)}
        elif chance.random() < 0.1:
            self.files["LOG"] = self.header(0, 1, first) + b"DIRT"

    def older(self):
        """A log that was used up before the hive was written."""
        self.kinds.add("an older log")
        number = self.first - self.chance.randrange(1, 50)
        return self.header(0, 6, number) + self.entry(number, 0, len(self.states) - 1)

    def make_old(self):
        chance = self.chance
        self.kinds.add("old form")
        a, b = self.bins(0), self.bins(1)
        pages = {at // 512: data for at, data in self.pages(0, 1, chance.choice([512, 512, 4096])) if len(data) == 512}
        for at in range(0, len(b), 512):
            if a[at : at + 512] != b[at : at + 512]:
                pages[at // 512] = b[at : at + 512]
        number = self.first + chance.choice([0, 0, 1, -1])
        log = model.old_log(self.header(1, chance.choice([1, 1, 2]), number), len(b), pages)
        log += bytes(chance.choice([0, 0, 700]))
        self.primary = model.sealed(self.states[0], self.first, self.first - 1)
        if chance.random() < 0.1:
            self.kinds.add("header of another time, not whole")
            log = self.relabel(log, at_12=chance.randrange(2**32))
            self.primary = self.primary[:508] + bytes([self.primary[508] ^ 1]) + self.primary[509:]
        if chance.random() < 0.3:
            data = bytearray(self.primary)
            for page in chance.sample(sorted(pages), chance.randrange(len(pages) + 1)):
                at = model.BASE + 512 * page
                if at + 512 <= len(data):
                    data[at : at + 512] = pages[page]
            self.kinds.add("half written")
            self.primary = bytes(data)
        where = chance.choice(["LOG", "LOG", "LOG1", "LOG2", "both"])
        if where == "LOG":
            self.files = {"LOG": log}
        elif where == "both":
            self.files = {"LOG1": log, "LOG2": model.old_log(self.header(0, 1, number), len(a), {0: a[:512]})}
        else:
            self.files = {"LOG1": b"", "LOG2": b"", where: log}

    def damage(self):
        chance = self.chance
        names = [name for name, data in self.files.items() if len(data) > 512]
        name = chance.choice(names) if names else None
        kind = chance.choice(["torn", "bit", "bit in the header", "missing", "empty", "clean", "bad base", "another hive",
                              "another time", "kind", "version", "rehashed", "exchanged", "cut base", "bins bit"])
        self.kinds.add(kind)
        data = bytearray(self.files[name]) if name else bytearray()
        if kind == "torn" and name:
            self.files[name] = bytes(data[: chance.choice([chance.randrange(len(data)), len(data) // 512 * 512 - 512])])
        elif kind in ("bit", "bit in the header") and name:
            at = chance.randrange(512 if kind == "bit" else 0, len(data) if kind == "bit" else 512)
            data[at] ^= 1 << chance.randrange(8)
            self.files[name] = bytes(data)
        elif kind == "missing" and self.files:
            del self.files[chance.choice(sorted(self.files))]
        elif kind == "empty" and self.files:
            self.files[chance.choice(sorted(self.files))] = b""
        elif kind == "clean":
            number = model.u32(self.primary, 4)
            self.primary = model.sealed(self.primary[: model.BASE], number, number) + self.primary[model.BASE :]
        elif kind == "bad base":
            block = bytearray(self.primary)
            block[chance.choice([4, 5, 12, 200, 508, 511])] ^= 1 << chance.randrange(8)
            self.primary = bytes(block)
        elif kind == "another hive":
            other = Pair(chance)
            self.files[chance.choice(["LOG1", "LOG2", "LOG"])] = next(iter(other.files.values()), b"")
        elif kind == "another time" and name:
            self.files[name] = self.relabel(data, at_12=chance.randrange(2**32))
        elif kind == "kind" and name:
            self.files[name] = self.relabel(data, at_28=chance.choice([0, 1, 2, 5, 6]))
        elif kind == "version" and name:
            self.files[name] = self.relabel(data, **chance.choice([{"at_20": 2}, {"at_32": 0}, {"at_24": 1}]))
        elif kind == "rehashed" and data[512:516] == b"HvLE" and len(data) >= 560:
            at, value = chance.choice([(12, chance.randrange(2**32)), (16, 4096), (16, 100), (20, 0), (20, 2), (8, 1), (40, 512),
                                       (40, 100), (44, 0), (44, 512), (44, 1 << 31), (4, len(data) - 512), (16, 1 << 20)])
            struct.pack_into("<I", data, 512 + at, value)
            size = model.u32(data, 516)
            if size >= 512 and 512 + size <= len(data):
                struct.pack_into("<Q", data, 512 + 24, model.marvin(bytes(data[552 : 512 + size])))
            struct.pack_into("<Q", data, 512 + 32, model.marvin(bytes(data[512:544])))
            self.files[name] = bytes(data)
        elif kind == "exchanged" and {"LOG1", "LOG2"} <= set(self.files):
            self.files["LOG1"], self.files["LOG2"] = self.files["LOG2"], self.files["LOG1"]
        elif kind == "cut base" and name:
            self.files[name] = bytes(data[: chance.choice([0, 511, 512, 551, 552])])
        elif kind == "bins bit":
            at = chance.randrange(model.BASE, len(self.primary))
            self.primary = self.primary[:at] + bytes([self.primary[at] ^ 1 << chance.randrange(8)]) + self.primary[at + 1 :]

    @staticmethod
    def relabel(data, **words):
        block = model.sealed(bytes(data[:512]), model.u32(data, 4), model.u32(data, 4), None, **words)
        return block + bytes(data[512:])

    def put(self, config):
        """Writes the files, and those of the transactions beside them, which nobody touches."""
        os.makedirs(config)
        with open(os.path.join(config, "SYSTEM"), "wb") as file:
            file.write(self.primary)
        for name, data in self.files.items():
            with open(os.path.join(config, "SYSTEM." + name), "wb") as file:
                file.write(data)
        for name in ("SYSTEM{016888b9}.TM.blf", "SYSTEM{016888b9}.TMContainer00000000000000000001.regtrans-ms"):
            with open(os.path.join(config, name), "wb") as file:
                file.write(b"\x15\x00\x01\x00" + bytes(508))


def read(path):
    with open(path, "rb") as file:
        return file.read()


def above(number, others):
    """Whether a number comes after each of the others."""
    return all(model.before(other, number) for other in others)


def numbers(pair, result):
    found = model.numbers_left(pair.files)
    if model.u32(pair.primary, 508) == model.checksum(pair.primary):
        found += [model.u32(pair.primary, 4), model.u32(pair.primary, 8)]
    if result.last is not None:
        found.append(result.last)
    return found


def spread(pair, found):
    """Whether the numbers are so far apart that there is no largest: then nothing is asked of the next."""
    found = found + [log.sequence for log in map(model.sound_log, pair.files.values()) if log]
    return any((a - b) % 2**32 >= 2**30 and (b - a) % 2**32 >= 2**30 for a in found for b in found)


def expected_of(pair):
    """What must come of it: state, image. A state that cannot be recovered is read as it stands."""
    result = model.recover(pair.primary, pair.files)
    if result.state != "clean" and result.data:
        return result, result.data
    if model.u32(pair.primary, 508) != model.checksum(pair.primary):
        return result, None
    image = pair.primary[: model.BASE + model.u32(pair.primary, 40)]
    return result, None if model.unsound(image) else image


def fail(number, pair, why):
    print("pair %d of seed %d (%s): %s" % (number, SEED, ", ".join(sorted(pair.kinds)), why))
    sys.exit(1)


def compare_images(folder, count):
    """Opened by netlatch's own reader, as many as there are."""
    pairs = []
    for i in range(count):
        pair = Pair(random.Random(SEED * 1000003 + i))
        pair.put(os.path.join(folder, str(i)))
        pairs.append(pair)
    paths = "".join(os.path.join(folder, str(i), "SYSTEM") + "\n" for i in range(count))
    answer = subprocess.run([STATES], input=paths.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    tally = collections.Counter()
    for i, (pair, line) in enumerate(zip(pairs, answer.splitlines(), strict=True)):
        result, image = expected_of(pair)
        state, entries, number = line.split()
        if image is None:
            if state != "refused":
                fail(i, pair, "is no sound hive, but was %s" % state)
            tally["refused"] += 1
            continue
        if state != result.state:
            fail(i, pair, "is %s (%s), but was %s" % (result.state, result.why, state))
        if int(entries) != result.entries:
            fail(i, pair, "has %d entries to apply, but %s were" % (result.entries, entries))
        if read(os.path.join(folder, str(i), "SYSTEM.image")) != image:
            fail(i, pair, "other bytes")
        left = numbers(pair, result)
        if not spread(pair, left) and not above(int(number), left):
            fail(i, pair, "the next number %s is not above %s" % (number, left))
        tally[state] += 1
        if state == "lost" and result.data:
            tally["lost: to be looked at through a log of another time"] += 1
        if state == "recovered":
            for kind in pair.kinds:
                tally["recovered: " + kind] += 1
    return tally


def files_of(config, but):
    return {name: read(os.path.join(config, name)) for name in os.listdir(config) if name not in but}


def start_of_rpc(image):
    """Where the number of RpcSs' start type stands."""
    cells = model.cells_of(image)
    for at, one in cells.items():
        if one[:2] == b"nk" and one[76 : 76 + model.u16(one, 72)] == b"RpcSs" and at in reached(image, cells):
            values = cells[model.u32(one, 40)]
            for i in range(model.u32(one, 36)):
                offset = model.u32(values, 4 * i)
                if cells[offset][20:25] == b"Start":
                    return model.BASE + offset + 4 + 8
    raise ValueError("no RpcSs")


def reached(image, cells):
    keys, found = [model.u32(image, 36)], set()
    while keys:
        at = keys.pop()
        found.add(at)
        if model.u32(cells[at], 20):
            below = cells[model.u32(cells[at], 28)]
            keys += [model.u32(below, 4 + 8 * i) for i in range(model.u16(below, 2))]
    return found


def run(*words):
    return subprocess.run([NETLATCH, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def change(folder, index, pair):
    """netlatch sets RpcSs: the file is the expected one but for that number, the sequence and the checksum;
    the set is kept; a rollback brings the old number back. False where nothing was to be changed."""
    result, image = expected_of(pair)
    disk = os.path.join(folder, "disk%d" % index)
    config = os.path.join(disk, "Windows", "System32", "config")
    os.makedirs(os.path.join(disk, "ProgramData"))
    pair.put(config)
    system = os.path.join(config, "SYSTEM")
    first = files_of(config, [])
    if image is not None:
        at = start_of_rpc(image)
    wanted = "rpc.service=automatic"
    if image is not None and model.u32(image, at) == 2:
        wanted = "rpc.service=disabled"
    done = run("apply", "--offline", disk, "--set", wanted, "--accept", "rpc-disable", "--yes")
    if image is None or result.state == "lost":
        if done.returncode == RESTART or files_of(config, []) != first:
            fail(index, pair, "was written, but its log files cannot be added: " + done.stdout.decode())
        return False
    if done.returncode != RESTART:
        fail(index, pair, "was not changed: " + done.stdout.decode())
    written = read(system)
    left = numbers(pair, result)
    if model.u32(written, 4) != model.u32(written, 8) or (not spread(pair, left) and not above(model.u32(written, 4), left)):
        fail(index, pair, "the numbers written are not above those left")
    expected = bytearray(image) + bytes(max(0, len(pair.primary) - len(image)))
    struct.pack_into("<I", expected, at, 2 if wanted.endswith("automatic") else 4)
    expected[: model.BASE] = model.sealed(expected[: model.BASE], model.u32(written, 4), model.u32(written, 4))
    if written != bytes(expected):
        at = next((i for i, (a, b) in enumerate(zip(written, expected)) if a != b), min(len(written), len(expected)))
        fail(index, pair, "other bytes were written, from %d on (%d, not %d)" % (at, len(written), len(expected)))
    kept = {name: data for name, data in files_of(config, ["SYSTEM"]).items() if "netlatch" not in name}
    if kept != {name: data for name, data in first.items() if name != "SYSTEM"}:
        fail(index, pair, "the files beside the hive were changed")
    for name, data in first.items():
        backup = name.replace("SYSTEM", "SYSTEM.netlatch-backup-1", 1)
        if "{" not in name and read(os.path.join(config, backup)) != data:
            fail(index, pair, name + " was not kept")
    done = run("rollback", "--offline", disk, "--yes")
    if done.returncode != RESTART:
        fail(index, pair, "was not rolled back: " + done.stdout.decode())
    again = read(system)
    struct.pack_into("<I", expected, at, model.u32(image, at))
    expected[: model.BASE] = model.sealed(expected[: model.BASE], model.u32(again, 4), model.u32(again, 4))
    if again != bytes(expected) or not model.before(model.u32(written, 4), model.u32(again, 4)):
        fail(index, pair, "the rollback left other bytes")
    return True


def main():
    folder = tempfile.mkdtemp()
    try:
        tally = compare_images(folder, PAIRS)
        changed = tried = 0
        while changed < CHANGES:
            changed += change(folder, tried, Pair(random.Random(SEED * 7000003 + tried)))
            tried += 1
    finally:
        shutil.rmtree(folder)
    for word_of in ("recovered", "lost", "clean", "refused"):
        if PAIRS >= 300 and not tally[word_of]:
            print("no pair was " + word_of)
            sys.exit(1)
    for kind, count in sorted(tally.items()):
        print("%5d %s" % (count, kind))
    print("%5d of %d tried were changed and rolled back" % (changed, tried))


main()
