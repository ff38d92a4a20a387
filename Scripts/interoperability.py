#!/usr/bin/env python3
"""Compares saved networks with how PyTorch, safetensors and ONNX Runtime read them.

    python3 Scripts/interoperability.py read FOLDER --data DIR
    python3 Scripts/interoperability.py write FOLDER --data DIR
    python3 Scripts/interoperability.py modules FOLDER
    python3 Scripts/interoperability.py layers FOLDER

Run by `InteroperabilityTests`, with the Python that STEPBOOK_PYTHON names (`Scripts/python` makes one); it needs numpy,
safetensors and onnxruntime, and takes PyTorch where it is installed.
`read` takes model.pt, model.safetensors, bytes.onnx, numbers.onnx and the engine's logits, logits.f32, and prints for each
file how far its logits are from those and how many predictions differ. `write` makes a network, saves it as peer.safetensors
and, with PyTorch, as peer.pt, and writes its logits, peer.f32. Without PyTorch the network is computed by NumPy, and the .pt
files are left out.
`modules` takes resnet.pt and resnet.safetensors, which must be complete for `load_state_dict` of `small_resnet.py`'s module,
normalized.pt for a Sequential with layer normalization, resnet.onnx and normalized.onnx, images.u8, 28 x 28, and the engine's
resnet.f32 and normalized.f32, and prints the same. Without PyTorch only the .onnx files are compared.
`layers` takes images.u8, 28 x 28, and NAME.onnx, NAME.f32 and, with PyTorch, NAME.pt for each network of `MODULES`, which the
.pt files must fit strictly, and prints how far the logits differ, how large they are, and how much they differ by image.
"""

import argparse
import gzip
import json
import pathlib

import numpy as np
import onnxruntime
import safetensors.numpy

try:
    import torch
    from torch import nn
    from torch.nn import functional
except ImportError:
    torch = None

# The network of Notebooks/digit_recognition.md, as its PyTorch script had it: the shapes of its parameters.
SHAPES = {
    "conv1.weight": (32, 1, 3, 3), "conv1.bias": (32,), "conv2.weight": (64, 32, 3, 3), "conv2.bias": (64,),
    "fc1.weight": (128, 64 * 7 * 7), "fc1.bias": (128,), "fc2.weight": (10, 128), "fc2.bias": (10,),
}


def test_images(folder):
    with gzip.open(folder / "t10k-images-idx3-ubyte.gz") as file:
        return np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 1, 28, 28)


def normalized(images, facts):
    scaled = images.astype(np.float32) / np.float32(255)
    return (scaled - np.float32(facts["mean"])) / np.float32(facts["standardDeviation"])


def forward_torch(tensors, images):
    tensors = {name: torch.from_numpy(np.array(tensor)) for name, tensor in tensors.items()}
    with torch.no_grad():
        maps = torch.from_numpy(images)
        for layer in ("conv1", "conv2"):
            maps = functional.conv2d(maps, tensors[f"{layer}.weight"], tensors[f"{layer}.bias"], padding=1)
            maps = functional.max_pool2d(functional.relu(maps), 2)
        row = functional.relu(functional.linear(maps.flatten(1), tensors["fc1.weight"], tensors["fc1.bias"]))
        return functional.linear(row, tensors["fc2.weight"], tensors["fc2.bias"]).numpy()


