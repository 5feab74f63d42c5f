#!/usr/bin/env python3
"""draw_icon.py - draws res/netlatch.ico and res/netlatch-png.ico: a latch closed over five ports.

The second holds the same pictures as PNG, a tenth of the size, for systems from Windows Vista on. Icons are
kept in the tree, so nobody needs this to build. This is their source:
change a shape here and run it again. Standard library only.
"""

import math
import struct
import sys
import zlib

SIZES = (16, 32, 48)
SAMPLES = 8  # a pixel is the average of SAMPLES x SAMPLES points

NIGHT = (24, 48, 80)
SHACKLE = (196, 208, 222)
BODY = (240, 178, 48)


def rounded_box(x, y, left, top, right, bottom, radius):
    dx = max(left + radius - x, 0, x - (right - radius))
    dy = max(top + radius - y, 0, y - (bottom - radius))
    inside = left <= x <= right and top <= y <= bottom
    return inside and math.hypot(dx, dy) <= radius


def colour_at(x, y):
    """The colour of a point of the unit square, or None where nothing is drawn."""
    # Five ports in a row on the body of the lock.
    for index in range(5):
        centre = 0.19 + 0.155 * index
        if math.hypot(x - centre, y - 0.70) <= 0.052:
            return NIGHT
    if rounded_box(x, y, 0.06, 0.46, 0.94, 0.95, 0.10):
        return BODY
    # The shackle: a half ring on two legs.
    distance = math.hypot(x - 0.5, y - 0.34)
    if y <= 0.34 and 0.18 <= distance <= 0.29:
        return SHACKLE
    if 0.34 < y <= 0.48 and (0.21 <= x <= 0.32 or 0.68 <= x <= 0.79):
        return SHACKLE
    return None


def pixels(size):
    rows = []
    for row in range(size):
        line = []
        for column in range(size):
            total, found = [0, 0, 0], 0
            for sub_y in range(SAMPLES):
                for sub_x in range(SAMPLES):
                    colour = colour_at((column + (sub_x + 0.5) / SAMPLES) / size,
                                       (row + (sub_y + 0.5) / SAMPLES) / size)
                    if colour:
                        found += 1
                        total = [a + b for a, b in zip(total, colour)]
            alpha = round(255 * found / SAMPLES ** 2)
            red, green, blue = (round(c / found) if found else 0 for c in total)
            line.append((red, green, blue, alpha))
        rows.append(line)
    return rows


def bitmap(size):
    """A 32-bit bitmap as icons hold it: twice the height, bottom row first, then a mask.
    Bitmaps and not PNG, because Windows XP reads only those."""
    header = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    colours, mask = b"", b""
    for line in reversed(pixels(size)):
        colours += b"".join(struct.pack("4B", b, g, r, a) for r, g, b, a in line)
        bits = "".join("1" if a == 0 else "0" for _, _, _, a in line)
        bits += "0" * (-len(bits) % 32)
        mask += int(bits, 2).to_bytes(len(bits) // 8, "big")
    return header + colours + mask


def png(size):
    """The same picture as PNG."""
    raw = b"".join(b"\0" + b"".join(struct.pack("4B", *p) for p in line) for line in pixels(size))

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b""))


def icon_of(images):
    offset = 6 + 16 * len(images)
    icon = struct.pack("<HHH", 0, 1, len(images))
    for size, image in zip(SIZES, images):
        icon += struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(image), offset)
        offset += len(image)
    return icon + b"".join(images)


def main():
    for name, draw in (("res/netlatch.ico", bitmap), ("res/netlatch-png.ico", png)):
        with open(name, "wb") as out:
            out.write(icon_of([draw(size) for size in SIZES]))
    if len(sys.argv) > 1:
        with open(sys.argv[1], "wb") as out:
            out.write(png(256))


if __name__ == "__main__":
    main()
