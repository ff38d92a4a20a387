#!/usr/bin/env python3
"""Writes what PyTorch computes on small networks, for the engine's tests to compare with.

    python3 Scripts/pytorch_reference.py [--output DIR] [--seed N] [--only FILE[.CASE]]

Needs torch and numpy; the project itself and its tests do not. Tests/NeuralNetTests/Fixtures/README.md
describes the files. The same arguments with the same torch on the same machine give the same bytes.
`--seed` moves every case to other random numbers, so that a test can also compare on fresh ones.
`--only network_digits` makes one file, and `--only layers.conv_groups` one case of a file, whose other
cases keep their bytes.
"""

import argparse
import json
import math
import pathlib
import struct
import tempfile

import numpy
import torch
from torch import nn
from torch.nn import functional

FIXTURES = pathlib.Path(__file__).resolve().parent.parent / "Tests/NeuralNetTests/Fixtures"


# Files

def write_safetensors(path, description, tensors):
    """The safetensors format: length of the header (8 bytes, little-endian), JSON header, the data."""
    arrays = {name: numpy.ascontiguousarray(as_array(value)) for name, value in tensors.items()}
    header = {"__metadata__": {
        "description": json.dumps(description, separators=(",", ":")),
        "torch": torch.__version__,
        "numpy": numpy.__version__,
    }}
    kinds = {"<f4": "F32", "<f8": "F64", "<i8": "I64"}
    body = b""
    # Wide elements first, so that every tensor starts at a multiple of its element's size.
    for name in sorted(arrays, key=lambda name: (-arrays[name].itemsize, name)):
        array = arrays[name]
        data = array.tobytes()
        header[name] = {
            "dtype": kinds[array.dtype.newbyteorder("<").str],
            "shape": list(array.shape),
            "data_offsets": [len(body), len(body) + len(data)],
        }
        body += data
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # the data starts at a multiple of 8
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)
    print(f"{path.name}: {len(text) + len(body) + 8:,} bytes")


def read_safetensors(path):
    """The description and the arrays of a file of `write_safetensors`."""
    data = path.read_bytes()
    start = 8 + struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:start])
    metadata = header.pop("__metadata__")
    kinds = {"F32": "<f4", "F64": "<f8", "I64": "<i8"}
    arrays = {name: numpy.frombuffer(data[start + facts["data_offsets"][0]:start + facts["data_offsets"][1]],
                                     kinds[facts["dtype"]]).reshape(facts["shape"])
              for name, facts in header.items()}
    return metadata, json.loads(metadata["description"]), arrays


def replace_case(path, made, case):
    """Takes one case from the file that was made, and all others from the one that is there."""
    metadata, description, arrays = read_safetensors(path)
    of_made, new_description, new_arrays = read_safetensors(made)
    if case not in new_description:
        raise SystemExit(f"{path.stem} has no case '{case}', but {', '.join(new_description)}")
    versions = [[each["torch"].split("+")[0], each["numpy"]] for each in (metadata, of_made)]
    if versions[0] != versions[1]:
        raise SystemExit("{} was made with torch {} and numpy {}, and these are {} and {}".format(
            path.name, *versions[0], *versions[1]))
    description[case] = new_description[case]
    arrays = {name: array for name, array in arrays.items() if not name.startswith(f"{case}.")}
    arrays |= {name: array for name, array in new_arrays.items() if name.startswith(f"{case}.")}
    write_safetensors(path, description, arrays)


def as_array(value):
    return value.detach().numpy() if isinstance(value, torch.Tensor) else numpy.asarray(value)


# Networks

def conv2d(filters, kernel, stride=1, padding=0, **further):
    """Further: bias, groups and dilation where they are not PyTorch's defaults."""
    return {"kind": "conv2d", "filters": filters, "kernel": kernel, "stride": stride, "padding": padding,
            **further}


def dense(units):
    return {"kind": "dense", "units": units}


def max_pool2d(size, stride=None):
    return {"kind": "maxPool2d", "size": size, "stride": stride or size}


def average_pool2d(size, stride=None):
    return {"kind": "averagePool2d", "size": size, "stride": stride or size}


def residual(body, shortcut=()):
    return {"kind": "residual", "body": body, "shortcut": list(shortcut)}


def dropout(rate):
    return {"kind": "dropout", "rate": rate}


def leaky_relu(slope):
    return {"kind": "leakyReLU", "slope": slope}


BATCH_NORM = {"kind": "batchNorm2d"}
FEATURE_NORM = {"kind": "batchNorm1d"}
LAYER_NORM = {"kind": "layerNorm"}
RELU = {"kind": "relu"}
SIGMOID = {"kind": "sigmoid"}
TANH = {"kind": "tanh"}
GELU = {"kind": "gelu"}
SILU = {"kind": "silu"}
GLOBAL_AVERAGE_POOL = {"kind": "globalAveragePool2d"}
GLOBAL_MAX_POOL = {"kind": "globalMaxPool2d"}
FLATTEN = {"kind": "flatten"}

# N, C, H, W and the numbers of filters and units differ from one another in each network,
# so that an engine that swaps two axes cannot produce these numbers.
NETWORKS = {
    "digits": {"input": [5, 1, 12, 10], "layers": [
        conv2d(6, 3, padding=1), RELU, max_pool2d(2),
        conv2d(9, 3, padding=1), RELU, max_pool2d(2),
        FLATTEN, dense(16), RELU, dense(7),
    ]},
    # Strides, an even kernel, overlapping windows, pooling of negative values.
    "odd": {"input": [3, 2, 11, 7], "layers": [
        conv2d(4, 3, stride=2, padding=1), RELU, conv2d(5, 2), max_pool2d(2, stride=1),
        FLATTEN, dense(6),
    ]},
    # Enough channels for a kernel library to choose blocked layouts; 20 is not a multiple of 8 or 16.
    "channels": {"input": [4, 3, 9, 13], "layers": [
        conv2d(32, 3, padding=1), RELU, max_pool2d(2), conv2d(20, 5, padding=2), RELU,
        FLATTEN, dense(24), RELU, dense(10),
    ]},
    "dense": {"input": [6, 1, 5, 4], "layers": [
        FLATTEN, dense(11), RELU, dense(8), RELU, dense(3),
    ]},
    # Seven images are not a multiple of two or three threads, nor of the vectors' lengths; these are recorded for
    # the first image alone as well. Channels that fill vectors, with windows of 2x2 and of other sizes:
    "blocked": {"input": [7, 1, 9, 14], "layers": [
        conv2d(16, 3, padding=1), RELU, max_pool2d(2),
        conv2d(16, 3, padding=1), RELU, max_pool2d(2),
        FLATTEN, dense(24), RELU, dense(10),
    ]},
    "blocked_wide": {"input": [7, 2, 6, 9], "layers": [
        conv2d(16, 3, padding=1), RELU, max_pool2d(3, stride=2), conv2d(16, 3, padding=1),
        FLATTEN, dense(5),
    ]},
    "strided": {"input": [7, 3, 11, 8], "layers": [
        conv2d(6, 3, stride=2, padding=1), RELU, max_pool2d(3, stride=1), dropout(0),
        FLATTEN, dense(9), RELU, dense(5),
    ]},
    # One image; channels in whole blocks of 16, and a first block that an engine may compute in one pass.
    "one": {"input": [1, 2, 13, 9], "layers": [
        conv2d(16, 3, padding=1), RELU, max_pool2d(2),
        conv2d(32, 3, padding=1), RELU, max_pool2d(2),
        FLATTEN, dense(12), RELU, dense(5),
    ]},
    # Seven images, so that no number of threads but one and seven shares them equally.
    "seven": {"input": [7, 2, 10, 15], "layers": [
        conv2d(32, 3, padding=1), RELU, max_pool2d(2),
        conv2d(16, 3, padding=1), RELU, conv2d(48, 3), RELU, max_pool2d(3, stride=2),
        FLATTEN, dense(20), RELU, dense(6),
    ]},
    # Smooth functions behind convolutions whose channels fill vectors and such that do not, and in rows of features.
    "smooth": {"input": [7, 2, 10, 9], "layers": [
        conv2d(6, 3, padding=1), SIGMOID, conv2d(16, 3, padding=1), GELU, average_pool2d(2),
        conv2d(16, 3, padding=1), SILU, GLOBAL_AVERAGE_POOL, dense(12), TANH, dense(8), GELU, dense(5),
    ]},
    "pooled": {"input": [7, 3, 9, 11], "layers": [
        conv2d(16, 3, padding=1), RELU, average_pool2d(3, stride=2), conv2d(20, 3), RELU,
        GLOBAL_MAX_POOL, dense(6),
    ]},
    # Convolutions without a bias, of groups, of single channels and dilated, alone and in front of ReLU and pooling.
    "convolutions": {"input": [7, 4, 12, 9], "layers": [
        conv2d(16, 3, padding=1, bias=False), RELU, max_pool2d(2),
        conv2d(16, 3, padding=1, bias=False), RELU, conv2d(32, 3, padding=2, groups=2, dilation=2), RELU,
        conv2d(32, 3, padding=1, groups=32, bias=False), conv2d(6, 1, groups=2), RELU, FLATTEN, dense(5),
    ]},
    "residual": {"input": [7, 3, 8, 10], "layers": [
        conv2d(16, 3, padding=1), RELU,
        residual([conv2d(16, 3, padding=1), RELU, conv2d(16, 3, padding=1)]), RELU, max_pool2d(2),
        residual([conv2d(20, 3, stride=2, padding=1), RELU, residual([conv2d(20, 1), RELU])],
                 shortcut=[conv2d(20, 1, stride=2, bias=False)]),
        GLOBAL_AVERAGE_POOL, residual([dense(20), RELU]), dense(6),
    ]},
}

