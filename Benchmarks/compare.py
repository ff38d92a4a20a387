#!/usr/bin/env python3
"""Times an epoch of training and an evaluation beside PyTorch, in alternation, and prints medians and ratios.

    python3 Benchmarks/compare.py --torch "PYTHON SCRIPT" --data DIR [--rounds N] [--stepbook PROGRAM]

SCRIPT trains the network of digit_recognition on MNIST in PyTorch: it takes --data, --mode (f32-channels-last or
bf16-channels-last) and --epochs, and prints one JSON object an epoch with "seconds" and "evaluate_seconds". The
figures of stepbook are those of its steps `train` and `evaluate`, with reading and keeping results left out on both
sides and making the kernels counted on this one. Nothing else should run meanwhile; the alternation and the medians
take care of a machine that is not always equally fast.
"""

import argparse
import json
import pathlib
import shlex
import statistics
import subprocess
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent

PAIRS = [
    ("f32", "epoch.md", "f32-channels-last"),
    ("bf16", "epoch_bfloat16.md", "bf16-channels-last"),
]


def stepbook(program, notebook, data):
    with tempfile.TemporaryDirectory() as output:
        subprocess.run(
            [program, "run", str(FOLDER / notebook), "--data-dir", data, "--no-cache", "--quiet",
             "--output-dir", output], check=True, stdout=subprocess.DEVNULL)
        record = json.loads((pathlib.Path(output) / notebook).with_suffix(".json").read_text())
    seconds = {step["step"]: step["seconds"] for step in record["steps"]}
    return seconds["train"], seconds["evaluate"]


def torch(command, mode, data):
    answer = subprocess.run(
        shlex.split(command) + ["--data", data, "--mode", mode, "--epochs", "1"], check=True,
        capture_output=True, text=True).stdout
    figures = json.loads(answer.splitlines()[-1])
    return figures["seconds"], figures["evaluate_seconds"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--torch", required=True, metavar="COMMAND")
    parser.add_argument("--data", required=True, metavar="DIR")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stepbook", default=str(FOLDER.parent / ".build/release/stepbook"))
    arguments = parser.parse_args()
    for name, notebook, mode in PAIRS:
        ours, theirs = [], []
        for _ in range(arguments.rounds):
            ours.append(stepbook(arguments.stepbook, notebook, arguments.data))
            theirs.append(torch(arguments.torch, mode, arguments.data))
        for what, place in [("epoch", 0), ("evaluation", 1)]:
            mine = [figures[place] for figures in ours]
            other = [figures[place] for figures in theirs]
            ratio = statistics.median(other) / statistics.median(mine)
            print(f"{name} {what}: stepbook {statistics.median(mine):.2f} s ({min(mine):.2f} to {max(mine):.2f}), "
                  f"PyTorch {statistics.median(other):.2f} s ({min(other):.2f} to {max(other):.2f}), "
                  f"ratio {ratio:.2f}", flush=True)


if __name__ == "__main__":
    main()
