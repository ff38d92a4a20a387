#!/usr/bin/env python3
"""Classifies pictures of digits with a network trained on MNIST, and with one trained on MNIST and more styles.

    python3 Benchmarks/other_styles.py --data DIR [--count N] [--seed N] [--stepbook PROGRAM]

The pictures are drawn here, on grey paper in uneven light, with noise: MNIST's test images enlarged, and three shapes
of which published examples were misread, each in many forms.
"""

import argparse
import gzip
import json
import math
import pathlib
import random
import subprocess
import tempfile

import measuring

SIDE = 168


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, metavar="DIR")
    parser.add_argument("--count", type=int, default=300, help="pictures of each kind")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--stepbook", default=measuring.STEPBOOK)
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        pictures = draw(folder, arguments)
        subprocess.run(
            [arguments.stepbook, "run", measuring.FOLDER / "other_styles.md", "--data-dir", arguments.data, "--quiet",
             "--output-dir", folder / "output"], check=True)
        record = json.loads((folder / "output/other_styles.json").read_text())
        networks = ("usual", "more")
        print("MNIST's test images: " + ", ".join(
            f"{network} {100 * record['values'][f'{network}.accuracy']:.2f} %" for network in networks))
        for kind, truths in pictures.items():
            counts = []
            for network in networks:
                output = subprocess.run(
                    [arguments.stepbook, "predict", folder / f"output/other_styles/{network}.pt", folder / kind,
                     "--json"], check=True, capture_output=True).stdout
                read = {pathlib.Path(each["file"]).name: each["readings"] for each in json.loads(output)}
                counts.append(sum(first_guess(read.get(name)) == truth for name, truth in truths.items()))
            print(f"{kind}, {len(truths)} pictures: " + ", ".join(
                f"{network} {100 * count / len(truths):.1f} %" for network, count in zip(networks, counts)))


def first_guess(readings):
    """The predicted class of a picture; none if nothing was found."""
    return readings[0]["label"] if readings else None


def draw(folder, arguments):
    """Writes the pictures of each kind into its own folder; returns the true class of each by its name."""
    images, labels = test_images(pathlib.Path(arguments.data))
    chance = random.Random(arguments.seed)
    step = len(labels) // arguments.count
    kinds = {
        "MNIST on paper": lambda place: (enlarged(images[place * step], chance), str(labels[place * step])),
        "1 with a long flag": lambda place: (flagged_one(chance), "1"),
        "9 with a straight stem": lambda place: (stemmed_nine(chance), "9"),
        "patterned 8": lambda place: (patterned_eight(chance), "8"),
    }
    truths = {}
    for kind, draws in kinds.items():
        (folder / kind).mkdir()
        truths[kind] = {}
        for place in range(arguments.count):
            ink, truth = draws(place)
            name = f"{place:04}.pgm"
            (folder / kind / name).write_bytes(on_paper(ink, chance))
            truths[kind][name] = truth
    return truths


def test_images(folder):
    def content(name):
        path = next(path for path in sorted(folder.rglob(f"{name}*")) if path.is_file())
        return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    pixels, labels = content("t10k-images")[16:], content("t10k-labels")[8:]
    return [pixels[place * 784:(place + 1) * 784] for place in range(len(labels))], labels


# An ink is a function of a point in the square from (0, 0) to (1, 1) that returns 0 for paper and 1 for ink.


def enlarged(image, chance):
    """An image of 28 x 28, enlarged by interpolation."""
    def ink(x, y):
        column, row = x * 28 - 0.5, y * 28 - 0.5
        left, top = math.floor(column), math.floor(row)
        def pixel(column, row):
            return image[row * 28 + column] if 0 <= column < 28 and 0 <= row < 28 else 0
        right, bottom = column - left, row - top
        upper = pixel(left, top) * (1 - right) + pixel(left + 1, top) * right
        lower = pixel(left, top + 1) * (1 - right) + pixel(left + 1, top + 1) * right
        return min(1, max(0, ((upper * (1 - bottom) + lower * bottom) / 255 - 0.3) * 3))
    return ink


