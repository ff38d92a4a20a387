#!/usr/bin/env python3
"""Writes JPEG files of every kind that is distinguished, for the tests that read them.

    python3 Scripts/image_fixtures.py [--output DIR]

Needs Pillow; the project itself and its tests do not. Each picture is 24 × 16 pixels, in four fields: red and green above,
blue and white below.
"""

import argparse
import pathlib

from PIL import Image

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "Tests/ImagesTests/Fixtures"


def picture():
    image = Image.new("RGB", (24, 16))
    fields = {(0, 0): (255, 0, 0), (12, 0): (0, 255, 0), (0, 8): (0, 0, 255), (12, 8): (255, 255, 255)}
    for corner, colour in fields.items():
        image.paste(colour, corner + (corner[0] + 12, corner[1] + 8))
    return image


def write(folder):
    folder.mkdir(parents=True, exist_ok=True)
    image = picture()
    full = {"quality": 95, "subsampling": 0}
    image.save(folder / "colour.jpg", **full)
    image.save(folder / "subsampled.jpg", quality=90, subsampling=2)
    image.save(folder / "progressive.jpg", progressive=True, **full)
    image.convert("L").save(folder / "grey.jpg", quality=95)
    image.convert("CMYK").save(folder / "cmyk.jpg", quality=95)
    # Taken with a rotated camera: upright, the picture is the one above.
    turns = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    for orientation, turn in turns.items():
        exif = Image.Exif()
        exif[0x010F] = "a camera"
        exif[0x0112] = orientation
        image.transpose(turn).save(folder / f"orientation_{orientation}.jpg", exif=exif, **full)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=pathlib.Path, default=FIXTURES)
    write(parser.parse_args().output)
