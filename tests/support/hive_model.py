"""hive_model.py - hives and their log files in Python: made, brought up to date, checked.

A second implementation of the published algorithm (M. Suhanov, "Windows registry file format
specification"), to compare netlatch's with. It shares no code with it.

Usage: hive_model.py clean FILE                  the hive as a complete shutdown leaves it
       hive_model.py dirty BEFORE FILE [old]     FILE becomes BEFORE, and what FILE was goes into its log files
       hive_model.py check FILE                  fails where FILE is not clean and sound, and its number not
                                                 above all that are left in its log files"""

import os
import struct
import sys

BASE = 4096
SECTOR = 512
MOST = 1 << 30


def u16(data, at):
    return struct.unpack_from("<H", data, at)[0]


def u32(data, at):
    return struct.unpack_from("<I", data, at)[0]


def u64(data, at):
    return struct.unpack_from("<Q", data, at)[0]


def checksum(block):
    total = 0
    for word in struct.unpack_from("<127I", block):
        total ^= word
    return {0xFFFFFFFF: 0xFFFFFFFE, 0: 1}.get(total, total)


def marvin(data):
    mask = 0xFFFFFFFF
    low, high = 0x7A4E55C5, 0x82EF4D88
    rest = len(data) % 4
    tail = int.from_bytes(data[len(data) - rest :] + b"\x80", "little")
    for word in (*struct.unpack("<%dI" % (len(data) // 4), data[: len(data) - rest]), tail, 0):
        low = (low + word) & mask
        high ^= low
        low = ((low << 20 | low >> 12) + high) & mask
        high = (high << 9 & mask | high >> 23) ^ low
        low = ((low << 27 | low >> 5) + high) & mask
        high = high << 19 & mask | high >> 13
    return high << 32 | low


def before(a, b):
    """Whether a number comes before another, as numbers that wrap around."""
    return 0 < (b - a) % 2**32 < 2**31


# Making.


def sealed(block, first, second, kind=None, **words):
    """A base block with other numbers; words are offsets as at_N=value."""
    block = bytearray(block)
    struct.pack_into("<2I", block, 4, first % 2**32, second % 2**32)
    if kind is not None:
        struct.pack_into("<I", block, 28, kind)
    for where, value in words.items():
        struct.pack_into("<I", block, int(where[3:]), value)
    struct.pack_into("<I", block, 508, checksum(block))
    return bytes(block)


def entry(sequence, bins_size, pages, flags=0):
    """pages: offset from the first bin and bytes of each."""
    body = b"".join(struct.pack("<2I", at, len(data)) for at, data in pages)
    body += b"".join(data for _, data in pages)
    body += bytes(-(40 + len(body)) % SECTOR)
    head = b"HvLE" + struct.pack("<5I", 40 + len(body), flags, sequence % 2**32, bins_size, len(pages))
    head += struct.pack("<Q", marvin(body))
    return head + struct.pack("<Q", marvin(head)) + body


def old_log(block, bins_size, pages):
    """pages: number of the 512 bytes and the bytes."""
    bitmap = bytearray((bins_size // SECTOR + 7) // 8)
    for number in pages:
        bitmap[number // 8] |= 1 << number % 8
    head = block + b"DIRT" + bytes(bitmap)
    return head + bytes(-len(head) % SECTOR) + b"".join(pages[n] for n in sorted(pages))


# Bringing up to date.


class Log:
    """A log file whose base block is sound."""

    def __init__(self, data):
        self.data = data
        self.kind = u32(data, 28)
        self.sequence = u32(data, 4)
        self.time = u64(data, 12)
        self.bins_size = u32(data, 40)

    def entry(self, at):
        """Size, number, flags, size of the bins and pages of the entry there; None where it is unsound."""
        data = self.data
        if at + 40 > len(data) or data[at : at + 4] != b"HvLE":
            return None
        size, flags, sequence, bins, count = struct.unpack_from("<5I", data, at + 4)
        if size < SECTOR or size % SECTOR or at + size > len(data):
            return None
        if marvin(data[at : at + 32]) != u64(data, at + 32):
            return None
        if marvin(data[at + 40 : at + size]) != u64(data, at + 24):
            return None
        if bins == 0 or bins % 4096 or BASE + bins > MOST or count == 0 or 40 + 8 * count > size:
            return None
        pages = []
        start = 40 + 8 * count
        for i in range(count):
            offset, length = struct.unpack_from("<2I", data, at + 40 + 8 * i)
            if offset % SECTOR or length % SECTOR or offset + length > bins or start + length > size:
                return None
            pages.append((offset, data[at + start : at + start + length]))
            start += length
        return size, sequence, flags, bins, pages


def sound_log(data):
    if data is None or len(data) < SECTOR or data[:4] != b"regf" or u32(data, 508) != checksum(data):
        return None
    if u32(data, 4) != u32(data, 8) or u32(data, 20) != 1 or u32(data, 32) != 1:
        return None
    return Log(data)


class Result:
    """state: clean, recovered, lost; data: base block and bins, of a lost one only where a log gave them."""

    def __init__(self, state, data=None, entries=0, last=None, why=""):
        self.state, self.data, self.entries, self.last, self.why = state, data, entries, last, why


def lost(why):
    return Result("lost", why=why)


def recover(primary, files):
    """files: what stands behind the name (LOG1, LOG2, LOG) to bytes; a file that is missing is not in it."""
    if primary[:4] != b"regf":
        return lost("no hive")
    is_sealed = u32(primary, 508) == checksum(primary)
    if is_sealed and u32(primary, 4) == u32(primary, 8):
        return Result("clean", primary[: BASE + u32(primary, 40)])
    if u32(primary, 20) != 1 or u32(primary, 24) not in (3, 4, 5, 6) or u32(primary, 28) or u32(primary, 32) != 1:
        return lost("unknown kind")
    pair = [files.get("LOG1"), files.get("LOG2")]
    if None in pair or not any(pair):
        pair = [files.get("LOG")]
    logs = [log for log in map(sound_log, pair) if log]
    new = [log for log in logs if log.kind == 6 and len(log.data) >= SECTOR + 40]
    old = [log for log in logs if log.kind in (1, 2)]
    if new:
        result = recover_new(primary, is_sealed, new, sum(1 for data in pair if data) > len(new))
    else:
        result = recover_old(primary, is_sealed, old)
    if result.data:
        image = bytearray(result.data)
        struct.pack_into("<I", image, 508, checksum(image))
        result.data = bytes(image)
        why = unsound(result.data)
        if why:
            return lost(why)
    if result.state == "doubtful": # to be looked at, not to be written
        result = Result("lost", result.data, 0, None, "a log of another time")
    return result


def recover_new(primary, is_sealed, logs, other_is_damaged):
    if len(logs) == 2 and before(logs[1].sequence, logs[0].sequence):
        logs.reverse()
    image = bytearray(primary)
    alone = len(logs) == 1
    if not is_sealed:
        # Stricter than the published algorithm: which log is the newer one is not known.
        if other_is_damaged:
            return lost("the other log is damaged")
        logs = logs[-1:]
        image[:SECTOR] = logs[0].data[:SECTOR]
        struct.pack_into("<I", image, 28, 0)
    else:
        logs = [log for log in logs if not before(log.sequence, u32(primary, 8))]
        # Stricter too: a gap is Windows' own only where both logs were in use.
        if alone and logs and logs[0].sequence != u32(primary, 8):
            return lost("a gap before a single log")
    last = None
    entries = 0
    bins_size = 0
    for number, log in enumerate(logs):
        if number and (last is None or log.sequence != (last + 1) % 2**32):
            continue
        at, wanted = SECTOR, log.sequence
        while True:
            found = log.entry(at)
            if not found or found[1] != wanted:
                break
            size, last, flags, bins_size, pages = found
            image += bytes(max(0, BASE + bins_size - len(image)))
            for offset, data in pages:
                image[BASE + offset : BASE + offset + len(data)] = data
            struct.pack_into("<I", image, 144, u32(image, 144) & ~1 | flags & 1)
            entries += 1
            at, wanted = at + size, (last + 1) % 2**32
    if last is None:
        return lost("no entry")
    struct.pack_into("<2I", image, 4, last, last)
    struct.pack_into("<I", image, 40, bins_size)
    return Result("recovered", image[: BASE + bins_size], entries, last)


def recover_old(primary, is_sealed, logs):
    time = u64(primary, 12) if is_sealed else u64(primary, BASE + 20)
    fitting = [log for log in logs if log.time == time]
    doubtful = not fitting and not is_sealed
    if doubtful:
        fitting = [log for log in logs if log.time > time]
    if not fitting:
        return lost("no log of that time")
    log = fitting[0]
    bins = log.bins_size
    bits = bins // SECTOR
    start = SECTOR + 4
    if bins == 0 or bins % 4096 or BASE + bins > MOST or log.data[SECTOR:start] != b"DIRT":
        return lost("no bitmap")
    bitmap = log.data[start : start + (bits + 7) // 8]
    at = -(-(start + (bits + 7) // 8) // SECTOR) * SECTOR
    numbers = [i for i in range(bits) if i // 8 < len(bitmap) and bitmap[i // 8] >> i % 8 & 1]
    if len(bitmap) < (bits + 7) // 8 or at + SECTOR * len(numbers) > len(log.data):
        return lost("cut off")
    image = bytearray(primary) + bytes(max(0, BASE + bins - len(primary)))
    for i, number in enumerate(numbers):
        where = BASE + SECTOR * number
        image[where : where + SECTOR] = log.data[at + SECTOR * i : at + SECTOR * (i + 1)]
    last = log.sequence
    if is_sealed and before(last, u32(primary, 4)):
        last = u32(primary, 4)
    if not is_sealed:
        image[:SECTOR] = log.data[:SECTOR]
        struct.pack_into("<I", image, 28, 0)
    struct.pack_into("<2I", image, 4, last, last)
    struct.pack_into("<I", image, 40, bins)
    return Result("doubtful" if doubtful else "recovered", image[: BASE + bins], 1, last)


def numbers_left(files):
    """Every number of an entry with right hashes, at any place of any log."""
    found = []
    for data in files.values():
        for at in range(SECTOR, len(data) - 39, SECTOR):
            one = Log(data).entry(at) if data[at : at + 4] == b"HvLE" else None
            if one:
                found.append(one[1])
    return found


# Checking: bins, cells, and every key, value and list from the root on.


def cells_of(data):
    found = {}
    end = BASE + u32(data, 40)
    at = BASE
    while at < end:
        size = u32(data, at + 8)
        if data[at : at + 4] != b"hbin" or u32(data, at + 4) != at - BASE or not size or size % 4096 or at + size > end:
            return None
        cell = at + 32
        while cell < at + size:
            length = struct.unpack_from("<i", data, cell)[0]
            if abs(length) < 8 or abs(length) % 4 or cell + abs(length) > at + size:
                return None
            if length < 0:
                found[cell - BASE] = data[cell + 4 : cell - length]
            cell += abs(length)
        at += size
    return found


def unsound(data):
    """What is wrong with a hive; empty where nothing is."""
    if len(data) < BASE or u32(data, 40) == 0 or u32(data, 40) % 4096 or BASE + u32(data, 40) > len(data):
        return "size"
    if u32(data, 20) != 1 or u32(data, 24) not in (3, 4, 5, 6) or u32(data, 28) or u32(data, 32) != 1:
        return "kind"
    cells = cells_of(data)
    if cells is None:
        return "bins"
    used = set()

    def take(offset):
        if offset not in cells or offset in used:
            raise ValueError("cell %x" % offset)
        used.add(offset)
        return cells[offset]

    def need(good, what):
        if not good:
            raise ValueError(what)

    def subkeys(offset, inner=False):
        one = take(offset)
        count = u16(one, 2)
        kind = one[:2]
        need(kind in (b"lf", b"lh", b"li") or (kind == b"ri" and not inner), "list")
        step = 8 if kind in (b"lf", b"lh") else 4
        need(4 + step * count <= len(one), "long list")
        for i in range(count):
            below = u32(one, 4 + step * i)
            if kind == b"ri":
                yield from subkeys(below, True)
            else:
                yield below

    def security(offset):
        one = cells.get(offset, b"")
        need(len(one) >= 20 and one[:2] == b"sk", "security")
        return one

    def value(offset):
        one = take(offset)
        need(len(one) >= 20 and one[:2] == b"vk" and 20 + u16(one, 2) <= len(one), "value")
        if not u32(one, 4) & 0x80000000 and u32(one, 8) in cells:
            take(u32(one, 8))

    shared = set()
    keys = [u32(data, 36)]
    try:
        while keys:
            one = take(keys.pop())
            need(len(one) >= 76 and one[:2] == b"nk" and 76 + u16(one, 72) <= len(one), "key")
            sk = u32(one, 44)
            if sk != 0xFFFFFFFF:
                block = security(sk)
                security(u32(block, 4))
                security(u32(block, 8))
                need(u32(block, 12), "users")
                if sk not in shared:
                    shared.add(sk)
                    take(sk)
            if u32(one, 48) != 0xFFFFFFFF:
                take(u32(one, 48))
            if u32(one, 20):
                keys += list(subkeys(u32(one, 28)))
            if u32(one, 36):
                values = take(u32(one, 40))
                need(4 * u32(one, 36) <= len(values), "values")
                for i in range(u32(one, 36)):
                    value(u32(values, 4 * i))
    except ValueError as error:
        return str(error)
    return ""


# Writing a hive from nothing.


def hive(tree, minor=5, time=1, slack=0):
    """tree: name to (values, tree); values: name to (type, bytes). slack: free pages behind each bin."""
    cells = bytearray()
    bins = []

    def add(body):
        nonlocal cells
        size = (len(body) + 4 + 7) // 8 * 8
        if len(cells) + size > 4096 - 32 and cells:
            close()
        offset = 32 + len(cells) + sum(map(len, bins))
        cells += struct.pack("<i", -size) + body + bytes(size - 4 - len(body))
        return offset

    def close():
        nonlocal cells
        length = -(-(32 + len(cells)) // 4096) * 4096
        free = length - 32 - len(cells)
        if free:
            cells += struct.pack("<i", free) + bytes(free - 4)
        head = b"hbin" + struct.pack("<IIIIQI", sum(map(len, bins)), length, 0, 0, time, 0)
        bins.append(head + bytes(cells))
        cells = bytearray()

    patches = []
    sd = bytes.fromhex("010004801400000024000000000000003400000001020000000000052000000020020000")
    sd += bytes.fromhex("01010000000000051200000002001c000100000000001400 3f000f00010100000000000512000000".replace(" ", ""))
    sk = add(b"sk" + struct.pack("<HIIII", 0, 0, 0, 0, len(sd)) + sd)
    users = 0

    def key(name, content, parent):
        nonlocal users
        users += 1
        values, below = content
        raw = name.encode("ascii")
        flags = 0x20 if parent is not None else 0x2C
        body = b"nk" + struct.pack("<HQIIIIIIII", flags, time, 0, parent or 0, len(below), 0, 0xFFFFFFFF, 0xFFFFFFFF,
                                   len(values), 0xFFFFFFFF)
        longest = [max(map(len, below), default=0) * 2, 0, max(map(len, values), default=0) * 2]
        longest.append(max((len(data) for _, data in values.values()), default=0))
        body += struct.pack("<IIIIIIIHH", sk, 0xFFFFFFFF, *longest, 0, len(raw), 0) + raw
        at = add(body)
        if values:
            offsets = []
            for label, (kind, data) in values.items():
                label = label.encode("ascii")
                if len(data) <= 4:
                    size, where = len(data) | 0x80000000, int.from_bytes(data.ljust(4, b"\0"), "little")
                else:
                    size, where = len(data), add(data)
                offsets.append(add(b"vk" + struct.pack("<HIIIHH", len(label), size, where, kind, 1, 0) + label))
            patches.append((at, 40, add(struct.pack("<%dI" % len(offsets), *offsets))))
        if below:
            names = sorted(below, key=str.upper)
            offsets = [key(one, below[one], at) for one in names]
            body = b"lh" + struct.pack("<H", len(names))
            for one, offset in zip(names, offsets):
                number = 0
                for letter in one.upper():
                    number = (number * 37 + ord(letter)) % 2**32
                body += struct.pack("<II", offset, number)
            patches.append((at, 28, add(body)))
        return at

    root = key("ROOT", ({}, tree), None)
    close()
    for _ in range(slack):
        close()
    data = bytearray(b"".join(bins))
    for at, where, value in patches:
        struct.pack_into("<I", data, at + 4 + where, value)
    struct.pack_into("<III", data, sk + 4 + 4, sk, sk, users)
    base = bytearray(BASE)
    struct.pack_into("<4sIIQIIIIIII", base, 0, b"regf", 1, 1, time, 1, minor, 0, 1, root, len(data), 1)
    base[48:60] = "SYSTEM".encode("utf-16le")
    return sealed(base, 1, 1) + bytes(data)


# What the tests of the program ask for.


def read(path):
    with open(path, "rb") as file:
        return file.read()


def write(path, data):
    with open(path, "wb") as file:
        file.write(data)


def make_dirty(before, path, form):
    after = read(path)
    before = read(before)
    number = u32(before, 4)
    bins = u32(after, 40)
    step = SECTOR if form == "old" else 4096
    pages = [(at, after[BASE + at : BASE + at + step]) for at in range(0, bins, step)
             if before[BASE + at : BASE + at + step] != after[BASE + at : BASE + at + step]]
    if form == "old":
        block = sealed(before[:SECTOR], number + 1, number + 1, 1, at_40=bins)
        write(path + ".LOG", old_log(block, bins, {at // SECTOR: data for at, data in pages}))
    else:
        block = sealed(before[:SECTOR], number, number, 6)
        write(path + ".LOG1", block + entry(number, bins, pages, u32(before, 144)))
        write(path + ".LOG2", b"")
    write(path, sealed(before[:BASE], number + 1, number) + before[BASE:])


def check(path):
    data = read(path)
    files = {name: read(path + "." + name) for name in ("LOG1", "LOG2", "LOG") if os.path.exists(path + "." + name)}
    if u32(data, 508) != checksum(data) or u32(data, 4) != u32(data, 8):
        return "not clean"
    if not all(before(number, u32(data, 4)) for number in numbers_left(files)):
        return "its number is not above those in its log files"
    return unsound(data)


def main(command, *words):
    if command == "dirty":
        make_dirty(words[0], words[1], words[2] if len(words) > 2 else "new")
    elif command == "clean":
        data = read(words[0])
        write(words[0], sealed(data[:BASE], u32(data, 4), u32(data, 4)) + data[BASE:])
    else:
        why = check(words[0])
        if why:
            sys.exit("%s: %s" % (words[0], why))


if __name__ == "__main__":
    main(*sys.argv[1:])
