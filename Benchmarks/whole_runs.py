#!/usr/bin/env python3
"""Times whole processes of stepbook: start-up, and digit_recognition with an empty cache, with its peak memory.

    python3 Benchmarks/whole_runs.py --data DIR [--rounds N] [--starts N] [--stepbook PROGRAM]
"""

import argparse

import measuring


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, metavar="DIR")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--starts", type=int, default=21)
    parser.add_argument("--stepbook", default=measuring.STEPBOOK)
    arguments = parser.parse_args()

    starts = [1000 * measuring.run([arguments.stepbook, "--version"])[0] for _ in range(arguments.starts)]
    print(f"start-up: {measuring.summary(starts, 1)} ms")

    notebook = measuring.ROOT / "Notebooks/digit_recognition.md"
    runs = [measuring.run_notebook(notebook, arguments.data, arguments.stepbook) for _ in range(arguments.rounds)]
    print(f"digit_recognition, cold: {measuring.summary([seconds for seconds, _, _ in runs])} s")
    print(f"its peak memory: {measuring.summary([memory / 1e6 for _, memory, _ in runs], 0)} MB")
    print(f"its training: {measuring.summary([measuring.seconds_of(record, 'train') for _, _, record in runs])} s")
    print(f"its accuracy: {100 * runs[0][2]['values']['result.accuracy']:.2f} %")


if __name__ == "__main__":
    main()
