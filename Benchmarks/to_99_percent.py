#!/usr/bin/env python3
"""Runs to_99_percent.md, or the other one, with several seeds, and prints the accuracy and training time of each.

    python3 Benchmarks/to_99_percent.py --data DIR [--notebook NAME] [--seeds 0 1 2 3 4] [--param NAME=VALUE …]
        [--stepbook PROGRAM]
"""

import argparse
import pathlib
import statistics
import tempfile

import measuring


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, metavar="DIR")
    parser.add_argument(
        "--notebook", default="to_99_percent.md", choices=["to_99_percent.md", "to_99_percent_same_network.md"])
    parser.add_argument("--seeds", type=int, nargs="+", default=range(5))
    parser.add_argument("--param", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--stepbook", default=measuring.STEPBOOK)
    arguments = parser.parse_args()

    text = (measuring.FOLDER / arguments.notebook).read_text()
    options = [part for param in arguments.param for part in ("-P", param)]
    accuracies, times = [], []
    for seed in arguments.seeds:
        with tempfile.TemporaryDirectory() as folder:
            notebook = pathlib.Path(folder) / "to_99_percent.md"
            notebook.write_text(text.replace("\nseed: 0\n", f"\nseed: {seed}\n", 1))
            _, _, record = measuring.run_notebook(notebook, arguments.data, arguments.stepbook, options)
        if record["seed"] != seed:
            raise SystemExit("the notebook has no line 'seed: 0'")
        accuracies.append(100 * record["values"]["result.accuracy"])
        times.append(measuring.seconds_of(record, "train"))
        print(f"seed {seed}: {accuracies[-1]:.2f} % in {times[-1]:.2f} s", flush=True)
    print(f"accuracy: mean {statistics.mean(accuracies):.2f} %, minimum {min(accuracies):.2f} %")
    print(f"training: {measuring.summary(times)} s")


if __name__ == "__main__":
    main()
