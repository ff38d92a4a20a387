#!/usr/bin/env python3
"""Compares saved networks with what PyTorch, safetensors and ONNX Runtime make of them.

    python3 Scripts/interoperability.py read FOLDER --data DIR
    python3 Scripts/interoperability.py write FOLDER --data DIR

Run by `InteroperabilityTests`, with the Python that STEPBOOK_PYTHON names; it needs torch, safetensors and onnxruntime.
`read` takes model.pt, model.safetensors, bytes.onnx, numbers.onnx and the engine's logits, logits.f32, and prints for each
file how far its logits are from those and how many predictions differ. `write` makes a network in PyTorch, saves it in both
of its formats, and writes its logits, torch.f32.
"""

import argparse
import gzip
import json
import pathlib

import numpy as np
import onnxruntime
import safetensors.torch
import torch
from torch import nn
from torch.nn import functional


class Network(nn.Module):
    """The network of Notebooks/digit_recognition.md, as its PyTorch script had it."""

    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3, padding=1)
        self.conv2 = nn.Conv2d(32, 64, 3, padding=1)
        self.fc1 = nn.Linear(64 * 7 * 7, 128)
        self.fc2 = nn.Linear(128, 10)

    def forward(self, images):
        maps = functional.max_pool2d(functional.relu(self.conv1(images)), 2)
        maps = functional.max_pool2d(functional.relu(self.conv2(maps)), 2)
        return self.fc2(functional.relu(self.fc1(maps.flatten(1))))


def test_images(folder):
    with gzip.open(folder / "t10k-images-idx3-ubyte.gz") as file:
        return np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 1, 28, 28)


def normalized(images, facts):
    scaled = images.astype(np.float32) / np.float32(255)
    return (scaled - np.float32(facts["mean"])) / np.float32(facts["standardDeviation"])


def logits_of(tensors, images):
    network = Network()
    network.load_state_dict(tensors)
    network.eval()
    with torch.no_grad():
        return torch.cat([network(part) for part in torch.from_numpy(images).split(1000)]).numpy()


def run_onnx(path, images):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    # Batches of two sizes: their number is not fixed in the file.
    parts = [images[:1], images[1:3000], images[3000:]]
    return np.concatenate([session.run(["logits"], {"images": part})[0] for part in parts])


def read(folder, images):
    facts = json.loads((folder / "facts.json").read_text())
    expected = np.fromfile(folder / "logits.f32", np.float32).reshape(-1, 10)
    numbers = normalized(images, facts)
    found = {
        "model.pt": logits_of(torch.load(folder / "model.pt", weights_only=True), numbers),
        "model.safetensors": logits_of(safetensors.torch.load_file(folder / "model.safetensors"), numbers),
        "bytes.onnx": run_onnx(folder / "bytes.onnx", images),
        "numbers.onnx": run_onnx(folder / "numbers.onnx", numbers),
    }
    print(json.dumps({
        name: {
            "difference": float(np.abs(logits - expected).max()),
            "predictions": int((logits.argmax(1) != expected.argmax(1)).sum()),
            "images": len(logits),
        } for name, logits in found.items()
    }))


def write(folder, images):
    torch.manual_seed(3)
    network = Network()
    facts = json.loads((folder / "facts.json").read_text())
    logits_of(network.state_dict(), normalized(images, facts)).tofile(folder / "torch.f32")
    torch.save(network.state_dict(), folder / "torch.pt")
    safetensors.torch.save_file(network.state_dict(), folder / "torch.safetensors")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("direction", choices=["read", "write"])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    action = {"read": read, "write": write}[arguments.direction]
    action(arguments.folder, test_images(arguments.data))
