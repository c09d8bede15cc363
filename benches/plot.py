#!/usr/bin/env python3
"""Draws cost against size on log axes: benches/plot.py docs/performance.csv > docs/pictures/performance.svg"""
import csv
import math
import sys

W, H, LEFT, RIGHT, TOP, BOTTOM = 760, 460, 70, 210, 24, 50
LINES = [
    ("start_ms", "start, ms", "#1b6ca8"),
    ("load_cpu_ms", "load, CPU ms", "#7a3e9d"),
    ("memory_mb", "memory, MB", "#2e7d32"),
    ("board_key_ms", "key on the board, ms", "#c62828"),
    ("list_key_ms", "key in the list, ms", "#b26a00"),
]

with open(sys.argv[1]) as file:
    rows = [{k: float(v) for k, v in row.items()} for row in csv.DictReader(file)]
x0, x1 = 2, math.ceil(math.log10(max(r["entries"] for r in rows)))
y0, y1 = -1, math.ceil(math.log10(max(r[k] for r in rows for k, _, _ in LINES)))


def x(v):
    return LEFT + (math.log10(v) - x0) / (x1 - x0) * (W - LEFT - RIGHT)


def y(v):
    return H - BOTTOM - (math.log10(v) - y0) / (y1 - y0) * (H - TOP - BOTTOM)


out = [
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {W} {H}" font-family="sans-serif" font-size="13">',
    f'<rect width="{W}" height="{H}" fill="white"/>',
]
for p in range(x0, x1 + 1):
    v = 10**p
    out.append(f'<path d="M{x(v):.1f} {TOP}V{H - BOTTOM}" stroke="#ddd"/>')
    out.append(f'<text x="{x(v):.1f}" y="{H - BOTTOM + 18}" text-anchor="middle">{v:,}</text>')
for p in range(y0, y1 + 1):
    v = 10**p
    out.append(f'<path d="M{LEFT} {y(v):.1f}H{W - RIGHT}" stroke="#ddd"/>')
    out.append(f'<text x="{LEFT - 8}" y="{y(v) + 4:.1f}" text-anchor="end">{v:,}</text>')
out.append(f'<text x="{(LEFT + W - RIGHT) / 2}" y="{H - 10}" text-anchor="middle">entries</text>')
for key, name, colour in LINES:
    points = [(x(r["entries"]), y(r[key])) for r in rows]
    path = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
    out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
    out += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{colour}"/>' for a, b in points]
    # start and load end close together
    shift = {"start_ms": -4, "load_cpu_ms": 12, "memory_mb": -2, "board_key_ms": 12}.get(key, 4)
    a, b = points[-1]
    out.append(f'<text x="{a + 10:.1f}" y="{b + shift:.1f}" fill="{colour}">{name}</text>')
print("\n".join(out + ["</svg>"]))
