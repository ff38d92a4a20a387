#!/usr/bin/env python3
"""Lets a sweep on a Slurm cluster meet one fault after the other, and counts what it loses, repeats or tells wrongly.

    python3 Benchmarks/slurm_faults.py --folder FOLDER [--stepbook PROGRAM] [--short] [--only FAULT …]

FOLDER is a new or empty one, on a disk with some 100 MB. Each fault has a cluster of its own of two nodes on this
machine, by Scripts/slurm_cluster, and a sweep of six trainings with an empty cache. It strikes in the middle of a
training. The reference is the same sweep on this machine without Slurm. A row is printed for each fault:

- lost: runs without a record that is in order at the end, after the same command was given again where it must be;
- twice: steps that were computed by more than one run, and runs that are more than once in the list of runs;
- wrongly: an exit status, an outcome or a message that is not what happened;
- bits: files that say other than the reference's, times aside.

All are to be 0; otherwise the exit status is 1. --short leaves out what takes minutes. A fault that cannot be made here
(a full disk needs root) is said to be so.
"""

import argparse
import os
import pathlib
import signal
import subprocess
import sys
import time

import measuring
from slurm_sweep import Cluster, Failure, Sweep, Unavailable


class Trial:
    """A fault with its cluster and its sweep, and what was noticed."""

    def __init__(self, sweep, cluster):
        self.sweep, self.cluster, self.seen, self.wrong = sweep, cluster, [], []
        # The steps that are to be computed once; None for all.
        self.once = None

    def see(self, text):
        self.seen.append(text)

    def expect(self, holds, text):
        if not holds:
            self.wrong.append(text)

    def expect_status(self, expected):
        status = self.sweep.finish()
        self.see(f"status {status}")
        self.expect(status == expected, f"the status is {status} instead of {expected}: {self.sweep.last_words()}")

    def expect_arrays(self, least, most):
        count = len(self.cluster.arrays())
        self.see(f"{count} array{'s' * (count != 1)}")
        self.expect(least <= count <= most, f"{count} arrays were submitted instead of {least} to {most}")

    def expect_rows(self, outcome, words, least=1):
        """At least so many rows have the outcome, and each of them says one of the words."""
        messages = self.sweep.messages_of(outcome)
        self.see(f"{len(messages)} {outcome}")
        self.expect(len(messages) >= least, f"only {len(messages)} rows are '{outcome}'")
        for message in messages:
            self.expect(any(word in message.lower() for word in words), f"a row says only '{message}'")

    def again(self, slurm=None):
        """Gives the same command again, which is to complete the sweep."""
        self.sweep.start(slurm)
        self.see("again")
        self.expect_status(0)


def no_fault(trial):
    trial.sweep.start()
    trial.expect_status(0)
    trial.expect_arrays(1, 1)


def killed_worker(trial):
    trial.sweep.start()
    trial.sweep.wait_for_training()
    os.kill(trial.sweep.worker(), signal.SIGKILL)
    trial.expect_status(0)
    # The wave that does again what the killed one did not.
    trial.expect_arrays(2, 2)


def killed_node(trial):
    trial.sweep.start()
    node = trial.sweep.wait_for_training()["node"]
    trial.cluster.kill(node)
    trial.see(f"{node} killed")
    trial.expect_status(0)


def node_back_at_once(trial):
    trial.sweep.start()
    node = trial.sweep.wait_for_training()["node"]
    trial.cluster.kill(node)
    trial.cluster.restart(node)
    trial.see(f"{node} killed and back")
    trial.expect_status(0)


def killed_controller(trial):
    trial.sweep.start()
    trial.sweep.wait_for_training()
    # The controller notes every five seconds what has started.
    time.sleep(7)
    lose_controller(trial)


def forgetful_controller(trial):
    trial.sweep.start()
    trial.sweep.wait_for_training()
    lose_controller(trial)


def lose_controller(trial):
    trial.cluster.kill("slurmctld")
    time.sleep(5)
    trial.cluster.restart("slurmctld")
    trial.expect_status(0)
    trial.expect_arrays(1, 2)


def killed_command(trial):
    trial.sweep.start()
    trial.sweep.wait_for_training()
    trial.sweep.process.kill()
    trial.sweep.process.wait()
    trial.expect(any(element["state"] == "RUNNING" for element in trial.cluster.elements()), "the array ended, too")
    trial.again()
    trial.expect_arrays(1, 1)


