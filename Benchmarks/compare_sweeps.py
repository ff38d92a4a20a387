#!/usr/bin/env python3
"""Times a sweep beside Hydra with its joblib launcher and beside papermill in a loop, in alternation; prints medians.

    python3 Benchmarks/compare_sweeps.py --data DIR --python PYTHON [--rounds N] [--stepbook PROGRAM]
        [--learning-rates X …] [--batch-sizes N …] [--seeds N]

DIR holds MNIST's four files. PYTHON is the interpreter of a virtual environment with hydra-core 1.3,
hydra-joblib-launcher, papermill, ipykernel, numpy and torch.

20 settings with 5 seeds each, so 100 trainings of the small network of sweep.md, two at a time and one thread each on
every side. The same training is in PyTorch for the two others. Three situations, each the wall time of one command:

- cold: no cache and no outputs;
- all cached: everything is there, and the same command is given again. Hydra and papermill have no cache and run all
  of it again. stepbook is also timed with its cache alone, when its outputs were removed;
- one seed added: stepbook is told of 6 seeds instead of 5. Hydra and papermill are told of the new seed alone, as by
  a user who knows which runs are there, and have 20 trainings to do.

Nothing else should run meanwhile.
"""

import argparse
import json
import os
import pathlib
import statistics
import tempfile

import jupyter
import measuring

JOBS = 2
PEER = measuring.FOLDER / "peer"
COLD, CACHED, REMOVED, ADDED = "cold", "all cached", "all cached, outputs removed", "one seed added"


class Stepbook:
    name = "stepbook"

    def __init__(self, arguments, folder):
        self.arguments, self.folder = arguments, folder

    def situations(self):
        """The seconds of each situation, and the mean accuracy of the first one's runs."""
        seeds, settings = self.arguments.seeds, self.arguments.settings
        cold, accuracy, computed = self.sweep(seeds, "output")
        cached, _, none = self.sweep(seeds, "output")
        removed, _, none_either = self.sweep(seeds, "another output")
        added, _, more = self.sweep(seeds + 1, "output")
        # Reading and normalizing are shared by all runs, so a new seed computes at most its share of the first sweep.
        if none or none_either or not 0 < more <= computed / seeds or computed < settings * seeds:
            raise SystemExit(f"stepbook computed {computed} steps cold, {none} and {none_either} when all were cached, "
                             f"{more} with a seed more")
        return {COLD: cold, CACHED: cached, REMOVED: removed, ADDED: added}, accuracy

    def sweep(self, seeds, output):
        """Sweeps with a number of seeds; the seconds, the mean accuracy and the number of steps computed."""
        rates, sizes = (",".join(map(str, values)) for values in
                        (self.arguments.learning_rates, self.arguments.batch_sizes))
        seconds, _ = measuring.run(
            [self.arguments.stepbook, "sweep", measuring.FOLDER / "sweep.md", "--data-dir", self.arguments.data,
             "--cache-dir", self.folder / "cache", "--output-dir", self.folder / output, "--jobs", JOBS, "--quiet",
             "-P", f"learningRate={rates}", "-P", f"batchSize={sizes}", "--repeat", seeds])
        record = json.loads((self.folder / output / "sweep.sweep.json").read_text())
        accuracies = [run["values"]["result.accuracy"] for run in record["runs"] if run["outcome"] == "ok"]
        check(self.name, len(accuracies), self.arguments.settings * seeds)
        return seconds, statistics.mean(accuracies), record["timing"]["computed"]


class Peer:
    """A tool without a cache, which runs whatever it is told to."""

    def __init__(self, arguments, folder):
        self.arguments, self.folder = arguments, folder
        self.environment = environment(folder)

    def situations(self):
        """The seconds of each situation, and the mean accuracy of the first one's runs."""
        seeds = self.arguments.seeds
        cold, accuracy = self.sweep(range(seeds), "first")
        again, _ = self.sweep(range(seeds), "first")
        added, _ = self.sweep([seeds], "added")
        return {COLD: cold, CACHED: again, ADDED: added}, accuracy

    def sweep(self, seeds, output):
        """Runs all settings with these seeds; the seconds and the mean accuracy."""
        folder = self.folder / output
        for result in folder.glob("*/result.json"):
            result.unlink()
        seconds, _ = measuring.run(self.command(list(seeds), folder), self.environment)
        accuracies = [json.loads(result.read_text())["accuracy"] for result in folder.glob("*/result.json")]
        check(self.name, len(accuracies), self.arguments.settings * len(seeds))
        return seconds, statistics.mean(accuracies)


