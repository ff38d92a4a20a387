#!/usr/bin/env python3
"""Times stepbook beside PyTorch and beside Jupyter, in alternation, and prints medians and ratios.

    python3 Benchmarks/compare.py --data DIR [--rounds N] [--stepbook PROGRAM]
        [--torch "PYTHON SCRIPT"] [--jupyter ENVIRONMENT]

With --torch: an epoch of training and an evaluation. SCRIPT trains the network of digit_recognition on MNIST in
PyTorch: it takes --data, --mode (f32-channels-last or bf16-channels-last) and --epochs, and prints one JSON object an
epoch with "seconds" and "evaluate_seconds". The figures of stepbook are those of its steps `train` and `evaluate`,
with reading and keeping results left out on both sides and making the kernels counted on this one.

With --jupyter: the whole of digit_recognition, from a notebook to a page, beside the same work in a Jupyter notebook.
ENVIRONMENT is a virtual environment of Python with torch, torchvision, matplotlib, nbconvert and ipykernel.

Nothing else should run meanwhile; the alternation and the medians take care of a machine that is not always equally
fast.
"""

import argparse
import json
import shlex
import subprocess
import tempfile

import jupyter
import measuring

PAIRS = [
    ("f32", "epoch.md", "f32-channels-last"),
    ("bf16", "epoch_bfloat16.md", "bf16-channels-last"),
]


def torch(command, mode, data):
    """Trains for an epoch in PyTorch; the seconds of training and of evaluation."""
    answer = subprocess.run(
        shlex.split(command) + ["--data", data, "--mode", mode, "--epochs", "1"], check=True,
        capture_output=True, text=True).stdout
    figures = json.loads(answer.splitlines()[-1])
    return figures["seconds"], figures["evaluate_seconds"]


def compare_training(arguments):
    for name, notebook, mode in PAIRS:
        ours, theirs = [], []
        for _ in range(arguments.rounds):
            _, _, record = measuring.run_notebook(measuring.FOLDER / notebook, arguments.data, arguments.stepbook)
            ours.append([measuring.seconds_of(record, step) for step in ("train", "evaluate")])
            theirs.append(torch(arguments.torch, mode, arguments.data))
        for what, mine, other in zip(("epoch", "evaluation"), zip(*ours), zip(*theirs)):
            report(f"{name} {what}", "s", mine, "PyTorch", other)


def compare_whole_runs(arguments):
    notebook = measuring.ROOT / "Notebooks/digit_recognition.md"
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as settings:
        peer = jupyter.Jupyter(arguments.jupyter, arguments.data, settings)
        for _ in range(arguments.rounds):
            ours.append(measuring.run_notebook(notebook, arguments.data, arguments.stepbook))
            theirs.append(peer.run())
    report("whole run", "s", [run[0] for run in ours], "Jupyter", [run[0] for run in theirs])
    report("peak memory", "MB", [run[1] / 1e6 for run in ours], "Jupyter", [run[1] / 1e6 for run in theirs])
    print(f"Jupyter's page: {theirs[0][2] / 1e3:.0f} kB, its accuracy {100 * theirs[0][3]:.2f} %; "
          f"stepbook's accuracy {100 * ours[0][2]['values']['result.accuracy']:.2f} %")


def report(what, unit, ours, peer, theirs):
    print(f"{what}: stepbook {measuring.summary(ours)} {unit}, {peer} {measuring.summary(theirs)} {unit}, "
          f"ratio {measuring.ratio(theirs, ours)}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--torch", metavar="COMMAND")
    parser.add_argument("--jupyter", metavar="ENVIRONMENT")
    parser.add_argument("--data", required=True, metavar="DIR")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--stepbook", default=measuring.STEPBOOK)
    arguments = parser.parse_args()
    if not arguments.torch and not arguments.jupyter:
        parser.error("nothing to compare with: give --torch, --jupyter or both")
    if arguments.torch:
        compare_training(arguments)
    if arguments.jupyter:
        compare_whole_runs(arguments)


if __name__ == "__main__":
    main()
