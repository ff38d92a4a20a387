#!/usr/bin/env python3
"""Times the residual network of cifar10 beside PyTorch's, in alternation, and prints medians and ratios.

    python3 Benchmarks/compare_residual.py --data DIR --torch "PYTHON SCRIPT" [--rounds N] [--images N]
        [--stepbook PROGRAM]

DIR holds cifar-10/train/CLASS and cifar-10/test/CLASS with an image file each. SCRIPT trains the same network in
PyTorch: it takes --data (the folder cifar-10), --images, --epochs and --mode (f32 or bf16), prints one JSON object an
epoch with "images_per_second", and one at the end. Neither side's figure includes reading images; stepbook's includes
making the kernels. Peak memory is that of the whole process, with all images that the program keeps.

Nothing else should run meanwhile: PyTorch's threads spin, and any other work slows them many times over.
"""

import argparse
import json
import pathlib
import shlex

import measuring

PAIRS = [("f32", "residual.md"), ("bf16", "residual_bfloat16.md")]


def torch(arguments, mode):
    """Trains for an epoch in PyTorch; images per second, and the peak memory in bytes."""
    command = shlex.split(arguments.torch) + [
        "--data", str(pathlib.Path(arguments.data) / "cifar-10"), "--mode", mode, "--epochs", "1",
        "--images", str(arguments.images)]
    _, memory, output = measuring.run_printing(command)
    return json.loads(output.splitlines()[0])["images_per_second"], memory


def stepbook(arguments, notebook):
    """Trains for an epoch; images per second, and the peak memory in bytes."""
    _, memory, record = measuring.run_notebook(
        measuring.FOLDER / notebook, arguments.data, arguments.stepbook, ["-P", f"images={arguments.images}"])
    return arguments.images / measuring.seconds_of(record, "train"), memory


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, metavar="DIR")
    parser.add_argument("--torch", required=True, metavar="COMMAND")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--images", type=int, default=9984)
    parser.add_argument("--stepbook", default=measuring.STEPBOOK)
    arguments = parser.parse_args()
    for mode, notebook in PAIRS:
        ours, theirs = [], []
        for _ in range(arguments.rounds):
            ours.append(stepbook(arguments, notebook))
            theirs.append(torch(arguments, mode))
        mine, other = [run[0] for run in ours], [run[0] for run in theirs]
        print(f"{mode}: stepbook {measuring.summary(mine, 0)} images/s, PyTorch {measuring.summary(other, 0)}, "
              f"ratio {measuring.ratio(mine, other)}; peak memory "
              f"{measuring.summary([run[1] / 1e6 for run in ours], 0)} MB, PyTorch "
              f"{measuring.summary([run[1] / 1e6 for run in theirs], 0)} MB", flush=True)


if __name__ == "__main__":
    main()