class Hydra(Peer):
    name = "Hydra"

    def command(self, seeds, folder):
        lists = {"learningRate": self.arguments.learning_rates, "batchSize": self.arguments.batch_sizes, "seed": seeds}
        return [self.arguments.python, PEER / "sweep_hydra.py", "--multirun", f"data={self.arguments.data}",
                f"hydra.launcher.n_jobs={JOBS}", f"hydra.sweep.dir={folder}",
                *(f"{name}={','.join(map(str, values))}" for name, values in lists.items())]


class Papermill(Peer):
    name = "papermill"

    def command(self, seeds, folder):
        notebook = self.folder / "sweep.ipynb"
        notebook.write_text(json.dumps(jupyter.notebook((PEER / "sweep_notebook.py").read_text())))
        return [self.arguments.python, PEER / "sweep_papermill.py", "--notebook", notebook, "--output", folder,
                "--data", self.arguments.data, "--jobs", JOBS, "--learning-rates", *self.arguments.learning_rates,
                "--batch-sizes", *self.arguments.batch_sizes, "--seeds", *seeds]


def environment(folder):
    """A Python with one thread, the module of the training, and settings of its own instead of the user's."""
    paths = [str(PEER), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(paths), "IPYTHONDIR": str(folder / "ipython"),
            "JUPYTER_NO_CONFIG": "1"}


def check(name, count, expected):
    if count != expected:
        raise SystemExit(f"{name} made {count} of {expected} runs")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, metavar="DIR", type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--python", required=True, metavar="PYTHON")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--stepbook", default=measuring.STEPBOOK)
    parser.add_argument("--learning-rates", type=float, nargs="+", default=[0.02, 0.05, 0.1, 0.2, 0.5], metavar="X")
    parser.add_argument("--batch-sizes", type=int, nargs="+", default=[16, 32, 64, 128], metavar="N")
    parser.add_argument("--seeds", type=int, default=5, help="seeds of each setting, from 0 on")
    arguments = parser.parse_args()
    arguments.settings = len(arguments.learning_rates) * len(arguments.batch_sizes)

    sides = [Stepbook, Hydra, Papermill]
    # The first training of each is not counted: it reads programs and libraries from the disk.
    first = {"learning_rates": arguments.learning_rates[:1], "batch_sizes": arguments.batch_sizes[:1], "settings": 1}
    for side in sides:
        situations(side, argparse.Namespace(**vars(arguments) | first | {"seeds": 1}))
    seconds = {side.name: {} for side in sides}
    accuracies = {side.name: [] for side in sides}
    for number in range(arguments.rounds):
        for side in sides:
            times, accuracy = situations(side, arguments)
            print(f"round {number + 1}, {side.name}: " + "; ".join(
                f"{situation} {value:.2f} s" for situation, value in times.items()), flush=True)
            accuracies[side.name].append(accuracy)
            for situation, value in times.items():
                seconds[side.name].setdefault(situation, []).append(value)
    report(arguments, seconds, accuracies)


def situations(side, arguments):
    """The seconds of each situation of a side in a folder of its own, and its mean accuracy."""
    with tempfile.TemporaryDirectory() as folder:
        return side(arguments, pathlib.Path(folder)).situations()


def report(arguments, seconds, accuracies):
    trainings = arguments.settings * arguments.seeds
    computes = {COLD: f"{trainings} trainings", CACHED: f"none; Hydra and papermill all {trainings} again",
                REMOVED: "none", ADDED: f"{arguments.settings} trainings"}
    for situation, computed in computes.items():
        print(f"{situation} ({computed}):")
        for name, times in seconds.items():
            if situation in times:
                ours = seconds["stepbook"][situation]
                beside = "" if times[situation] is ours else f", ratio {measuring.ratio(times[situation], ours)}"
                print(f"  {name} {measuring.summary(times[situation])} s{beside}")
    print("mean test accuracy: " + ", ".join(
        f"{name} {100 * statistics.mean(values):.1f} %" for name, values in accuracies.items()))


if __name__ == "__main__":
    main()