# One layer at a time, on seven images. All inputs are integer multiples of a power of two that bfloat16 represents
# exactly, so that the conversion is lossless and a comparison is nearly as strict as in float32.
LAYERS = {
    "conv_same": {"input": [7, 3, 9, 5], "layers": [conv2d(4, 3, padding=1)]},
    "conv_point": {"input": [7, 2, 5, 6], "layers": [conv2d(3, 1)]},
    "conv_strided": {"input": [7, 2, 8, 11], "layers": [conv2d(3, 5, stride=2, padding=2)]},
    "conv_even": {"input": [7, 3, 7, 10], "layers": [conv2d(5, 2, stride=3)]},
    "conv_padded": {"input": [7, 1, 4, 6], "layers": [conv2d(2, 4, padding=3)]},
    "conv_blocked": {"input": [7, 16, 3, 4], "layers": [conv2d(32, 3, padding=1)]},
    "conv_blocked_strided": {"input": [7, 16, 5, 4], "layers": [conv2d(16, 3, stride=2, padding=1)]},
    "conv_nearly_blocked": {"input": [7, 15, 3, 2], "layers": [conv2d(17, 2, padding=1)]},
    "relu": {"input": [7, 3, 5, 4], "layers": [RELU]},
    "pool_2": {"input": [7, 3, 9, 5], "layers": [max_pool2d(2)]},
    "pool_3": {"input": [7, 2, 8, 10], "layers": [max_pool2d(3)]},
    "pool_5": {"input": [7, 2, 11, 6], "layers": [max_pool2d(5)]},
    "pool_overlapping": {"input": [7, 4, 7, 10], "layers": [max_pool2d(3, stride=2)]},
    "pool_sparse": {"input": [7, 2, 9, 8], "layers": [max_pool2d(2, stride=3)]},
    "pool_blocked": {"input": [7, 16, 5, 3], "layers": [max_pool2d(2)]},
    "flatten": {"input": [7, 3, 4, 5], "layers": [FLATTEN]},
    "dense": {"input": [7, 1, 5, 3], "layers": [FLATTEN, dense(11)]},
    "dense_blocked": {"input": [7, 3, 2, 8], "layers": [FLATTEN, dense(32)]},
    "dense_single": {"input": [7, 1, 1, 9], "layers": [FLATTEN, dense(1)]},
    "dropout": {"input": [7, 3, 5, 4], "layers": [dropout(0)]},
    # A slope that a product is exact with, and PyTorch's own.
    "leaky_relu": {"input": [7, 3, 5, 4], "layers": [leaky_relu(0.25)]},
    "leaky_relu_default": {"input": [7, 2, 3, 6], "layers": [leaky_relu(0.01)]},
    "sigmoid": {"input": [7, 3, 5, 4], "layers": [SIGMOID]},
    "tanh": {"input": [7, 3, 5, 4], "layers": [TANH]},
    "gelu": {"input": [7, 3, 5, 4], "layers": [GELU]},
    "silu": {"input": [7, 3, 5, 4], "layers": [SILU]},
    "average_2": {"input": [7, 3, 9, 5], "layers": [average_pool2d(2)]},
    "average_4": {"input": [7, 2, 8, 10], "layers": [average_pool2d(4)]},
    "average_overlapping": {"input": [7, 4, 7, 10], "layers": [average_pool2d(4, stride=2)]},
    "average_sparse": {"input": [7, 16, 9, 8], "layers": [average_pool2d(2, stride=3)]},
    "global_average": {"input": [7, 5, 4, 8], "layers": [GLOBAL_AVERAGE_POOL]},
    "global_average_blocked": {"input": [7, 16, 2, 4], "layers": [GLOBAL_AVERAGE_POOL]},
    "global_max": {"input": [7, 5, 4, 7], "layers": [GLOBAL_MAX_POOL]},
    "global_max_blocked": {"input": [7, 16, 3, 4], "layers": [GLOBAL_MAX_POOL]},
    "conv_unbiased": {"input": [7, 3, 9, 5], "layers": [conv2d(4, 3, padding=1, bias=False)]},
    "conv_blocked_unbiased": {"input": [7, 16, 3, 4], "layers": [conv2d(32, 3, padding=1, bias=False)]},
    "conv_groups": {"input": [7, 6, 7, 5], "layers": [conv2d(4, 3, padding=1, groups=2)]},
    # Fewer channels than 16 in each group, and the library would compute in blocks of 8.
    "conv_groups_blocked": {"input": [7, 32, 3, 2], "layers": [conv2d(32, 2, groups=2)]},
    "conv_depthwise": {"input": [7, 6, 7, 5], "layers": [conv2d(6, 3, padding=1, groups=6, bias=False)]},
    "conv_depthwise_blocked": {"input": [7, 16, 5, 6], "layers": [conv2d(32, 3, stride=2, padding=1, groups=16)]},
    "conv_dilated": {"input": [7, 3, 9, 8], "layers": [conv2d(4, 3, padding=2, dilation=2)]},
    "conv_dilated_blocked": {"input": [7, 16, 9, 8], "layers": [conv2d(16, 3, stride=2, dilation=3, padding=1)]},
    "residual": {"input": [7, 3, 5, 4], "layers": [residual([conv2d(3, 3, padding=1)])]},
    "residual_shortcut": {"input": [7, 3, 7, 5], "layers": [
        residual([conv2d(4, 3, stride=2, padding=1, bias=False)], shortcut=[conv2d(4, 1, stride=2)])]},
}

