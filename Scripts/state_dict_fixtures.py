#!/usr/bin/env python3
"""Writes files with torch.save, for the tests that read them.

    python3 Scripts/state_dict_fixtures.py [--output DIR] [--old]

Needs torch 2 and safetensors, and torch 1.13 for `--old`; the project itself and its tests do not. Where nothing else is
said a file holds the same dense layer, two inputs and two outputs, in the kinds that torch.save writes and with what training
scripts save beside it. Those in `checkpoints` are read as this layer without further arguments; those in `refused` are not.
"""

import argparse
import collections
import datetime
import decimal
import fractions
import functools
import os
import pathlib
import random

import numpy
import safetensors.torch
import torch
from torch import nn

from small_resnet import SmallResNet

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "Tests/StepsTests/Fixtures"


def dense(kind=torch.float32):
    return collections.OrderedDict([
        ("fc.weight", torch.tensor([[1.5, -2.25], [0.5, 3.0]], dtype=kind)),
        ("fc.bias", torch.tensor([0.125, -1.0], dtype=kind)),
    ])


class Evil:
    """Runs a command when the pickle is executed."""

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
    # The weight is a transposed view of another tensor's storage.
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
    checkpoints(output / "checkpoints")
    refused(output / "refused")
    ordered(output / "ordered")
    safetensors_kinds(output / "safetensors")
    residual(output / "residual")
    normalizations(output / "normalization")


class Settings:
    """An object of a user-defined class."""

    def __init__(self):
        self.rate, self.name = 0.1, "adam"


