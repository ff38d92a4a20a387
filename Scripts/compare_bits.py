#!/usr/bin/env python3
"""Shows whether two builds of stepbook give the same results for the same notebooks, bit for bit.

    Scripts/compare_bits.py OLD NEW [--data-dir DIR] [--threads N] [NOTEBOOK[:name=value,…] …]

Runs each notebook with both programs, each with an empty cache of its own, and compares every saved file byte for byte,
every member of the record, and the report's text and figures. Times, cache keys, hashes of the page's own parts, the
program's version and the page's style and script are left out. Ends with 1 where anything differs, and names it.

Without notebooks: digit_recognition, builtin_digits, and deeper_cnn with 2 epochs.
"""

import argparse
import difflib
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
USUAL = [
    "Notebooks/digit_recognition.md",
    "Notebooks/builtin_digits.md",
    "Notebooks/deeper_cnn.md:epochs=2",
]
# Members of a record about time, machine and program rather than about results.
PASSING = {"seconds", "started", "timing", "key", "revision", "stepbook", "recomputed", "outcome"}


def run(program, notebook, folder, arguments):
    """Runs a notebook with one program; its exit status."""
    path, _, parameters = notebook.partition(":")
    command = [program, "run", os.path.join(ROOT, path), "--quiet"]
    command += ["--output-dir", os.path.join(folder, "output"), "--cache-dir", os.path.join(folder, "cache")]
    for parameter in filter(None, parameters.split(",")):
        command += ["-P", parameter]
    return subprocess.run(command + arguments, stdout=subprocess.DEVNULL).returncode


def files(folder):
    """The saved files by name."""
    found = {}
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(parent, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


def flat(value, place=""):
    """The numbers and strings of a record by their paths."""
    if isinstance(value, dict):
        pairs = [(f"{place}.{name}", member) for name, member in value.items() if name not in PASSING]
    elif isinstance(value, list):
        pairs = [(f"{place}[{index}]", member) for index, member in enumerate(value)]
    else:
        return {place: value}
    found = {}
    for name, member in pairs:
        found.update(flat(member, name))
    return found


def lasting(page):
    """A report without the parts that may differ, one element per line."""
    page = re.sub(r"(?s)<(style|script)\b.*?</\1>", "", page)
    page = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    page = re.sub(r"(?s)<!--.*?-->", "", page)
    # The record in the page is compared as a file of its own.
    page = re.sub(r' data-record="[^"]*"', "", page)
    page = re.sub(r'data-network="[^"]*"', lambda match: re.sub(r"\s+", "", match[0]), page)
    page = re.sub(r"\b(?=[0-9a-f]*[0-9])[0-9a-f]{7,64}\b", "HASH", page)
    page = re.sub(r"\b20\d\d-\d\d-\d\d[T \u00a0\u202f][0-9:]+(?:Z|[ \u00a0\u202f]UTC)", "DATE", page)
    page = re.sub(r"(?:&lt; )?\b[0-9][0-9.,\u2009 ]*\s?(?:ms|s|min|h)\b", "TIME", page)
    page = re.sub(r"\b0\.\d\.0\b", "VERSION", page)
    # The bars in the table of times.
    page = re.sub(r'(<rect [^>]*class="time[^"]*"[^>]*?) (?:x|width)="[^"]*"', r"\1", page)
    return page.replace("<", "\n<").splitlines()


def compare(old, new):
    """The differences between two output folders, in words."""
    differences = []
    old, new = files(old), files(new)
    for name in sorted(old.keys() | new.keys()):
        if name not in old or name not in new:
            differences.append(f"{name}: only the {'new' if name in new else 'old'} program writes it")
        elif name.endswith(".json"):
            one, other = flat(json.loads(old[name])), flat(json.loads(new[name]))
            for place in sorted(one.keys() | other.keys()):
                if repr(one.get(place)) != repr(other.get(place)):
                    differences.append(f"{name}{place}: {one.get(place)!r:.60}, then {other.get(place)!r:.60}")
        elif name.endswith(".html"):
            lines = list(
                difflib.unified_diff(lasting(old[name].decode()), lasting(new[name].decode()), lineterm="", n=0)
            )
            differences += [f"{name}: {line:.200}" for line in lines[2:] if line[:1] in "+-"]
            print(f"    {name}: {len(old[name]):,} bytes, then {len(new[name]):,}")
        elif old[name] != new[name]:
            differences.append(f"{name}: {len(old[name]):,} bytes, then {len(new[name]):,} others")
        else:
            print(f"    {name}: the same {len(old[name]):,} bytes")
    return differences


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("notebooks", nargs="*")
    parser.add_argument("--data-dir")
    parser.add_argument("--threads", default="2")
    options = parser.parse_intermixed_args()
    arguments = ["--threads", options.threads]
    if options.data_dir:
        arguments += ["--data-dir", options.data_dir]
    found = 0
    for notebook in options.notebooks or USUAL:
        print(notebook, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            sides = [os.path.join(folder, side) for side in ("old", "new")]
            states = [
                run(os.path.abspath(program), notebook, side, arguments)
                for program, side in zip((options.old, options.new), sides)
            ]
            differences = compare(*(os.path.join(side, "output") for side in sides))
        if states[0] != states[1]:
            differences.append(f"the programs end with {states[0]} and {states[1]}")
        for difference in differences[:40]:
            print(f"    {difference}")
        if len(differences) > 40:
            print(f"    and {len(differences) - 40} more")
        print("    no difference" if not differences else f"    {len(differences)} differences", flush=True)
        found += len(differences)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