# Batch normalization in front of a ReLU, of another layer and of all; with channels that fill vectors of 16 and
# such that do not; on so few numbers that a variance by n - 1 and one by n differ much.
NORMALIZED = {
    "plain": {"input": [5, 2, 7, 6], "layers": [
        conv2d(6, 3, padding=1), BATCH_NORM, RELU, max_pool2d(2), conv2d(3, 2), BATCH_NORM,
        FLATTEN, dense(4),
    ]},
    "blocked": {"input": [7, 1, 6, 5], "layers": [
        conv2d(16, 3, padding=1), BATCH_NORM, RELU, max_pool2d(2), conv2d(32, 3, padding=1), BATCH_NORM, RELU,
        FLATTEN, dense(5),
    ]},
    "first": {"input": [3, 3, 4, 5], "layers": [
        BATCH_NORM, BATCH_NORM, conv2d(17, 3), RELU, BATCH_NORM, FLATTEN, dense(6),
    ]},
    "last": {"input": [3, 1, 2, 3], "layers": [BATCH_NORM, FLATTEN, dense(3)]},
    # On both ways of a residual, in front of the sum and behind it.
    "residual": {"input": [5, 3, 8, 6], "layers": [
        conv2d(16, 3, padding=1, bias=False), BATCH_NORM, RELU,
        residual([conv2d(16, 3, padding=1, bias=False), BATCH_NORM, RELU,
                  conv2d(16, 3, padding=1, bias=False), BATCH_NORM]), RELU,
        residual([conv2d(20, 3, stride=2, padding=1, bias=False), BATCH_NORM],
                 shortcut=[conv2d(20, 1, stride=2, bias=False), BATCH_NORM]),
        BATCH_NORM, RELU, GLOBAL_MAX_POOL, dense(4),
    ]},
    # In front of a ReLU, of another layer, and of rows whose number fills vectors and does not.
    "features": {"input": [6, 1, 4, 3], "layers": [
        FLATTEN, FEATURE_NORM, dense(16), FEATURE_NORM, RELU, dense(9), FEATURE_NORM, dense(5),
    ]},
}

# Layer normalization of images whose channels fill vectors of 16 and of such that do not, and of rows; in front of a ReLU, of
# another layer, of a sum, and as the first and the last layer.
LAYER_NORMALIZED = {
    "plain": {"input": [5, 2, 4, 6], "layers": [
        conv2d(6, 3, padding=1), LAYER_NORM, RELU, max_pool2d(2), LAYER_NORM, FLATTEN, dense(4),
    ]},
    "blocked": {"input": [7, 1, 3, 5], "layers": [
        conv2d(16, 3, padding=1), LAYER_NORM, RELU, conv2d(16, 1), LAYER_NORM, GLOBAL_AVERAGE_POOL, dense(5),
    ]},
    "first": {"input": [3, 2, 4, 5], "layers": [
        LAYER_NORM, LAYER_NORM, conv2d(17, 3), RELU, LAYER_NORM, GLOBAL_AVERAGE_POOL, dense(6),
    ]},
    "last": {"input": [4, 1, 2, 3], "layers": [FLATTEN, dense(17), LAYER_NORM]},
    # On both ways of a residual, in front of the sum and behind it.
    "residual": {"input": [5, 3, 4, 2], "layers": [
        conv2d(4, 3, padding=1),
        residual([LAYER_NORM, conv2d(4, 3, padding=1), GELU]),
        residual([conv2d(5, 1), LAYER_NORM], shortcut=[LAYER_NORM, conv2d(5, 1)]),
        LAYER_NORM, RELU, GLOBAL_MAX_POOL, dense(4),
    ]},
    "features": {"input": [6, 1, 4, 3], "layers": [
        FLATTEN, LAYER_NORM, dense(16), LAYER_NORM, RELU, dense(9), LAYER_NORM, dense(5),
    ]},
}

# Images as bytes, at inference: dropout is a no-op.
INFERENCE = {"input": [7, 2, 9, 6], "layers": [
    conv2d(5, 3, padding=1), dropout(0.5), RELU, max_pool2d(2), conv2d(16, 2), RELU, dropout(0.25),
    FLATTEN, dense(12), RELU, dropout(0.5), dense(4),
]}


