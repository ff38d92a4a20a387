"""A sweep on a Slurm cluster of this machine, in a folder of its own, and what is wrong with its results at its end."""

import json
import os
import pathlib
import re
import shlex
import subprocess
import time

import measuring

CLUSTER = measuring.FOLDER.parent / "Scripts" / "slurm_cluster"
NOTEBOOK = """\
---
title: Faults
params:
  rate: 0.01
  epochs: 6
seed: 5
sweep:
  rate: [0.003, 0.01, 0.03]
repeat: 2
---

```swift-step
let digits = normalize(load("builtin", train: 8000, test: 200))
let model = train(
    digits, layers: [conv2d(8, kernel: 3), relu, maxPool2d(2), flatten, dense(32), relu, dense(10)],
    epochs: params.epochs, batchSize: 20, optimizer: adam(learningRate: params.rate))
let result = evaluate(model, on: digits)
```

The network reads `= percent(result.accuracy, 1)`.
"""
# What differs from sweep to sweep.
TIMES = {"timing", "seconds", "started"}
PATIENCE = 900


class Unavailable(Exception):
    """What is needed for a fault is not to be had here."""


class Failure(Exception):
    """A fault could not be tried, or did not happen."""


class Cluster:
    """A cluster that ends with a `with`."""

    def __init__(self, folder, **variables):
        self.folder, self.variables = folder, {name: str(value) for name, value in variables.items()}

    def __enter__(self):
        outcome = self.script("start", self.folder, 2)
        if outcome.returncode == 69:
            raise Unavailable(outcome.stderr.strip())
        if outcome.returncode:
            raise Failure(outcome.stderr.strip())
        self.environment = {"SLURM_CONF": str(self.folder / "slurm.conf")}
        return self

    def __exit__(self, *_):
        self.script("stop", self.folder)

    def script(self, *words):
        return subprocess.run([CLUSTER, *map(str, words)], env=os.environ | self.variables, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)

    def kill(self, daemon):
        self.script("kill", self.folder, daemon)

    def restart(self, daemon):
        outcome = self.script("restart", self.folder, daemon)
        if outcome.returncode:
            raise Failure(outcome.stderr.strip())

    def command(self, *words):
        """What a command of Slurm prints; nothing if the controller is away."""
        return subprocess.run(list(map(str, words)), env=os.environ | self.environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout

    def elements(self):
        """The elements of sweeps: dictionaries of array, index, state, reason and node."""
        names = ["array", "index", "state", "node", "name", "reason"]
        lines = self.command("squeue", "--noheader", "--array", "--states=all", "--format=%F|%K|%T|%N|%j|%r")
        rows = [dict(zip(names, line.split("|", 5))) for line in lines.splitlines()]
        return [row for row in rows if row.get("name", "").startswith("stepbook-")]

    def arrays(self):
        return sorted({element["array"] for element in self.elements()})

    def tend(self):
        """Starts at once what Slurm would keep for two minutes after a requeue, and releases as an administrator what
        it would keep for ever: elements that it started twice after it had lost its memory."""
        for element in self.elements():
            job = f"{element['array']}_{element['index']}"
            if element["state"] == "PENDING" and element["reason"] == "BeginTime":
                self.command("scontrol", "update", f"jobid={job}", "StartTime=now")
            elif element["state"] == "PENDING" and element["reason"].endswith("requeued held"):
                self.command("scontrol", "update", "nodename=n[1-2]", "state=resume")
                self.command("scontrol", "release", job)


class Sweep:
    """A sweep of the notebook with outputs and a cache of its own."""

    def __init__(self, program, folder, cluster=None, options=()):
        self.program, self.folder, self.cluster, self.options = program, folder, cluster, list(options)
        self.output, self.cache = folder / "output", folder / "cache"
        self.process, self.starts = None, 0
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "faults.md").write_text(NOTEBOOK)

    def start(self, slurm=None):
        """Starts the command: on the cluster, with options for sbatch, or on this machine if there is none."""
        self.starts += 1
        command = [str(self.program), "sweep", "faults.md", "--jobs", "2", "--output-dir", self.output.name,
                   "--cache-dir", self.cache.name, *self.options]
        if self.cluster:
            command += ["--on", "slurm"] + (["--slurm", slurm] if slurm else [])
        self.messages = self.folder / f"messages.{self.starts}"
        with open(self.messages, "wb") as messages:
            messages.write((shlex.join(command) + "\n").encode())
            messages.flush()
            self.process = subprocess.Popen(
                command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=messages,
                env=os.environ | (self.cluster.environment if self.cluster else {}))

    def wait(self, what, condition):
        """Waits for a condition while the command runs; its value."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            value = condition()
            if value:
                return value
            if self.process.poll() is not None:
                raise Failure(f"the command ended with {self.process.returncode} before {what}: {self.last_words()}")
            time.sleep(0.1)
        raise Failure(f"{what} did not come within {PATIENCE} s")

    def wait_for_training(self):
        """Waits until a training has done an epoch, and others are still to come; a running element."""
        self.wait("a checkpoint", lambda: any((self.cache / "checkpoints").glob("*/*")))
        return self.wait("a running element", lambda: next(
            (element for element in self.cluster.elements() if element["state"] == "RUNNING"), None))

    def worker(self):
        """The process of a running element."""
        def find():
            for entry in pathlib.Path("/proc").iterdir():
                try:
                    words = (entry / "cmdline").read_bytes().split(b"\0")[:4]
                    if entry.name.isdecimal() and b"sweep-element" in words[1:3] \
                            and any(word.startswith(os.fsencode(self.folder)) for word in words[2:]):
                        return int(entry.name)
                except OSError:
                    pass
            return None
        return self.wait("a worker", find)

    def finish(self):
        """Waits for the command; its exit status."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            if time.monotonic() > end:
                self.process.kill()
                raise Failure(f"the command did not end within {PATIENCE} s: {self.last_words()}")
            if self.cluster:
                self.cluster.tend()
            time.sleep(0.5)
        return self.process.returncode

    def last_words(self):
        lines = re.split(r"[\r\n]+", self.messages.read_text(errors="replace").strip())
        return " / ".join(lines[-3:])

    @property
    def record(self):
        return read(self.output / "faults.sweep.json") or {"runs": []}

    @property
    def rows(self):
        return self.record["runs"]

    def messages_of(self, outcome):
        return [row["message"] or "" for row in self.rows if row["outcome"] == outcome]

    def reports(self):
        return {file.name: read(file) for file in sorted((self.output / "faults.sweep").glob("*.json"))}

    def lost(self, reference):
        """How many runs have no row that is in order, no record of their own, or no place in the list of runs."""
        rows = {identity(row): row for row in self.rows}
        reports = {identity(report): report for report in self.reports().values() if report}
        listed = {identity(run) for run in self.listed()}
        lost = 0
        for row in reference.rows:
            run = rows.get(identity(row))
            report = reports.get(identity(row), {})
            lost += not (run and run["outcome"] == "ok" and report.get("status") == "ok" and identity(row) in listed)
        return lost

    def listed(self):
        """The files in the list of runs that are of runs that went well."""
        files = [read(file) for file in (self.output / "runs").glob("*.json")]
        return [file for file in files if file and file.get("status") == "ok"]

    def done_twice(self, of=None):
        """How often a step was computed that another run had computed, or a run was done that had been done.

        `of` limits the steps to those of this name."""
        keys = [step["key"] for report in self.reports().values() if report for step in report["steps"]
                if step["outcome"] == "computed" and of in (None, step["step"])]
        runs = [identity(run) for run in self.listed()]
        return len(keys) - len(set(keys)) + len(runs) - len(set(runs))

    def other_bits(self, reference):
        """How many files say other than the reference's."""
        table = self.output / "faults.sweep.csv"
        pairs = [(table.read_bytes() if table.exists() else None, (reference.output / table.name).read_bytes()),
                 (without_times(self.record), without_times(reference.record))]
        own = {identity(report): content(report) for report in self.reports().values() if report}
        pairs += [(own.get(identity(report)), content(report)) for report in reference.reports().values()]
        return sum(ours != theirs for ours, theirs in pairs)


def read(file):
    """A JSON file; nothing if it is not there or not whole."""
    try:
        return json.loads(file.read_text())
    except (OSError, ValueError):
        return None


def identity(run):
    """What a run is known by: in all places where it is mentioned, its rate and its seed."""
    return run["params"]["rate"], run["seed"]


def content(report):
    """What a run's own record says of its results, without which steps were cached."""
    return [[step["key"] for step in report["steps"]], report["values"], report["history"]]


def without_times(value):
    if isinstance(value, dict):
        return {name: without_times(member) for name, member in value.items() if name not in TIMES}
    return [without_times(member) for member in value] if isinstance(value, list) else value
