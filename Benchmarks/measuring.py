"""Runs and measures whole programs; shared by the comparison scripts."""

import json
import os
import pathlib
import statistics
import subprocess
import tempfile
import time

FOLDER = pathlib.Path(__file__).resolve().parent
ROOT = FOLDER.parent
STEPBOOK = ROOT / ".build/release/stepbook"


def run(command, environment=None):
    """Runs a program; returns the seconds it took, and the peak memory in bytes of its largest process."""
    seconds, memory, _ = run_printing(command, environment)
    return seconds, memory


def run_printing(command, environment=None):
    """Runs a program; returns its seconds, its peak memory in bytes, and what it printed."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen([str(part) for part in command], stdout=output, stderr=subprocess.STDOUT,
                                   env=os.environ | (environment or {}))
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        printed = output.read().decode()
        if process.returncode != 0:
            raise SystemExit(f"{command[0]} ended with {process.returncode}:\n{printed[-2000:]}")
    return seconds, usage.ru_maxrss * 1024, printed


def run_notebook(notebook, data, program=STEPBOOK, options=()):
    """Runs a notebook with an empty cache; returns its seconds, its peak memory and its record."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        seconds, memory = run([program, "run", notebook, "--data-dir", data, "--cache-dir", folder / "cache",
                               "--output-dir", folder / "output", "--quiet", *options])
        record = (folder / "output" / pathlib.Path(notebook).name).with_suffix(".json").read_text()
    return seconds, memory, json.loads(record)


def seconds_of(record, step):
    """The seconds of a step of a run."""
    return next(each["seconds"] for each in record["steps"] if each["step"] == step)


def summary(values, decimals=2):
    """Median, minimum and maximum: `5.28 (4.98 to 5.69)`."""
    return f"{statistics.median(values):.{decimals}f} ({min(values):.{decimals}f} to {max(values):.{decimals}f})"


def ratio(theirs, ours):
    """The ratio of the medians."""
    return f"{statistics.median(theirs) / statistics.median(ours):.2f}"