def parameter_shapes(network):
    """The parameters by name, in order: `conv1.weight` [O, I, kH, kW], `dense1.weight` [out, in], biases."""
    shapes, counts = {}, {}

    def add(kind, **tensors):
        counts[kind] = counts.get(kind, 0) + 1
        shapes.update({f"{kind}{counts[kind]}.{part}": shape for part, shape in tensors.items()})

    def after(layers, shape):
        """The shape of one image behind the layers."""
        for layer in layers:
            match layer["kind"]:
                case "conv2d":
                    filters, kernel, groups = layer["filters"], layer["kernel"], layer.get("groups", 1)
                    bias = {"bias": [filters]} if layer.get("bias", True) else {}
                    add("conv", weight=[filters, shape[0] // groups, kernel, kernel], **bias)
                    reach = layer.get("dilation", 1) * (kernel - 1) + 1
                    shape = [filters] + [(size + 2 * layer["padding"] - reach) // layer["stride"] + 1
                                         for size in shape[1:]]
                case "batchNorm2d" | "batchNorm1d":
                    add("batchNorm", **{part: shape[:1] for part in ("weight", "bias", "running_mean", "running_var")})
                case "layerNorm":
                    add("layerNorm", weight=shape, bias=shape)
                case "maxPool2d" | "averagePool2d":
                    shape = shape[:1] + [(size - layer["size"]) // layer["stride"] + 1 for size in shape[1:]]
                case "globalAveragePool2d" | "globalMaxPool2d":
                    shape = shape[:1]
                case "flatten":
                    shape = [math.prod(shape)]
                case "dense":
                    add("dense", weight=[layer["units"], shape[0]], bias=[layer["units"]])
                    shape = [layer["units"]]
                case "residual":
                    inner = after(layer["body"], shape)
                    assert after(layer["shortcut"], shape) == inner
                    shape = inner
        return shape

    after(network["layers"], network["input"][1:])
    return shapes


def random_parameters(network, generator):
    """Weights that preserve the magnitude of activations, and non-negligible biases."""
    parameters = {}
    for name, shape in parameter_shapes(network).items():
        if name.startswith(("batchNorm", "layerNorm")):
            # A weight and a variance about 1, a bias and a mean about 0.
            parameters[name] = uniform(generator, shape, 0.5) + (1 if name.endswith(("weight", "var")) else 0)
            continue
        bound = 0.5 if name.endswith("bias") else math.sqrt(3 / math.prod(shape[1:]))
        parameters[name] = uniform(generator, shape, bound)
    return parameters


def uniform(generator, shape, bound):
    return torch.from_numpy(((generator.random(shape) * 2 - 1) * bound).astype(numpy.float32))


def random_batch(network, generator):
    shape = network["input"]
    classes = next(layer["units"] for layer in reversed(network["layers"]) if "units" in layer)
    return uniform(generator, shape, 2), torch.from_numpy(generator.integers(0, classes, shape[0]))


def named_parameters(network, generator):
    """Random parameters by the names that a file has for them."""
    return {f"parameter.{key}": tensor for key, tensor in random_parameters(network, generator).items()}


def given_batch(network, generator):
    """Random parameters, and a random batch."""
    given = named_parameters(network, generator)
    given["input"], given["labels"] = random_batch(network, generator)
    return given


def given_steps(network, generator, steps):
    """Random parameters, and a random batch for each step."""
    given = named_parameters(network, generator)
    batches = [random_batch(network, generator) for _ in range(steps)]
    given["inputs"], given["labels"] = (torch.stack(part) for part in zip(*batches, strict=True))
    return given


def forward(network, parameters, values, training=True):
    """The logits [N, K], and the margin: how far the nearest decision is from going the other way.

    A value near zero before `relu`, or two near maxima in a pooling window, may fall on either side with
    another order of summation, and then a gradient differs by far more than rounding.
    """
    return through(network["layers"], iter(parameters.values()), values, training)


def through(layers, parameters, values, training):
    margin, previous = math.inf, None
    for layer in layers:
        match layer["kind"]:
            case "conv2d":
                weight, bias = next(parameters), next(parameters) if layer.get("bias", True) else None
                values = functional.conv2d(values, weight, bias, stride=layer["stride"], padding=layer["padding"],
                                           dilation=layer.get("dilation", 1), groups=layer.get("groups", 1))
            case "batchNorm2d" | "batchNorm1d":
                weight, bias, mean, variance = (next(parameters) for _ in range(4))
                values = functional.batch_norm(values, mean, variance, weight, bias, training=training)
            case "layerNorm":
                values = functional.layer_norm(values, values.shape[1:], next(parameters), next(parameters))
            case "relu":
                margin = min(margin, values.detach().abs().min().item())
                values = functional.relu(values)
            case "leakyReLU":
                margin = min(margin, values.detach().abs().min().item())
                values = functional.leaky_relu(values, layer["slope"])
            case "sigmoid":
                values = torch.sigmoid(values)
            case "tanh":
                values = torch.tanh(values)
            case "gelu":
                values = functional.gelu(values)
            case "silu":
                values = functional.silu(values)
            case "maxPool2d":
                margin = min(margin, pooling_margin(values.detach(), layer, after_relu=previous == "relu"))
                values = functional.max_pool2d(values, layer["size"], layer["stride"])
            case "averagePool2d":
                values = functional.avg_pool2d(values, layer["size"], layer["stride"])
            case "globalAveragePool2d":
                values = functional.adaptive_avg_pool2d(values, 1).flatten(1)
            case "globalMaxPool2d":
                largest = values.detach().flatten(2).topk(2).values
                gaps = (largest[..., 0] - largest[..., 1])[largest[..., 0] > 0]
                margin = min(margin, gaps.min().item() if gaps.numel() else math.inf)
                values = functional.adaptive_max_pool2d(values, 1).flatten(1)
            case "dropout":
                values = functional.dropout(values, layer["rate"], training=False)
            case "flatten":
                values = values.flatten(1)
            case "dense":
                values = functional.linear(values, next(parameters), next(parameters))
            case "residual":
                body, least = through(layer["body"], parameters, values, training)
                shortcut, other = through(layer["shortcut"], parameters, values, training)
                values, margin = body + shortcut, min(margin, least, other)
        previous = layer["kind"]
    return values, margin


def pooling_margin(values, layer, after_relu):
    size, stride = layer["size"], layer["stride"]
    windows = values.unfold(2, size, stride).unfold(3, size, stride).flatten(4)
    largest = windows.topk(2, dim=-1).values
    gaps = largest[..., 0] - largest[..., 1]
    if after_relu:  # a window of zeros: whichever is taken, relu stops its gradient
        gaps = gaps[largest[..., 0] > 0]
    return gaps.min().item() if gaps.numel() else math.inf


# A case is drawn again until every decision in it is at least this far from going the other way.
SAFE_MARGIN = 1e-5


def first_safe(seed, compute):
    for seed in range(seed, seed + 1000):
        result, margin = compute(numpy.random.default_rng(seed))
        if margin >= SAFE_MARGIN:
            return seed, result
    raise RuntimeError(f"no case with a margin of {SAFE_MARGIN} in 1000 seeds from {seed}")


def in_double(tensors):
    return {name: tensor.double() if tensor.is_floating_point() else tensor
            for name, tensor in tensors.items()}


def rounding(tensors, exact):
    """The difference of each result from the same computation in float64: the effect of rounding."""
    return {name: float(f"{(tensors[name].double() - exact[name]).abs().max().item():.2g}")
            for name in sorted(exact)}


# One step forward and backward

def parameters_of(given):
    return {name.removeprefix("parameter."): tensor.clone().requires_grad_(".running_" not in name)
            for name, tensor in given.items() if name.startswith("parameter.")}


def gradients(network, given):
    parameters = parameters_of(given)
    images = given["input"].clone().requires_grad_()
    logits, margin = forward(network, parameters, images)
    loss = functional.cross_entropy(logits, given["labels"])
    loss.backward()
    results = {"logits": logits.detach(), "loss": loss.detach().reshape(1), "inputGradient": images.grad}
    results |= {f"gradient.{name}": tensor.grad for name, tensor in parameters.items() if tensor.requires_grad}
    return results, margin


def first_alone(given, per_image):
    """The same case with its first image only."""
    return {name: tensor[:1] if name in per_image else tensor for name, tensor in given.items()}


def write_network(folder, name, seed):
    network = NETWORKS[name]

    def compute(generator):
        given = given_batch(network, generator)
        results, margin = gradients(network, given)
        if network["input"][0] == 7:
            alone, _ = gradients(network, first_alone(given, ["input", "labels"]))
            # The first logits are already recorded.
            results |= {f"first.{key}": tensor for key, tensor in alone.items() if key != "logits"}
        return (given, results), margin

    seed, (given, results) = first_safe(seed, compute)
    exact, _ = gradients(network, in_double(given))
    description = {**network, "seed": seed, "rounding": rounding(results, exact)}
    write_safetensors(folder / f"network_{name}.safetensors", description, given | results)


# One layer forward and backward

def write_layers(folder, seed):
    tensors, description = {}, {}
    for index, (name, network) in enumerate(LAYERS.items()):
        generator = numpy.random.default_rng(seed + index)
        given = {f"parameter.{key}": exact_in_bfloat16(generator, shape, 0.5 if key.endswith("bias")
                                                       else math.sqrt(3 / math.prod(shape[1:])))
                 for key, shape in parameter_shapes(network).items()}
        given["input"] = exact_in_bfloat16(generator, network["input"], 2)
        output, _ = forward(network, parameters_of(given), given["input"])
        given["outputGradient"] = exact_in_bfloat16(generator, output.shape, 2)
        results = propagate(network, given)
        alone = propagate(network, first_alone(given, ["input", "outputGradient"]))
        # Results of a single image are the same alone, so only the sums over the images remain to be recorded.
        results |= {f"first.{key}": tensor for key, tensor in alone.items() if key.startswith("gradient.")}
        exact = propagate(network, in_double(given))
        description[name] = {**network, "rounding": rounding(results, exact)}
        tensors |= {f"{name}.{key}": tensor for key, tensor in (given | results).items()}
    write_safetensors(folder / "layers.safetensors", description, tensors)


def exact_in_bfloat16(generator, shape, bound):
    """Uniform numbers of 8 bits or less, in steps of a power of two, that do not go beyond the bound."""
    step = 2.0 ** math.ceil(math.log2(bound / 128))
    largest = math.floor(bound / step)
    values = torch.from_numpy((generator.integers(-largest, largest + 1, shape) * step).astype(numpy.float32))
    assert torch.equal(values.bfloat16().float(), values)
    return values


def propagate(network, given):
    parameters = parameters_of(given)
    images = given["input"].clone().requires_grad_()
    output, _ = forward(network, parameters, images)
    output.backward(given["outputGradient"])
    results = {"output": output.detach(), "inputGradient": images.grad}
    return results | {f"gradient.{name}": tensor.grad for name, tensor in parameters.items()}


# A trained network at inference

def write_inference(folder, seed):
    generator = numpy.random.default_rng(seed)
    parameters = random_parameters(INFERENCE, generator)
    pixels = torch.from_numpy(generator.integers(0, 256, INFERENCE["input"]))
    logits, _ = forward(INFERENCE, parameters, pixels.float() / 255)
    given = {f"parameter.{key}": tensor for key, tensor in parameters.items()}
    write_safetensors(folder / "inference.safetensors", INFERENCE,
                      given | {"pixels": pixels, "logits": logits})


# Ten steps of an optimizer

STEPS = 10

OPTIMIZERS = {
    "sgd": {"kind": "sgd", "learningRate": 0.05},
    "sgd_momentum": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9},
    "sgd_weight_decay": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9, "weightDecay": 0.01},
    "sgd_nesterov": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9, "nesterov": True},
    "adam": {"kind": "adam", "learningRate": 0.003},
    "adam_weight_decay": {"kind": "adam", "learningRate": 0.003, "beta1": 0.8, "beta2": 0.95,
                          "epsilon": 1e-6, "weightDecay": 0.02},
    "adamw": {"kind": "adamw", "learningRate": 0.003, "weightDecay": 0.05},
}