def strokes(lines, width):
    """Lines of points, drawn with a round pen."""
    segments = [segment for line in lines for segment in zip(line, line[1:])]
    def ink(x, y):
        nearest = min(distance(x, y, *first, *second) for first, second in segments)
        return min(1, max(0, (width / 2 - nearest) * SIDE + 0.5))
    return ink


def distance(x, y, x0, y0, x1, y1):
    dx, dy = x1 - x0, y1 - y0
    length = dx * dx + dy * dy
    along = min(1, max(0, ((x - x0) * dx + (y - y0) * dy) / length)) if length else 0
    return math.hypot(x - x0 - along * dx, y - y0 - along * dy)


def leaning(lines, chance):
    """The lines, leaning a little."""
    slant = chance.uniform(-0.1, 0.25)
    return [[(x + slant * (0.5 - y), y) for x, y in line] for line in lines]


def flagged_one(chance):
    """A stem with a flag of half to nine tenths of its height, as written in much of Europe."""
    top, bottom = chance.uniform(0.14, 0.2), chance.uniform(0.8, 0.86)
    length, angle = chance.uniform(0.5, 0.9) * (bottom - top), math.radians(chance.uniform(35, 60))
    stem = chance.uniform(0.55, 0.68)
    flag = (stem - length * math.cos(angle) * 0.75, top + length * math.sin(angle))
    return strokes(leaning([[flag, (stem, top), (stem, bottom)]], chance), chance.uniform(0.025, 0.07))


def stemmed_nine(chance):
    """A round loop and a straight stem down from its right, in one thin stroke."""
    radius, x, y = chance.uniform(0.13, 0.19), chance.uniform(0.42, 0.5), chance.uniform(0.3, 0.36)
    begin = math.radians(chance.uniform(-60, 0))
    loop = [(x + radius * math.cos(begin - turn * math.tau / 32), y + radius * chance.uniform(0.98, 1.02) *
             math.sin(begin - turn * math.tau / 32)) for turn in range(33)]
    stem = [(x + radius, y - radius * chance.uniform(0.2, 0.9)), (x + radius * chance.uniform(0.8, 1.1),
                                                                 chance.uniform(0.78, 0.87))]
    return strokes(leaning([loop, stem], chance), chance.uniform(0.015, 0.035))


def patterned_eight(chance):
    """A printed, bold 8 that is filled with stripes or dots."""
    def ring(x, y, radius):
        return [(x + radius * math.cos(turn * math.tau / 32), y + radius * math.sin(turn * math.tau / 32))
                for turn in range(33)]
    upper, lower = chance.uniform(0.14, 0.16), chance.uniform(0.17, 0.19)
    middle = 0.5 + chance.uniform(-0.02, 0.02)
    shape = strokes([ring(0.5, middle - upper, upper), ring(0.5, middle + lower, lower)], chance.uniform(0.09, 0.13))
    pitch, angle = chance.uniform(0.03, 0.06), chance.uniform(0, math.pi)
    share, is_dotted = chance.uniform(0.45, 0.7), chance.random() < 0.5
    def ink(x, y):
        along = (x * math.cos(angle) + y * math.sin(angle)) / pitch % 1
        across = (y * math.cos(angle) - x * math.sin(angle)) / pitch % 1
        is_filled = math.hypot(along - 0.5, across - 0.5) < share * 0.75 if is_dotted else along < share
        return shape(x, y) if is_filled else 0
    return ink


def on_paper(ink, chance):
    """A picture as a binary PGM: the ink on grey paper, darker to one side, with noise."""
    paper, pen = chance.uniform(150, 235), chance.uniform(20, 70)
    shade, angle = chance.uniform(0, 40), chance.uniform(0, math.tau)
    noise = chance.uniform(1, 6)
    samples = bytearray()
    for row in range(SIDE):
        for column in range(SIDE):
            x, y = (column + 0.5) / SIDE, (row + 0.5) / SIDE
            ground = paper - shade * (0.5 + (x - 0.5) * math.cos(angle) + (y - 0.5) * math.sin(angle))
            value = ground + (pen - ground) * ink(x, y) + chance.gauss(0, noise)
            samples.append(min(255, max(0, round(value))))
    return f"P5\n{SIDE} {SIDE}\n255\n".encode() + bytes(samples)


if __name__ == "__main__":
    main()
