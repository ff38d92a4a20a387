#!/usr/bin/env python3
"""Compares the saved residual network of cifar10 in PyTorch and in ONNX Runtime with the engine, picture by picture.

    python3 Benchmarks/exchange_residual.py --data DIR [--images N] [--epochs N] [--stepbook PROGRAM]

DIR holds cifar-10/train/CLASS and cifar-10/test/CLASS with an image file each. The network of `residual.md` is trained
on the first N of them and saved; then all test pictures, written as PNG so that every program decodes the same samples,
are classified by `stepbook predict`, by PyTorch's module with the saved state dict, and by ONNX Runtime. A softmax leaves
an image's logits unknown but for a constant, so their distances from the image's largest are compared. Needs numpy,
pillow, torch and onnxruntime.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile

import numpy as np
import onnxruntime
import torch
from PIL import Image
from torch import nn

import measuring

SAVING = """
```swift-step
save(model, to: "network.pt")
save(model, to: "network.onnx")
let mean1 = data.mean[0]
let mean2 = data.mean[1]
let mean3 = data.mean[2]
let deviation1 = data.standardDeviation[0]
let deviation2 = data.standardDeviation[1]
let deviation3 = data.standardDeviation[2]
```
"""


class Residual(nn.Module):
    """What its layers give, added to what they are given."""

    def __init__(self, *layers):
        super().__init__()
        self.body = nn.Sequential(*layers)

    def forward(self, images):
        return images + self.body(images)


def block(inputs, outputs):
    return [nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU()]


def network():
    pool = nn.MaxPool2d(2)
    return nn.Sequential(
        *block(3, 32), *block(32, 64), pool, Residual(*block(64, 64), *block(64, 64)), *block(64, 128), pool,
        *block(128, 256), pool, Residual(*block(256, 256), *block(256, 256)), nn.AdaptiveMaxPool2d(1), nn.Flatten(),
        nn.Linear(256, 10))


def run(command):
    return subprocess.run([str(part) for part in command], check=True, stdout=subprocess.PIPE).stdout


def train(arguments, folder):
    """Trains and saves the network; returns the folder of its files."""
    notebook = folder / "residual.md"
    notebook.write_text((measuring.FOLDER / "residual.md").read_text() + SAVING)
    run([arguments.stepbook, "run", notebook, "--data-dir", arguments.data, "--output-dir", folder / "output",
         "--quiet", "-P", f"images={arguments.images}", "-P", f"epochs={arguments.epochs}"])
    return folder / "output" / "residual"


def pictures(data, folder):
    """Writes the test pictures as PNG; returns their samples, `[N, 3, 32, 32]`, in the order of their paths."""
    folder.mkdir()
    images = []
    for number, path in enumerate(sorted((pathlib.Path(data) / "cifar-10" / "test").rglob("*.jp*g"))):
        image = Image.open(path).convert("RGB")
        image.save(folder / f"{number:05}.png")
        images.append(np.asarray(image).transpose(2, 0, 1))
    return np.stack(images)


def engine(program, model, folder):
    """The logarithms of the probabilities, `[N, 10]`."""
    answers = sorted(json.loads(run([program, "predict", model, folder, "--json"])), key=lambda each: each["file"])
    found = [{guess["label"]: guess["probability"] for guess in each["readings"][0]["probabilities"]}
             for each in answers]
    with np.errstate(divide="ignore"):
        return np.log(np.array([[guesses[label] for label in sorted(guesses)] for guesses in found], np.float64))


def compare(name, logits, reference):
    """Compares logits with logarithms of probabilities, but for an image's constant and for those too small for Float32."""
    best, seen = reference.argmax(1), reference > np.log(np.finfo(np.float32).tiny)
    different = int((logits.argmax(1) != best).sum())
    rows = np.arange(len(best))
    logits, reference = (each - each[rows, best][:, None] for each in (np.asarray(logits, np.float64), reference))
    difference, largest = np.abs(logits - reference)[seen].max(), np.abs(reference[seen]).max()
    print(f"{name}: {len(best):,} pictures, {different} predictions differ; distances of logits from an image's largest "
          f"differ by at most {difference:.1e}, the greatest being {largest:.1f} (relative {difference / largest:.1e})",
          flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True, metavar="DIR")
    parser.add_argument("--images", type=int, default=4992)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--stepbook", default=measuring.STEPBOOK)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        saved = train(arguments, folder)
        images = pictures(arguments.data, folder / "pictures")
        reference = engine(arguments.stepbook, saved / "network.pt", folder / "pictures")

        module = network()
        state = torch.load(saved / "network.pt", weights_only=True)
        module.load_state_dict(state, strict=True)
        session = onnxruntime.InferenceSession(saved / "network.onnx")
        name = session.get_inputs()[0].name
        bytes_of = images.astype(np.dtype({"tensor(uint8)": "u1", "tensor(float)": "f4"}[session.get_inputs()[0].type]))
        onnx = np.concatenate([session.run(None, {name: bytes_of[start:start + 500]})[0]
                               for start in range(0, len(images), 500)])
        compare("ONNX Runtime", onnx, reference)

        values = json.loads((folder / "output" / "residual.json").read_text())["values"]
        mean, deviation = (
            np.array([values[f"{name}{channel}"] for channel in (1, 2, 3)], np.float32).reshape(1, 3, 1, 1)
            for name in ("mean", "deviation"))
        inputs = torch.from_numpy((images.astype(np.float32) / 255 - mean) / deviation)
        module.eval()
        with torch.no_grad():
            logits = torch.cat([module(inputs[start:start + 500]) for start in range(0, len(inputs), 500)])
        compare("PyTorch", logits.numpy(), reference)


main()