DEFAULTS = {
    "sgd": {"momentum": 0.0, "weightDecay": 0.0, "nesterov": False},
    "adam": {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weightDecay": 0.0},
    "adamw": {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "weightDecay": 0.01},
}


def make_optimizer(settings, parameters):
    rate, decay = settings["learningRate"], settings["weightDecay"]
    if settings["kind"] == "sgd":
        return torch.optim.SGD(parameters, lr=rate, momentum=settings["momentum"], weight_decay=decay,
                               nesterov=settings["nesterov"], foreach=False)
    kind = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[settings["kind"]]
    return kind(parameters, lr=rate, betas=(settings["beta1"], settings["beta2"]),
                eps=settings["epsilon"], weight_decay=decay, foreach=False)


def optimize(network, settings, given):
    parameters = parameters_of(given)
    optimizer = make_optimizer(settings, [tensor for tensor in parameters.values() if tensor.requires_grad])
    losses, least = [], math.inf
    for images, labels in zip(given["inputs"], given["labels"], strict=True):
        optimizer.zero_grad()
        logits, margin = forward(network, parameters, images)
        loss = functional.cross_entropy(logits, labels)
        loss.backward()
        optimizer.step()
        losses.append(loss.detach())
        least = min(least, margin)
    results = {"losses": torch.stack(losses)}
    results |= {f"after.{name}": tensor.detach() for name, tensor in parameters.items()}
    return results, least


def write_optimizer(folder, name, seed):
    network = NETWORKS["digits"]
    settings = {**DEFAULTS[OPTIMIZERS[name]["kind"]], **OPTIMIZERS[name]}

    def compute(generator):
        given = given_steps(network, generator, STEPS)
        results, margin = optimize(network, settings, given)
        return (given, results), margin

    seed, (given, results) = first_safe(seed, compute)
    exact, _ = optimize(network, settings, in_double(given))
    description = {"network": network, "optimizer": settings, "seed": seed,
                   "rounding": rounding(results, exact)}
    write_safetensors(folder / f"optimizer_{name}.safetensors", description, given | results)


# Batch normalization: a batch's gradients, ten steps with the running statistics, and the network as it is used

def write_batch_normalization(folder, seed):
    tensors, description = {}, {"optimizer": {**DEFAULTS["sgd"], **OPTIMIZERS["sgd_weight_decay"]}}
    for name, network in NORMALIZED.items():
        def compute(generator):
            given = given_steps(network, generator, STEPS)
            given["pixels"] = torch.from_numpy(generator.integers(0, 256, network["input"]))
            results, margin = normalized(network, description["optimizer"], given)
            return (given, results), margin

        found, (given, results) = first_safe(seed, compute)
        exact, _ = normalized(network, description["optimizer"], in_double(given))
        description[name] = {**network, "seed": found, "rounding": rounding(results, exact)}
        tensors |= {f"{name}.{key}": tensor for key, tensor in (given | results).items()}
    write_safetensors(folder / "batch_normalization.safetensors", description, tensors)


def normalized(network, settings, given):
    batch = {"input": given["inputs"][0], "labels": given["labels"][0]}
    first, margin = gradients(network, given | batch)
    results, least = optimize(network, settings, given)
    after = {name.removeprefix("after."): tensor for name, tensor in results.items()
             if name.startswith("after.")}
    images = given["pixels"].to(results["losses"].dtype) / 255
    results["usedLogits"], _ = forward(network, after, images, training=False)
    return first | results, min(margin, least)


# Layer normalization: a batch's gradients, and the network as it is used

def write_layer_normalization(folder, seed):
    tensors, description = {}, {}
    for name, network in LAYER_NORMALIZED.items():
        def compute(generator):
            given = given_batch(network, generator)
            results, margin = gradients(network, given)
            return (given, results), margin

        found, (given, results) = first_safe(seed, compute)
        # The tests make the same pixels.
        pixels = (torch.arange(math.prod(network["input"])) * 37 % 251).reshape(network["input"])
        exact, _ = gradients(network, in_double(given))
        description[name] = {**network, "seed": found, "rounding": rounding(results, exact)}
        results["usedLogits"], _ = forward(network, parameters_of(given), pixels.float() / 255, training=False)
        tensors |= {f"{name}.{key}": tensor for key, tensor in (given | results).items()}
    write_safetensors(folder / "layer_normalization.safetensors", description, tensors)


# What a step of training does beside the optimizer's rule: ten steps each

# Decays so strong, and a limit so near the norms, that leaving one out shows in every digit.
STEP_OPTIONS = {
    "decay_sgd": {"network": NORMALIZED["plain"], "decayed": "weights",
                  "optimizer": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9, "weightDecay": 0.3}},
    "decay_adam": {"network": NETWORKS["digits"], "decayed": "weights",
                   "optimizer": {"kind": "adam", "learningRate": 0.003, "weightDecay": 0.3}},
    "decay_adamw": {"network": NETWORKS["digits"], "decayed": "weights",
                    "optimizer": {"kind": "adamw", "learningRate": 0.003, "weightDecay": 5.0}},
    "clip": {"network": NETWORKS["digits"], "clipNorm": 2.5,
             "optimizer": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9, "nesterov": True}},
    "clip_normalized": {"network": NORMALIZED["blocked"], "clipNorm": 5.2,
                        "optimizer": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9,
                                      "weightDecay": 0.01}},
    "average": {"network": NORMALIZED["plain"], "averageDecay": 0.8,
                "optimizer": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9}},
    # A share of more than a half, which PyTorch computes otherwise.
    "average_light": {"network": NETWORKS["digits"], "averageDecay": 0.3,
                      "optimizer": {"kind": "adamw", "learningRate": 0.003, "weightDecay": 0.05}},
}


class Holder(nn.Module):
    """The parameters and buffers of a network, for `AveragedModel`."""

    def __init__(self, parameters):
        super().__init__()
        for name, tensor in parameters.items():
            if tensor.requires_grad:
                self.register_parameter(name.replace(".", "/"), nn.Parameter(tensor.detach().clone()))
            else:
                self.register_buffer(name.replace(".", "/"), tensor.clone())

    def named(self):
        named = dict(self.named_parameters()) | dict(self.named_buffers())
        return {name.replace("/", "."): tensor.detach() for name, tensor in named.items()}

    def take(self, parameters):
        for name, tensor in self.named().items():
            tensor.copy_(parameters[name].detach())


