#!/usr/bin/env python3
"""Writes files of torch.save, for the tests that read them.

    python3 Scripts/state_dict_fixtures.py [--output DIR] [--old]

Needs torch 2, and torch 1.13 for `--old`; the project itself and its tests do not. All but `sequential`, `whole` and `evil` hold the same dense
layer, two inputs and two outputs, in the kinds that torch.save writes.
"""

import argparse
import collections
import os
import pathlib

import torch
from torch import nn

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "Tests/StepsTests/Fixtures"


def dense(kind=torch.float32):
    return collections.OrderedDict([
        ("fc.weight", torch.tensor([[1.5, -2.25], [0.5, 3.0]], dtype=kind)),
        ("fc.bias", torch.tensor([0.125, -1.0], dtype=kind)),
    ])


class Evil:
    """Runs a command in whoever executes the pickle."""

    def __reduce__(self):
        return os.system, ("touch evil",)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=pathlib.Path, default=FIXTURES)
    parser.add_argument("--old", action="store_true", help="write torch_1_13.pt alone, with torch 1.13")
    arguments = parser.parse_args()
    output = arguments.output
    output.mkdir(parents=True, exist_ok=True)
    if arguments.old:
        torch.save(dense(), output / "torch_1_13.pt")
        return
    torch.manual_seed(0)

    def save(name, thing, **options):
        torch.save(thing, output / f"{name}.pt", **options)

    for kind in ("float32", "float64", "float16", "bfloat16"):
        save(kind, dense(getattr(torch, kind)))
    save("protocol_4", dense(), pickle_protocol=4)
    save("before_1_6", dense(), _use_new_zipfile_serialization=False)
    save("checkpoint", {"epoch": 3, "model_state_dict": dense(), "optimizer": {"state": {}, "lr": [1e-3, None, True]}})
    # The weight is a view of another's numbers, column by column.
    both = torch.tensor([[1.5, 0.5], [-2.25, 3.0]])
    save("transposed", {"fc.weight": both.t(), "fc.bias": dense()["fc.bias"]})
    save("parameters", {name: nn.Parameter(tensor) for name, tensor in dense().items()})
    save("integers", {"fc.weight": torch.arange(4).reshape(2, 2), "fc.bias": torch.arange(2.0)})
    save("two", {"a": dense(), "b": dense()})
    save("none", {"epoch": 3})
    save("evil", {"fc.weight": Evil()})
    save("whole", nn.Linear(2, 2))
    network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.ReLU(), nn.Flatten(), nn.Linear(8, 2))
    for parameter in network.parameters():
        nn.init.uniform_(parameter)
    save("sequential", network.state_dict())


if __name__ == "__main__":
    main()