def interrupted_command(trial):
    trial.sweep.start()
    trial.sweep.wait_for_training()
    trial.sweep.process.send_signal(signal.SIGINT)
    trial.expect_status(130)
    trial.expect(any(element["state"] == "RUNNING" for element in trial.cluster.elements()), "the array ended, too")
    trial.again()
    trial.expect_arrays(1, 1)


def requeued_element(trial):
    trial.sweep.start()
    element = trial.sweep.wait_for_training()
    trial.cluster.command("scontrol", "requeue", f"{element['array']}_{element['index']}")
    trial.expect_status(0)
    trial.expect_arrays(1, 1)


def cancelled_element(trial):
    trial.sweep.start()
    element = trial.sweep.wait_for_training()
    trial.cluster.command("scancel", f"{element['array']}_{element['index']}")
    trial.expect_status(1)
    trial.expect_rows("failed", ["cancel"])
    trial.expect(trial.sweep.messages_of("ok"), "no run of the other elements was done")
    trial.again()
    trial.expect_arrays(2, 2)


def cancelled_waiting_element(trial):
    trial.sweep.start()
    trial.sweep.wait_for_training()
    waiting = [element for element in trial.cluster.elements() if element["state"] == "PENDING"]
    if not waiting:
        raise Unavailable("all elements run at once")
    trial.cluster.command("scancel", f"{waiting[0]['array']}_{waiting[0]['index']}")
    trial.expect_status(1)
    trial.expect_rows("failed", ["cancel"])
    trial.again()


def cancelled_array(trial):
    trial.sweep.start()
    trial.cluster.command("scancel", trial.sweep.wait_for_training()["array"])
    trial.expect_status(1)
    trial.expect_rows("failed", ["cancel"])
    trial.again()


def over_memory(trial):
    trial.sweep.start("--mem=40M")
    trial.expect_status(1)
    trial.expect_rows("failed", ["memory"])
    trial.again("--mem=1000M")


def over_time(trial):
    trial.sweep.start("--time=1")
    trial.expect_status(0)
    trial.expect_arrays(2, 20)
    timed_out = sum(element["state"] == "TIMEOUT" for element in trial.cluster.elements())
    trial.see(f"{timed_out} out of time")


def other_instructions(trial):
    trial.sweep.start("--nodelist=n2")
    trial.expect_status(1)
    trial.expect_rows("failed", ["instruction"], least=6)
    trial.again("--nodelist=n1")


def full(part):
    """A fault: the disk of one of the sweep's folders is full, until it is made larger."""
    def fault(trial):
        folder = getattr(trial.sweep, part)
        if part == "cache":
            # What cannot be kept cannot be shared.
            trial.once = "train"
        mount(folder, "-t", "tmpfs", "-o", "size=400k", "tmpfs")
        try:
            trial.sweep.start()
            status = trial.sweep.finish()
            trial.see(f"status {status}")
            # Results that cannot be kept may still be right: then nothing is wrong, and nothing is left to do.
            if status == 0:
                trial.expect(len(trial.sweep.messages_of("ok")) == 6, "the status is 0 with runs that are not done")
            else:
                trial.expect(status == 1, f"the status is {status} instead of 1")
                said = trial.sweep.last_words() + " ".join(trial.sweep.messages_of("failed"))
                trial.expect("space" in said.lower() or "full" in said.lower(), f"the full disk is not named: {said}")
            mount(folder, "-o", "remount,size=500m")
            trial.again()
        finally:
            # What is compared afterwards is to stay.
            kept = folder.with_name(f"{part} kept")
            subprocess.run(["cp", "-r", folder, kept], check=False)
            subprocess.run(["umount", "-l", folder], check=False)
            folder.rmdir()
            kept.rename(folder)
    return fault


def mount(folder, *options):
    folder.mkdir(exist_ok=True)
    outcome = subprocess.run(["mount", *options, folder], text=True, stderr=subprocess.PIPE)
    if outcome.returncode:
        raise Unavailable(f"no small disk can be made: {outcome.stderr.strip()}")