def write_step_options(folder, seed):
    write_trainings(folder / "step_options.safetensors", STEP_OPTIONS, STEPS, optimize_with_options, seed)


def write_trainings(path, cases, steps, optimize_case, seed):
    """Some steps of each case with the options that it names; `optimize_case(case, settings, given)` takes them."""
    tensors, description = {}, {}
    for index, (name, case) in enumerate(cases.items()):
        settings = {**DEFAULTS[case["optimizer"]["kind"]], **case["optimizer"]}

        def compute(generator):
            given = given_steps(case["network"], generator, steps)
            results, margin = optimize_case(case, settings, given)
            return (given, results), margin

        found, (given, results) = first_safe(seed + 1000 * index, compute)
        if limit := case.get("clipNorm"):
            norms = results["norms"]
            assert norms.min() < limit < norms.max(), norms
            # The tests compare on which side of the limit a step is.
            assert (norms - limit).abs().min() > 1e-3, norms
        exact, _ = optimize_case(case, settings, in_double(given))
        description[name] = {**case, "optimizer": settings, "seed": found, "rounding": rounding(results, exact)}
        tensors |= {f"{name}.{key}": tensor for key, tensor in (given | results).items()}
    write_safetensors(path, description, tensors)


def optimize_with_options(case, settings, given):
    parameters = parameters_of(given)
    trained = [tensor for tensor in parameters.values() if tensor.requires_grad]
    groups = trained
    if case.get("decayed") == "weights":
        groups = [{"params": [tensor for tensor in trained if tensor.dim() > 1]},
                  {"params": [tensor for tensor in trained if tensor.dim() <= 1], "weight_decay": 0.0}]
    return train_with_options(case, parameters, make_optimizer(settings, groups), given,
                              lambda images: forward(case["network"], parameters, images))


def train_with_options(case, parameters, optimizer, given, predict, frozen=()):
    """A step on each batch, with the limit and the average that the case names.

    `predict(images)` gives logits and margin; the tensors named in `frozen` are no results.
    """
    trained = [tensor for tensor in parameters.values() if tensor.requires_grad]
    holder, averaged = Holder(parameters), None
    if decay := case.get("averageDecay"):
        averaged = torch.optim.swa_utils.AveragedModel(
            holder, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(decay), use_buffers=True)
    losses, norms, least = [], [], math.inf
    for images, labels in zip(given["inputs"], given["labels"], strict=True):
        optimizer.zero_grad()
        logits, margin = predict(images)
        loss = functional.cross_entropy(logits, labels)
        loss.backward()
        if limit := case.get("clipNorm"):
            norms.append(nn.utils.clip_grad_norm_(trained, limit))
        optimizer.step()
        if averaged:
            holder.take(parameters)
            averaged.update_parameters(holder)
        losses.append(loss.detach())
        least = min(least, margin)
    results = {"losses": torch.stack(losses)}
    if norms:
        results["norms"] = torch.stack(norms)
    kept = {"after": parameters} | ({"average": averaged.module.named()} if averaged else {})
    for kind, tensors in kept.items():
        results |= {f"{kind}.{name}": tensor.detach().clone() for name, tensor in tensors.items()
                    if name not in frozen}
    return results, least


# A network whose first layers are frozen: three steps of the rest

# Decays, a limit and an average that would move the frozen tensors visibly.
FROZEN = {
    "plain": {"network": {"input": [5, 2, 7, 6], "layers": [
        conv2d(4, 3, padding=1, bias=False), BATCH_NORM, RELU, dropout(0.5),
        conv2d(6, 3, padding=1), BATCH_NORM, RELU, max_pool2d(2), FLATTEN, dense(8), RELU, dense(3),
    ]}, "frozenLayers": 4, "clipNorm": 1.5, "averageDecay": 0.7,
        "optimizer": {"kind": "sgd", "learningRate": 0.05, "momentum": 0.9, "weightDecay": 0.3}},
    # Channels that fill vectors, windows that are fused with their pooling, and a residual connection, which is a layer.
    "blocked": {"network": {"input": [5, 3, 8, 6], "layers": [
        conv2d(16, 3, padding=1), RELU, max_pool2d(2),
        residual([conv2d(16, 3, padding=1, bias=False), BATCH_NORM, RELU]),
        conv2d(6, 3), RELU, GLOBAL_AVERAGE_POOL, dense(9), FEATURE_NORM, dense(4),
    ]}, "frozenLayers": 4,
        # Adam would divide the rounding of gradients that are 0 by itself: of a bias before a normalization.
        "optimizer": {"kind": "sgd", "learningRate": 0.02, "momentum": 0.5, "weightDecay": 0.5}},
    # Only the last layer is trained.
    "last": {"network": {"input": [6, 1, 5, 4], "layers": [
        FLATTEN, dense(11), FEATURE_NORM, GELU, dense(8), RELU, dense(3),
    ]}, "frozenLayers": 6,
        "optimizer": {"kind": "adam", "learningRate": 0.01, "weightDecay": 0.3}},
}

FROZEN_STEPS = 3


def write_frozen(folder, seed):
    write_trainings(folder / "frozen.safetensors", FROZEN, FROZEN_STEPS, optimize_frozen, seed)


def optimize_frozen(case, settings, given):
    """The first layers in evaluation mode without gradients, the others in training."""
    network, count = case["network"], case["frozenLayers"]
    layers, parameters = network["layers"], parameters_of(given)
    frozen = list(parameter_shapes({**network, "layers": layers[:count]}))
    for name in frozen:
        parameters[name].requires_grad_(False)
    before = {name: parameters[name].clone() for name in frozen}
    trained = [tensor for tensor in parameters.values() if tensor.requires_grad]

    def predict(images):
        tensors = iter(parameters.values())
        features, _ = through(layers[:count], tensors, images, training=False)
        return through(layers[count:], tensors, features, training=True)

    results, least = train_with_options(
        case, parameters, make_optimizer(settings, trained), given, predict, frozen)
    assert all(torch.equal(parameters[name], tensor) for name, tensor in before.items())
    return results, least


# Cross-entropy with smoothed labels and weighted classes, mean

LOSSES = {
    "plain": {"labelSmoothing": 0.0},
    "smoothed": {"labelSmoothing": 0.1},
    "weighted": {"labelSmoothing": 0.0, "classWeights": [0.5, 2.0, 1.25, 0.125, 3.0]},
    "smoothed_weighted": {"labelSmoothing": 0.3, "classWeights": [2.5, 0.25, 1.0, 1.75, 0.5]},
}


def write_losses(folder, seed):
    tensors = {}
    for index, (name, case) in enumerate(LOSSES.items()):
        generator = numpy.random.default_rng(seed + index)
        logits = uniform(generator, [7, 5], 4).requires_grad_()
        labels = torch.tensor([4, 0, 3, 3, 1, 4, 2])
        weights = case.get("classWeights")
        loss = functional.cross_entropy(
            logits, labels, weight=weights and torch.tensor(weights), label_smoothing=case["labelSmoothing"])
        loss.backward()
        tensors |= {f"{name}.logits": logits, f"{name}.labels": labels, f"{name}.loss": loss.reshape(1),
                    f"{name}.logitsGradient": logits.grad}
    write_safetensors(folder / "losses.safetensors", LOSSES, tensors)


# Learning rates by step

