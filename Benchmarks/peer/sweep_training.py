"""The training of sweep.md in PyTorch, which Hydra's and papermill's runs have in common."""

import gzip
import pathlib

import numpy
import torch
from torch import nn


def train(data, learning_rate, batch_size, seed, epochs=2):
    """Trains on MNIST's first 2,000 images with one thread; the accuracy on the first 500 test images."""
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    images, labels = read(data, "train", 2000)
    network = nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 32), nn.ReLU(), nn.Linear(32, 10))
    optimizer = torch.optim.SGD(network.parameters(), lr=learning_rate)
    for _ in range(epochs):
        # Without a DataLoader, which would take longer than the network.
        for batch in torch.randperm(len(images)).split(batch_size):
            optimizer.zero_grad()
            nn.functional.cross_entropy(network(images[batch]), labels[batch]).backward()
            optimizer.step()
    images, labels = read(data, "t10k", 500)
    with torch.no_grad():
        return (network(images).argmax(1) == labels).float().mean().item()


def read(data, part, count):
    """The first images of a part of MNIST, normalized as sweep.md does it, and their labels."""
    pixels = numbers(data, f"{part}-images-idx3-ubyte", 16, count * 28 * 28).reshape(count, 1, 28, 28)
    labels = numbers(data, f"{part}-labels-idx1-ubyte", 8, count)
    return (torch.from_numpy(pixels).float() / 255 - 0.1307) / 0.3081, torch.from_numpy(labels).long()


def numbers(data, name, header, count):
    """The first bytes after a file's header; no more of it is unpacked than that."""
    path = pathlib.Path(data) / name
    with path.open("rb") if path.exists() else gzip.open(f"{path}.gz") as file:
        file.seek(header)
        return numpy.frombuffer(bytearray(file.read(count)), dtype=numpy.uint8)
