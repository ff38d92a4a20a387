"""The counterpart of a whole run: the same notebook in Jupyter, run by nbconvert."""

import gzip
import json
import pathlib
import re
import tempfile

import measuring


def notebook(script):
    """A Jupyter notebook of a script whose cells begin at lines `# %%`; `# %% [parameters]` is that of papermill."""
    _, *parts = re.split(r"(?m)^# %%(.*)\n", script)
    cells = []
    for number, (kind, text) in enumerate(zip(parts[::2], parts[1::2])):
        cell = {"id": f"cell-{number}", "metadata": {}}
        if "[markdown]" in kind:
            cell |= {"cell_type": "markdown", "source": re.sub(r"(?m)^# ?", "", text.strip())}
        else:
            cell |= {"cell_type": "code", "source": text.strip(), "execution_count": None, "outputs": []}
            if "[parameters]" in kind:
                cell["metadata"] = {"tags": ["parameters"]}
        cells.append(cell)
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}, "cells": cells}


class Jupyter:
    """Jupyter in a virtual environment, with its own settings, so that no user's profile, history or extensions matter."""

    def __init__(self, environment, data, settings):
        self.python = pathlib.Path(environment) / "bin/python"
        self.data = pathlib.Path(data)
        settings = pathlib.Path(settings)
        self.settings = {"IPYTHONDIR": str(settings / "ipython"), "JUPYTER_NO_CONFIG": "1",
                         "MPLCONFIGDIR": str(settings / "matplotlib")}
        # matplotlib builds a list of the machine's fonts on its first use, which must not count.
        measuring.run([self.python, "-c", "import matplotlib.pyplot"], self.settings)

    def run(self):
        """Runs the notebook; returns seconds, peak memory in bytes, the page's size in bytes and the accuracy."""
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            raw = folder / "data/MNIST/raw"
            raw.mkdir(parents=True)
            # As torchvision's own download stores them, so that it needs no network; decompression is not timed.
            for packed in self.data.glob("*-ubyte.gz"):
                (raw / packed.stem).write_bytes(gzip.decompress(packed.read_bytes()))
            script = (measuring.FOLDER / "peer/digit_recognition.py").read_text()
            (folder / "digit_recognition.ipynb").write_text(json.dumps(notebook(script)))
            seconds, memory = measuring.run(
                [self.python, "-m", "nbconvert", "--execute", "--to", "html", "--output-dir", folder,
                 folder / "digit_recognition.ipynb"], self.settings)
            page = (folder / "digit_recognition.html").read_text()
            if not (folder / "mnist_cnn_state.pt").exists():
                raise SystemExit("the Jupyter notebook saved no network")
            found = re.search(r"test accuracy (0\.\d+)", page)
            return seconds, memory, len(page.encode()), float(found.group(1)) if found else float("nan")