class Attributes(dict):
    """A user-defined dictionary, as in configuration libraries."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.__dict__ = self


def counters():
    return {"model": dense(), "names": collections.Counter(["a", "b", "a"]), "seen": {1, 2}, "frozen": frozenset("ab"),
            "queue": collections.deque([1, 2]), "default": collections.defaultdict(list, a=[1])}


def objects():
    return {
        "arguments": argparse.Namespace(lr=0.1, layers=[1, 2], nested=argparse.Namespace(a=None)),
        "settings": Settings(), "attributes": Attributes(a=1, b=Attributes(c=2)), "path": pathlib.PurePosixPath("a/b"),
        "when": datetime.datetime(2024, 5, 6), "share": fractions.Fraction(1, 3), "price": decimal.Decimal("1.5"),
        "complex": 1 + 2j, "bytes": b"abc", "array": bytearray(b"abc"), "slice": slice(1, 2), "range": range(3),
        "call": functools.partial(max, 1), "kind": torch.float32, "device": torch.device("cpu"), "size": torch.Size([1, 2]),
        "layout": torch.strided, "type": Settings, "large": 1 << 200, "negative": -(1 << 70), "more": ..., "state_dict": dense(),
    }


def trained():
    """A network with its optimizer and schedule after a step."""
    layer = nn.Linear(2, 2)
    layer.load_state_dict({"weight": dense()["fc.weight"], "bias": dense()["fc.bias"]})
    optimizer = torch.optim.Adam(layer.parameters())
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 10)
    layer(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    schedule.step()
    return {"epoch": 3, "state_dict": dense(), "optimizer": optimizer.state_dict(), "scheduler": schedule.state_dict()}


def checkpoints(output):
    """Files of one dense layer that can be read without further arguments."""
    output.mkdir(exist_ok=True)
    with_attribute = torch.tensor([0.125, -1.0])
    with_attribute.note = "mine"

    def prefixed(prefix):
        return {prefix + name: tensor for name, tensor in dense().items()}

    kinds = {
        "best_accuracy": {"epoch": 3, "best_acc1": torch.tensor(71.3), "arch": "mlp", "state_dict": dense()},
        "losses": {
            "model": dense(), "loss": torch.tensor(0.25, requires_grad=True), "history": [torch.tensor(0.5), torch.tensor(0.25)],
            "curve": torch.linspace(0, 1, 5), "confusion": torch.zeros(2, 2, dtype=torch.int64)},
        "random_states": {
            "model": dense(), "rng_state": torch.get_rng_state()[:64].clone(), "python": random.getstate()[1][:8],
            "numpy": numpy.random.RandomState(1).get_state()[0], "cuda_rng_state": [torch.zeros(16, dtype=torch.uint8)]},
        "numpy": {
            "model": dense(), "accuracy": numpy.float64(0.5), "best": numpy.float32(0.5), "count": numpy.int64(3),
            "is_best": numpy.bool_(True), "curve": numpy.arange(3.0), "names": numpy.array(["a", None], dtype=object),
            "texts": numpy.array(["a", "bc"]), "kind": numpy.dtype("f4"),
            "generator": numpy.random.RandomState(1).get_state()[2]},
        "counters": counters(), "objects": objects(), "trained": trained(),
        "nested": {"params": {"fc": {"weight": dense()["fc.weight"], "bias": dense()["fc.bias"]}}, "step": 3},
        "list": [dense(), {"state": {}, "param_groups": []}, 3], "tuple": (dense(), 0.5),
        "parallel": {"state_dict": prefixed("module.")}, "compiled": prefixed("_orig_mod."),
        "both": prefixed("module._orig_mod."), "lightning": {
            "state_dict": prefixed("model."), "pytorch-lightning_version": "2.5.0", "global_step": 30,
            "loops": {"fit_loop": {"state_dict": {}}}, "hyper_parameters": Attributes(lr=0.1)},
        "averaged": {"n_averaged": torch.tensor(3), **prefixed("module.")},
        "counted": {**dense(), "bn.num_batches_tracked": torch.tensor(7), "mask": torch.ones(2, dtype=torch.bool)},
        "counted_16": {
            name: tensor.half() for name, tensor in {
                **prefixed("module."), "module.bn.num_batches_tracked": torch.tensor(7)}.items()},
        # Both are views of numbers with the opposite sign.
        "negated": {
            "fc.weight": torch._neg_view(-dense()["fc.weight"]),
            "fc.bias": torch.complex(torch.zeros(2), -dense()["fc.bias"]).conj().imag},
        "flat_beside": {**dense(), "best_acc1": torch.tensor(71.3), "epoch": 3},
        "class_weights": {"weight": torch.tensor([1.0, 2.0]), "state_dict": dense()},
        "attribute": {"fc.weight": dense()["fc.weight"], "fc.bias": with_attribute},
        "same": (lambda state: {"model": state, "best": state})(dense()),
        "teacher": {"model": dense(), "teacher": nn.Sequential(nn.Linear(5, 3)).state_dict(), "ema_decay": 0.99},
        "parts": {"names": {"size": 1}, "network": {"head": {"fc.weight": dense()["fc.weight"], "fc.bias": dense()["fc.bias"]}}},
        "buffers": {"model": nn.ParameterDict({"w": nn.Parameter(torch.ones(2))}).state_dict(), "net": dense()},
        "float8": {"model": dense(), "scale": torch.ones(2).to(torch.float8_e4m3fn)},
        "sparse": {"model": dense(), "graph": torch.eye(2).to_sparse(), "quantized": torch.quantize_per_tensor(
            torch.ones(2), 0.1, 0, torch.quint8), "meta": torch.ones(2, device="meta")},
    }
    for name, thing in kinds.items():
        torch.save(thing, output / f"{name}.pth")
        if name in ("counters", "objects", "numpy", "trained"):
            torch.save(thing, output / f"{name}_5.pth", pickle_protocol=5)


def refused(output):
    """Files that cannot be read as the dense layer without further arguments, and most of them not at all.

    They hold no state dict, more than one, that of another network, or numbers that no layer takes.
    """
    output.mkdir(exist_ok=True)
    other = collections.OrderedDict((name, -tensor) for name, tensor in dense().items())
    torch.save({"model": dense(), "ema": other, "epoch": 3}, output / "ema.pth")
    torch.save({**{f"net.{n}": t for n, t in dense().items()}, **{f"ema.{n}": t for n, t in other.items()}}, output / "flat_ema.pth")
    torch.save({"best": {"model": dense()}, "last": {"model": other}}, output / "deep.pth")
    torch.save({"model": {"fc": {"weight": dense()["fc.weight"], "bias": dense()["fc.bias"]}},
                "ema": {"fc": {"weight": other["fc.weight"], "bias": other["fc.bias"]}}}, output / "nested_ema.pth")
    torch.save({"epoch": 3, "model": nn.Sequential(nn.Flatten(), nn.Linear(2, 2))}, output / "module.pth")
    torch.save(nn.Sequential(nn.Flatten(), nn.Linear(2, 2)), output / "module_5.pth", pickle_protocol=5)
    torch.save(torch.ones(2, 2), output / "tensor.pth")
    torch.save([torch.ones(2, 2), torch.ones(2)], output / "tensors.pth")
    torch.save(trained()["optimizer"], output / "optimizer.pth")
    network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Flatten(), nn.Linear(8, 2))
    torch.save(network.state_dict(), output / "batch_norm.pth")
    torch.jit.script(nn.Linear(2, 2)).save(output / "script.pth")
    whole = dense()
    whole["fc.bias"] = torch.tensor([1, 2])
    torch.save(whole, output / "whole_numbers.pth")
    numbers = dense()
    numbers["fc.weight"][0, 1] = float("nan")
    torch.save(numbers, output / "nan.pth")
    numbers["fc.weight"][0, 1] = float("inf")
    torch.save(numbers, output / "infinite.pth")
    torch.save({**dense(), "fc.weight": torch.tensor([[1e300, 1], [1, 1]], dtype=torch.float64)}, output / "large.pth")
    torch.save(dense(), output / "legacy_4.pth", _use_new_zipfile_serialization=False, pickle_protocol=4)


def square(names):
    """Layers of 4 × 4 that differ, so that another order gives another network."""
    state = collections.OrderedDict()
    for index, name in enumerate(names):
        state[f"{name}.weight"] = torch.roll(torch.diag(torch.arange(1.0, 5) + index), index, 0)
        state[f"{name}.bias"] = torch.arange(4.0) - index
    return state


def ordered(output):
    """Networks whose layers have equal shapes: the order decides what they compute."""
    output.mkdir(exist_ok=True)
    words = ["one", "two", "three", "zout"]
    numbers = ["conv.0", "conv.3", "conv.7", "conv.10"]
    for name, layers in {"words": words, "numbers": numbers}.items():
        state = square(layers)
        torch.save(state, output / f"{name}.pt")
        safetensors.torch.save_file(state, output / f"{name}.safetensors")
        # As read from a safetensors file: a dictionary sorted by name.
        torch.save(safetensors.torch.load_file(output / f"{name}.safetensors"), output / f"{name}_sorted.pt")
        nested = {}
        for tensor in state:
            layer, kind = tensor.rsplit(".", 1)
            nested.setdefault(layer.split(".")[-1] if name == "numbers" else layer, {})[kind] = state[tensor]
        torch.save({"params": nested}, output / f"{name}_nested.pt")


def safetensors_kinds(output):
    """The same dense layer in other number types, with other common entries of state dicts."""
    output.mkdir(exist_ok=True)

    def save(name, tensors):
        safetensors.torch.save_file(tensors, output / f"{name}.safetensors")

    for kind in ("float64", "float16", "bfloat16"):
        save(kind, dense(getattr(torch, kind)))
    whole = {f"count_{kind}": torch.ones(3, dtype=getattr(torch, kind))
             for kind in ("bool", "uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64")}
    save("whole_beside", {**dense(), **whole, "bn.num_batches_tracked": torch.tensor(7)})
    save("float8_beside", {**dense(), "scale": torch.ones(3).to(torch.float8_e4m3fn), "other": torch.ones(3).to(torch.float8_e5m2)})
    save("complex_beside", {**dense(), "phase": torch.ones(3, dtype=torch.complex64)})
    save("whole_numbers", {**dense(), "fc.bias": torch.tensor([1, 2])})
    save("prefixed", {f"module.{name}": tensor for name, tensor in dense().items()})
    save("ema", {**{f"net.{n}": t for n, t in dense().items()}, **{f"ema.{n}": -t for n, t in dense().items()}})


def residual(output):
    """A network as torchvision names its residual ones, after three training steps, and what it computes of images."""
    output.mkdir(exist_ok=True)
    torch.manual_seed(5)
    network = SmallResNet(channels=1, classes=4)
    # New normalizations all scale by 1 and add 0.
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 2)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    nn.init.uniform_(network.fc.weight, -2, 2)
    optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
    for _ in range(3):
        loss = nn.functional.cross_entropy(network(torch.rand(8, 1, 8, 8)), torch.arange(8) % 4)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    network.eval()
    # The tests make the same images.
    images = (torch.arange(6 * 64) ** 2 * 7 % 251).reshape(6, 1, 8, 8).float() / 255
    with torch.no_grad():
        logits = network(images)
    torch.save(network.state_dict(), output / "resnet.pt")
    safetensors.torch.save_file(network.state_dict(), output / "resnet.safetensors")
    safetensors.torch.save_file({"logits": logits}, output / "logits.safetensors")


def normalizations(output):
    """Networks with normalizations after three training steps, and what they compute of images.

    All elements of a network's tensors differ, so that none can be in another's place unseen.
    """
    output.mkdir(exist_ok=True)
    torch.manual_seed(7)
    networks = {
        "batch_norm": nn.Sequential(nn.Conv2d(1, 3, 3), nn.BatchNorm2d(3), nn.ReLU(), nn.Flatten(), nn.Linear(12, 4)),
        "batch_norm_1d": nn.Sequential(nn.Flatten(), nn.Linear(16, 5), nn.BatchNorm1d(5), nn.ReLU(), nn.Linear(5, 4)),
        "layer_norm": nn.Sequential(
            nn.Conv2d(1, 3, 3), nn.LayerNorm([3, 2, 2]), nn.ReLU(), nn.Flatten(), nn.LayerNorm(12), nn.Linear(12, 4)),
    }
    # The tests make the same images.
    images = (torch.arange(6 * 16) ** 2 * 7 % 251).reshape(6, 1, 4, 4).float() / 255
    logits = {}
    for name, network in networks.items():
        for module in network:
            # New normalizations all scale by 1 and add 0.
            if isinstance(module, (nn.BatchNorm2d, nn.BatchNorm1d, nn.LayerNorm)):
                nn.init.uniform_(module.weight, 0.5, 2)
                nn.init.uniform_(module.bias, 0, 0.5)
        nn.init.uniform_(network[-1].weight, -2, 2)
        optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
        for _ in range(3):
            loss = nn.functional.cross_entropy(network(3 * torch.rand(8, 1, 4, 4)), torch.arange(8) % 4)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        state = network.state_dict()
        numbers = torch.cat([tensor.flatten() for tensor in state.values() if tensor.is_floating_point()])
        assert len(numbers.unique()) == len(numbers), name
        torch.save(state, output / f"{name}.pth")
        safetensors.torch.save_file(state, output / f"{name}.safetensors")
        with torch.no_grad():
            logits[name] = network.eval()(images)
    safetensors.torch.save_file(logits, output / "logits.safetensors")


if __name__ == "__main__":
    main()