def forward_numpy(tensors, images):
    maps = images
    for layer in ("conv1", "conv2"):
        weight = tensors[f"{layer}.weight"]
        padded = np.pad(maps, ((0, 0), (0, 0), (1, 1), (1, 1)))
        windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(2, 3))
        count, _, height, width = maps.shape
        rows = windows.transpose(0, 2, 3, 1, 4, 5).reshape(count * height * width, -1)
        maps = rows @ weight.reshape(len(weight), -1).T + tensors[f"{layer}.bias"]
        maps = np.maximum(maps, 0).reshape(count, height // 2, 2, width // 2, 2, -1).max(axis=(2, 4))
        maps = maps.transpose(0, 3, 1, 2)
    row = np.maximum(maps.reshape(len(maps), -1) @ tensors["fc1.weight"].T + tensors["fc1.bias"], 0)
    return row @ tensors["fc2.weight"].T + tensors["fc2.bias"]


def logits_of(tensors, images):
    forward = forward_torch if torch else forward_numpy
    return np.concatenate([forward(tensors, images[start:start + 500]) for start in range(0, len(images), 500)])


def run_onnx(path, images):
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    # Batches of several sizes: the batch size is not fixed in the file.
    parts = [part for part in (images[:1], images[1:3000], images[3000:]) if len(part)]
    return np.concatenate([session.run(["logits"], {"images": part})[0] for part in parts])


def read(folder, images):
    facts = json.loads((folder / "facts.json").read_text())
    expected = np.fromfile(folder / "logits.f32", np.float32).reshape(-1, 10)
    numbers = normalized(images, facts)
    found = {
        "model.safetensors": logits_of(safetensors.numpy.load_file(folder / "model.safetensors"), numbers),
        "bytes.onnx": run_onnx(folder / "bytes.onnx", images),
        "numbers.onnx": run_onnx(folder / "numbers.onnx", numbers),
    }
    if torch:
        state = torch.load(folder / "model.pt", weights_only=True)
        found["model.pt"] = logits_of({name: tensor.numpy() for name, tensor in state.items()}, numbers)
    print(json.dumps({
        name: compared(logits, expected) for name, logits in found.items()
    }))


def compared(logits, expected):
    return {
        "difference": float(np.abs(logits - expected).max()),
        "predictions": int((logits.argmax(1) != expected.argmax(1)).sum()),
        "images": len(logits),
    }


def write(folder, images):
    draws = np.random.default_rng(3)
    tensors = {}
    for name, shape in SHAPES.items():
        scale = (2 / np.prod(shape[1:])) ** 0.5 if len(shape) > 1 else 0.1
        tensors[name] = (draws.standard_normal(shape) * scale).astype(np.float32)
    facts = json.loads((folder / "facts.json").read_text())
    logits_of(tensors, normalized(images, facts)).astype(np.float32).tofile(folder / "peer.f32")
    safetensors.numpy.save_file(tensors, folder / "peer.safetensors")
    if torch:
        torch.save({name: torch.from_numpy(tensor) for name, tensor in tensors.items()}, folder / "peer.pt")


def modules(folder):
    images = np.fromfile(folder / "images.u8", np.uint8).reshape(-1, 1, 28, 28).astype(np.float32) / np.float32(255)
    found = {f"{name}.onnx": run_onnx(folder / f"{name}.onnx", images) for name in ("resnet", "normalized")}
    if torch:
        from small_resnet import SmallResNet

        def logits(network, state):
            network.load_state_dict(state, strict=True)
            with torch.no_grad():
                return network.eval()(torch.from_numpy(images)).numpy()

        state = torch.load(folder / "resnet.pt", weights_only=True)
        counts = [tensor for name, tensor in state.items() if name.endswith("num_batches_tracked")]
        assert len(counts) == 6 and all(count.shape == () and count.dtype == torch.int64 for count in counts), counts
        assert len({int(count) for count in counts}) == 1 and counts[0] > 0, counts
        found["resnet.pt"] = logits(SmallResNet(1, 10), state)
        tensors = safetensors.numpy.load_file(folder / "resnet.safetensors")
        found["resnet.safetensors"] = logits(
            SmallResNet(1, 10), {name: torch.from_numpy(np.array(tensor)) for name, tensor in tensors.items()})
        sequential = nn.Sequential(
            nn.LayerNorm([1, 28, 28]), nn.Conv2d(1, 16, 3), nn.LayerNorm([16, 26, 26]), nn.ReLU(), nn.MaxPool2d(4),
            nn.Flatten(), nn.LayerNorm(576), nn.Linear(576, 10))
        found["normalized.pt"] = logits(sequential, torch.load(folder / "normalized.pt", weights_only=True))
    print(json.dumps({
        name: compared(logits, np.fromfile(folder / f"{name.split('.')[0]}.f32", np.float32).reshape(-1, 10))
        for name, logits in found.items()
    }))


def residual(body, shortcut=()):
    class Residual(nn.Module):
        def __init__(self):
            super().__init__()
            self.body, self.shortcut = nn.Sequential(*body), nn.Sequential(*shortcut)

        def forward(self, maps):
            return self.body(maps) + self.shortcut(maps)

    return Residual()


def behind_convolution(*modules, features):
    return nn.Sequential(nn.Conv2d(1, 4, 5, 2), *modules, nn.Flatten(), nn.Linear(features, 10))


# The networks of `InteroperabilityTests.networks`, by name.
MODULES = {
    "relu": lambda: behind_convolution(nn.ReLU(), features=576),
    "leakyReLU": lambda: behind_convolution(nn.LeakyReLU(0.2), features=576),
    "gelu": lambda: behind_convolution(nn.GELU(), features=576),
    "silu": lambda: behind_convolution(nn.SiLU(), features=576),
    "sigmoid": lambda: behind_convolution(nn.Sigmoid(), features=576),
    "tanh": lambda: behind_convolution(nn.Tanh(), features=576),
    "maxPool2d": lambda: behind_convolution(nn.MaxPool2d(3, 2), features=100),
    "averagePool2d": lambda: behind_convolution(nn.AvgPool2d(3, 2), features=100),
    "conv2d": lambda: behind_convolution(
        nn.ReLU(), nn.Conv2d(4, 6, 3, 2, 2, 2, 2, bias=False), nn.ReLU(), features=216),
    "batchNorm2d": lambda: behind_convolution(nn.BatchNorm2d(4), nn.ReLU(), nn.BatchNorm2d(4), features=576),
    "layerNorm": lambda: behind_convolution(nn.LayerNorm([4, 12, 12]), nn.ReLU(), features=576),
    "dropout2d": lambda: behind_convolution(nn.ReLU(), nn.Dropout2d(0.5), features=576),
    "residual": lambda: behind_convolution(
        residual([
            nn.Conv2d(4, 6, 3, 1, 1, bias=False), nn.BatchNorm2d(6),
            residual([nn.ReLU(), nn.Conv2d(6, 6, 3, 1, 1)]), nn.ReLU(),
        ], [nn.Conv2d(4, 6, 1), nn.BatchNorm2d(6)]), nn.ReLU(), features=864),
    "globalAveragePool2d": lambda: behind_convolution(nn.AdaptiveAvgPool2d(1), features=4),
    "globalMaxPool2d": lambda: behind_convolution(nn.AdaptiveMaxPool2d(1), features=4),
    "batchNorm1d": lambda: nn.Sequential(
        nn.Flatten(), nn.Linear(784, 12), nn.BatchNorm1d(12), nn.ReLU(), nn.BatchNorm1d(12), nn.Linear(12, 10)),
    "layerNormOfRows": lambda: nn.Sequential(
        nn.Flatten(), nn.Linear(784, 12), nn.LayerNorm(12), nn.Linear(12, 10)),
    "dropout": lambda: nn.Sequential(
        nn.Flatten(), nn.Linear(784, 12), nn.ReLU(), nn.Dropout(0.5), nn.Linear(12, 10)),
}


def layers(folder):
    images = np.fromfile(folder / "images.u8", np.uint8).reshape(-1, 1, 28, 28).astype(np.float32) / np.float32(255)
    report = {}
    for name, module in MODULES.items():
        expected = np.fromfile(folder / f"{name}.f32", np.float32).reshape(-1, 10)
        found = {"onnx": run_onnx(folder / f"{name}.onnx", images)}
        if torch:
            network = module()
            network.load_state_dict(torch.load(folder / f"{name}.pt", weights_only=True), strict=True)
            with torch.no_grad():
                found["pt"] = network.eval()(torch.from_numpy(images)).numpy()
        for ending, logits in found.items():
            report[f"{name}.{ending}"] = {
                "difference": float(np.abs(logits - expected).max()), "largest": float(np.abs(expected).max()),
                "spread": float(np.ptp(expected, axis=0).max()), "images": len(logits),
            }
    print(json.dumps(report))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("direction", choices=["read", "write", "modules", "layers"])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--data", type=pathlib.Path, help="MNIST's folder, for read and write")
    arguments = parser.parse_args()
    if arguments.direction in ("modules", "layers"):
        {"modules": modules, "layers": layers}[arguments.direction](arguments.folder)
    else:
        action = {"read": read, "write": write}[arguments.direction]
        action(arguments.folder, test_images(arguments.data))