# By name: the fault, options of the sweep, variables of the cluster, and whether it takes minutes.
PROLOG = "other-instructions"
TWO_LONG_ONES = ["-P", "rate=0.003,0.01", "-P", "epochs=60", "--repeat", "1"]
FAULTS = {
    "none": (no_fault, [], {}, False),
    "two threads": (no_fault, ["--threads", "2"], {}, False),
    "worker killed": (killed_worker, [], {}, False),
    "node killed": (killed_node, [], {}, False),
    "node killed, back at once": (node_back_at_once, [], {}, True),
    "controller killed": (killed_controller, ["-P", "epochs=15"], {}, False),
    "controller killed at a start": (forgetful_controller, [], {}, True),
    "command killed": (killed_command, [], {}, False),
    "command interrupted": (interrupted_command, [], {}, False),
    "element requeued": (requeued_element, [], {}, False),
    "element cancelled": (cancelled_element, [], {}, False),
    "waiting element cancelled": (cancelled_waiting_element, [], {}, True),
    "array cancelled": (cancelled_array, [], {}, True),
    "over memory": (over_memory, [], {}, False),
    "over time": (over_time, TWO_LONG_ONES, {}, True),
    "disk of the cache full": (full("cache"), [], {}, False),
    "disk of the outputs full": (full("output"), [], {}, False),
    "other instruction set": (other_instructions, [], {"TASK_PROLOG": PROLOG}, False),
}


def reference(arguments, options, known):
    """The sweep with these options on this machine, done once."""
    key = " ".join(options)
    if key not in known:
        sweep = Sweep(arguments.stepbook, arguments.folder / f"reference{len(known)}", options=options)
        sweep.start()
        status = sweep.finish()
        if status:
            raise Failure(f"the sweep on this machine ended with {status}: {sweep.last_words()}")
        known[key] = sweep
    return known[key]


def attempt(arguments, name, known):
    """Tries one fault and prints its row; whether all is in order."""
    fault, options, variables, _ = FAULTS[name]
    folder = arguments.folder / name.replace(",", "").replace(" ", "-")
    if "TASK_PROLOG" in variables:
        variables = variables | {"TASK_PROLOG": prolog(arguments.folder / variables["TASK_PROLOG"])}
    try:
        expected = reference(arguments, options, known)
        started = time.monotonic()
        with Cluster(folder / "cluster", **variables) as cluster:
            trial = Trial(Sweep(arguments.stepbook, folder, cluster, options), cluster)
            try:
                fault(trial)
            except Failure as failure:
                trial.wrong.append(str(failure))
            finally:
                if trial.sweep.process and trial.sweep.process.poll() is None:
                    trial.sweep.process.kill()
                    trial.sweep.process.wait()
        counts = [trial.sweep.lost(expected), trial.sweep.done_twice(trial.once), len(trial.wrong),
                  trial.sweep.other_bits(expected)]
    except Unavailable as reason:
        print(f"{name:28} not tried: {reason}", flush=True)
        return True
    # The others are still to be tried, whatever is wrong with this one.
    except Exception as reason:
        print(f"{name:28} failed: {type(reason).__name__}: {reason}", flush=True)
        return False
    print(f"{name:28} {counts[0]:5} {counts[1]:5} {counts[2]:7} {counts[3]:5} {time.monotonic() - started:6.0f} s  "
          f"{', '.join(trial.seen)}", flush=True)
    for wrong in trial.wrong:
        print(f"    {wrong}", flush=True)
    return not any(counts)


def prolog(file):
    """A program that gives jobs of the second node the instructions of another processor."""
    file.write_text('#!/bin/sh\n[ "$SLURMD_NODENAME" != n2 ] || echo export ONEDNN_MAX_CPU_ISA=SSE41\n')
    file.chmod(0o755)
    return file


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", required=True, type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--stepbook", default=measuring.STEPBOOK, type=lambda text: pathlib.Path(text).resolve())
    parser.add_argument("--short", action="store_true", help="leave out what takes minutes")
    parser.add_argument("--only", nargs="+", choices=list(FAULTS), metavar="FAULT")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    if any(arguments.folder.iterdir()):
        raise SystemExit(f"'{arguments.folder}' is not empty")
    names = [name for name, (*_, is_long) in FAULTS.items() if not (arguments.short and is_long)]
    known = {}
    print(f"{'fault':28} {'lost':>5} {'twice':>5} {'wrongly':>7} {'bits':>5} {'time':>8}  seen", flush=True)
    # All are tried, also after one that fails.
    results = [attempt(arguments, name, known) for name in (arguments.only or names)]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