def write_schedules(folder):
    cases = {
        "constant": {"kind": "constant", "learningRate": 0.01, "steps": 40},
        "cosine": {"kind": "cosine", "learningRate": 0.1, "minimum": 0.0, "steps": 120},
        "cosine_minimum": {"kind": "cosine", "learningRate": 0.02, "minimum": 0.0005, "steps": 75},
        "one_cycle": {"kind": "oneCycle", "maximum": 0.003, "warmup": 0.25, "steps": 200},
        "one_cycle_030": {"kind": "oneCycle", "maximum": 0.003, "warmup": 0.3, "steps": 200},
        # The peak is between two steps.
        "one_cycle_between": {"kind": "oneCycle", "maximum": 0.01, "warmup": 0.3, "steps": 137},
    }
    for case in cases.values():
        if case["kind"] == "oneCycle":
            case |= {"initialDivisor": 25.0, "finalDivisor": 1e4}
    rates = {name: learning_rates(case) for name, case in cases.items()}
    write_safetensors(folder / "schedules.safetensors", cases, rates)


# The further schedules: of StepLR and the exponential one, an epoch has `stepsPerEpoch` steps

def write_more_schedules(folder):
    cases = {
        "step": {"kind": "step", "learningRate": 0.1, "every": 3, "factor": 0.1, "stepsPerEpoch": 7, "steps": 70},
        "step_each": {"kind": "step", "learningRate": 0.05, "every": 1, "factor": 0.85, "stepsPerEpoch": 4,
                      "steps": 40},
        "exponential": {"kind": "exponential", "learningRate": 0.02, "factor": 0.7, "stepsPerEpoch": 9, "steps": 72},
        "linear": {"kind": "linear", "learningRate": 0.1, "end": 0.0, "stepsPerEpoch": 10, "steps": 90},
        "linear_share": {"kind": "linear", "learningRate": 0.03, "end": 0.2, "stepsPerEpoch": 11, "steps": 55},
        "cosine_warmup": {"kind": "cosineWarmup", "learningRate": 0.1, "minimum": 0.0, "warmup": 0.1,
                          "stepsPerEpoch": 20, "steps": 120},
        # 0.3 of 75 steps are 22.5, which round to 23.
        "cosine_warmup_minimum": {"kind": "cosineWarmup", "learningRate": 0.02, "minimum": 0.0005, "warmup": 0.3,
                                  "stepsPerEpoch": 15, "steps": 75},
    }
    rates = {name: learning_rates(case) for name, case in cases.items()}
    write_safetensors(folder / "schedules_more.safetensors", cases, rates)


def learning_rates(case):
    """The rate that each step uses, from step 0 on: [steps], float64."""
    schedulers = torch.optim.lr_scheduler
    optimizer = torch.optim.SGD([torch.zeros(1)], lr=case.get("learningRate", case.get("maximum")))
    steps, per_epoch = case["steps"], case.get("stepsPerEpoch", 1)
    by_epoch = False
    match case["kind"]:
        case "constant":
            schedule = schedulers.ConstantLR(optimizer, factor=1.0)
        case "cosine":
            schedule = schedulers.CosineAnnealingLR(optimizer, T_max=steps, eta_min=case["minimum"])
        case "oneCycle":
            schedule = schedulers.OneCycleLR(
                optimizer, max_lr=case["maximum"], total_steps=steps, pct_start=case["warmup"],
                div_factor=case["initialDivisor"], final_div_factor=case["finalDivisor"],
                anneal_strategy="cos", cycle_momentum=False)
        case "step":
            schedule = schedulers.StepLR(optimizer, step_size=case["every"], gamma=case["factor"])
            by_epoch = True
        case "exponential":
            schedule = schedulers.ExponentialLR(optimizer, gamma=case["factor"] ** (1 / per_epoch))
        case "linear":
            schedule = schedulers.LinearLR(
                optimizer, start_factor=1.0, end_factor=case["end"], total_iters=steps)
        case "cosineWarmup":
            rising = math.floor(case["warmup"] * steps + 0.5)
            schedule = schedulers.SequentialLR(optimizer, [
                schedulers.LinearLR(optimizer, start_factor=0.01, end_factor=1.0, total_iters=rising),
                schedulers.CosineAnnealingLR(optimizer, T_max=steps - rising, eta_min=case["minimum"]),
            ], milestones=[rising])
    rates = []
    for step in range(steps):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if step < steps - 1 and (not by_epoch or (step + 1) % per_epoch == 0):
            schedule.step()
    return numpy.array(rates, dtype=numpy.float64)


# Where conventions differ

def write_edge_cases(folder, seed):
    generator = numpy.random.default_rng(seed)
    tensors = {}

    # The gradient of relu at 0 and at -0 is 0.
    smallest = float(numpy.finfo(numpy.float32).tiny)
    values = torch.tensor([[-1.5, -0.0, 0.0], [smallest, -smallest, 2.5]], requires_grad=True)
    outer = uniform(generator, [2, 3], 2)
    output = functional.relu(values)
    output.backward(outer)
    tensors |= {"relu.input": values, "relu.output": output,
                "relu.outputGradient": outer, "relu.inputGradient": values.grad}

    # That of leaky_relu is the slope.
    values = values.detach().clone().requires_grad_()
    output = functional.leaky_relu(values, 0.25)
    output.backward(outer)
    tensors |= {"leaky_relu.input": values, "leaky_relu.output": output,
                "leaky_relu.outputGradient": outer, "leaky_relu.inputGradient": values.grad}

    # Few distinct values, so that most windows hold their maximum more than once: the first takes it all.
    pools = {"pool": max_pool2d(2), "pool_overlapping": max_pool2d(2, stride=1),
             "pool_wide": max_pool2d(3, stride=2)}
    for name, layer in pools.items():
        images = torch.from_numpy(generator.integers(-2, 2, [2, 3, 8, 7]).astype(numpy.float32))
        images.requires_grad_()
        output = functional.max_pool2d(images, layer["size"], layer["stride"])
        outer = uniform(generator, output.shape, 2)
        output.backward(outer)
        assert torch.allclose(images.grad, first_maximum_gradient(images.detach(), outer, layer), atol=1e-6)
        tensors |= {f"{name}.input": images, f"{name}.output": output,
                    f"{name}.outputGradient": outer, f"{name}.inputGradient": images.grad}

    # exp(89) overflows float32, so a softmax that does not subtract the maximum fails on these.
    for name, size in {"crossEntropy": 80.0, "crossEntropy_huge": 5000.0}.items():
        logits = torch.tensor([
            [size, -size, 0.0, 1.0, size],     # two equal maxima, one of them the label
            [size, -size, 0.5, -1.0, 2.0],     # as wrong as can be
            [-size, -size, -size, -size, -size],
            [-size, 3.0, size, -3.0, 0.0],     # as right as can be
        ], requires_grad=True)
        labels = torch.tensor([4, 1, 3, 2])
        loss = functional.cross_entropy(logits, labels)
        loss.backward()
        tensors |= {f"{name}.logits": logits, f"{name}.labels": labels,
                    f"{name}.loss": loss.reshape(1), f"{name}.logitsGradient": logits.grad}

    description = {
        "relu": "relu at 0, at -0 and at the least normal numbers",
        "leaky_relu": "the same, with a slope of 0.25",
        "pools": pools,
        "crossEntropy": "mean cross-entropy of logits of +-80, and of +-5000",
    }
    write_safetensors(folder / "edge_cases.safetensors", description, tensors)


def first_maximum_gradient(images, outer, layer):
    """Asserts the comment above, so that the fixture cannot silently deviate from it."""
    size, stride = layer["size"], layer["stride"]
    gradient = torch.zeros_like(images)
    for n, c, y, x in numpy.ndindex(*outer.shape):
        window = images[n, c, y * stride:y * stride + size, x * stride:x * stride + size]
        place = next(place for place in numpy.ndindex(size, size) if window[place] == window.max())
        gradient[n, c, y * stride + place[0], x * stride + place[1]] += outer[n, c, y, x]
    return gradient


