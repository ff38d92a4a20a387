"""The cells of one training as a Jupyter notebook, for papermill; `compare_sweeps.py` turns this file into one."""

# %% [parameters]
data = ""
result = ""
learningRate = 0.1
batchSize = 64
seed = 0

# %%
import json
import pathlib

from sweep_training import train

accuracy = train(data, learningRate, batchSize, seed)
print(f"test accuracy {accuracy:.4f}")

# %%
pathlib.Path(result).write_text(json.dumps(
    {"learningRate": learningRate, "batchSize": batchSize, "seed": seed, "accuracy": accuracy}))