# Heat maps: Grad-CAM and saliency of networks in use

# `features` is the number of layers up to the feature maps of Grad-CAM.
ATTRIBUTED = {
    "residual": {"input": [5, 3, 8, 10], "features": 5, "layers": [
        conv2d(16, 3, padding=1, bias=False), BATCH_NORM, RELU, max_pool2d(2),
        residual([conv2d(16, 3, padding=1, bias=False), BATCH_NORM, RELU]), GLOBAL_MAX_POOL, dense(6),
    ]},
    # Batch normalizations that no convolution and no dense layer precedes, and dropout.
    "preactivated": {"input": [4, 2, 9, 11], "features": 7, "layers": [
        BATCH_NORM, conv2d(6, 3, padding=1), RELU, BATCH_NORM, dropout(0.5),
        conv2d(8, 3, stride=2, padding=1), SILU, max_pool2d(2),
        FLATTEN, dense(10), RELU, FEATURE_NORM, dropout(0.25), dense(7),
    ]},
}

# A class that is asked for, whatever is predicted.
ATTRIBUTED_CLASS = 3


def write_attributions(folder, seed):
    tensors, description = {}, {"class": ATTRIBUTED_CLASS}
    for name, network in ATTRIBUTED.items():
        def compute(generator):
            given = named_parameters(network, generator)
            given["pixels"] = torch.from_numpy(generator.integers(0, 256, network["input"]))
            results, margin = attributions(network, given)
            return (given, results), margin

        found, (given, results) = first_safe(seed, compute)
        exact, _ = attributions(network, in_double(given))
        description[name] = {**network, "seed": found, "rounding": rounding(results, exact)}
        tensors |= {f"{name}.{key}": tensor for key, tensor in (given | results).items()}
    write_safetensors(folder / "attributions.safetensors", description, tensors)


def attributions(network, given):
    parameters = parameters_of(given)
    cut = network["features"]
    images = (given["pixels"].to(next(iter(parameters.values())).dtype) / 255).requires_grad_()
    remaining = iter(parameters.values())
    features, margin = through(network["layers"][:cut], remaining, images, training=False)
    logits, other = through(network["layers"][cut:], remaining, features, training=False)
    best = logits.detach().topk(2).values
    margin = min(margin, other, (best[:, 0] - best[:, 1]).min().item())
    predicted = logits.argmax(1)
    if len({ATTRIBUTED_CLASS, *predicted.tolist()}) < 3:
        margin = 0  # the predictions are all the same, or the class that is asked for
    results = {"logits": logits.detach()}
    for prefix, chosen in {"": predicted, "chosen.": torch.full_like(predicted, ATTRIBUTED_CLASS)}.items():
        sum_of_logits = logits.gather(1, chosen[:, None]).sum()
        by_features, by_images = torch.autograd.grad(sum_of_logits, [features, images], retain_graph=True)
        weights = by_features.mean([2, 3], keepdim=True)
        maps = functional.relu((weights * features.detach()).sum(1, keepdim=True))
        maps = functional.interpolate(maps, images.shape[2:], mode="bilinear", align_corners=False)[:, 0]
        for kind, values in {"gradCAM": maps, "saliency": by_images.abs().amax(1)}.items():
            largest = values.amax([1, 2], keepdim=True)
            # Beside a maximum near 0, rounding would show.
            margin = min(margin, largest.min().item() / 1000)
            results[prefix + kind] = values / largest
    return results, margin


# Initial values

def write_initialization(folder, seed):
    """Only the range of the initial values: the numbers themselves belong to PyTorch's own generator."""
    torch.manual_seed(seed)
    cases = {
        "conv1": ({"kind": "conv2d", "filters": 32, "kernel": 3, "inputs": 1}, 9,
                  lambda: nn.Conv2d(1, 32, 3)),
        "conv2": ({"kind": "conv2d", "filters": 64, "kernel": 3, "inputs": 32}, 288,
                  lambda: nn.Conv2d(32, 64, 3)),
        "dense1": ({"kind": "dense", "units": 128, "inputs": 3136}, 3136, lambda: nn.Linear(3136, 128)),
        "dense2": ({"kind": "dense", "units": 10, "inputs": 128}, 128, lambda: nn.Linear(128, 10)),
    }
    description = {}
    for name, (layer, fan_in, make) in cases.items():
        bound = 1 / math.sqrt(fan_in)
        description[name] = {**layer, "fanIn": fan_in, "bound": bound}
        made = [make() for _ in range(2 if fan_in > 3000 else 200)]
        for part in "weight", "bias":
            values = torch.cat([getattr(layer, part).detach().flatten().double() for layer in made])
            largest, deviation = values.abs().max().item(), values.std().item()
            # Uniform over (-bound, bound): that far out, no farther, and with that spread.
            # Fewer values reach less far: the largest of n falls short by about bound / n.
            assert bound * (1 - 20 / len(values)) < largest <= bound * (1 + 1e-6), (name, part, largest)
            assert abs(deviation * math.sqrt(3) / bound - 1) < 3 / math.sqrt(len(values)), (name, part)
            description[name][part] = {"largest": largest, "standardDeviation": deviation,
                                       "count": len(values)}
    write_safetensors(folder / "initialization.safetensors", description, {})


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--output", type=pathlib.Path, default=FIXTURES, help="folder to write to")
    arguments.add_argument("--seed", type=int, default=0, help="moves every case to other random numbers")
    arguments.add_argument("--only", metavar="FILE[.CASE]", help="makes one file, or one case of one")
    arguments = arguments.parse_args()

    torch.set_num_threads(1)  # more threads add in another order
    torch.use_deterministic_algorithms(True)
    arguments.output.mkdir(parents=True, exist_ok=True)
    files = writers(arguments.seed * 1_000_000)
    if not arguments.only:
        for write in files.values():
            write(arguments.output)
        return
    name, _, case = arguments.only.partition(".")
    if name not in files:
        raise SystemExit(f"there is no file '{name}', but {', '.join(files)}")
    if not case:
        files[name](arguments.output)
        return
    with tempfile.TemporaryDirectory() as folder:
        files[name](pathlib.Path(folder))
        file = f"{name}.safetensors"
        replace_case(arguments.output / file, pathlib.Path(folder) / file, case)


def writers(seed):
    """The functions that write a file into a folder, by the file's name."""
    networks = {f"network_{name}": lambda folder, name=name, own=seed + 1000 * (index + 1):
                write_network(folder, name, own) for index, name in enumerate(NETWORKS)}
    optimizers = {f"optimizer_{name}": lambda folder, name=name, own=seed + 1000 * (index + 101):
                  write_optimizer(folder, name, own) for index, name in enumerate(OPTIMIZERS)}
    return networks | optimizers | {
        "schedules": write_schedules,
        "schedules_more": write_more_schedules,
        "edge_cases": lambda folder: write_edge_cases(folder, seed + 201_000),
        "initialization": lambda folder: write_initialization(folder, seed + 202_000),
        "layers": lambda folder: write_layers(folder, seed + 203_000),
        "inference": lambda folder: write_inference(folder, seed + 204_000),
        "batch_normalization": lambda folder: write_batch_normalization(folder, seed + 205_000),
        "losses": lambda folder: write_losses(folder, seed + 206_000),
        "step_options": lambda folder: write_step_options(folder, seed + 207_000),
        "frozen": lambda folder: write_frozen(folder, seed + 208_000),
        "layer_normalization": lambda folder: write_layer_normalization(folder, seed + 208_000),
        "attributions": lambda folder: write_attributions(folder, seed + 208_000),
    }


if __name__ == "__main__":
    main()
