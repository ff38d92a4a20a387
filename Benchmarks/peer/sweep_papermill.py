"""papermill in a loop over settings and seeds, two notebooks at a time in a pool of processes."""

import argparse
import concurrent.futures
import itertools
import pathlib

import papermill


def run(notebook, folder, parameters):
    """Executes the notebook once; it writes a JSON file, and papermill the executed notebook."""
    papermill.execute_notebook(
        notebook, folder / "run.ipynb", parameters | {"result": str(folder / "result.json")},
        kernel_name="python3", progress_bar=False)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--notebook", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--output", type=pathlib.Path, required=True)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--learning-rates", type=float, nargs="+", required=True)
    parser.add_argument("--batch-sizes", type=int, nargs="+", required=True)
    parser.add_argument("--seeds", type=int, nargs="+", required=True)
    arguments = parser.parse_args()
    settings = itertools.product(arguments.seeds, arguments.learning_rates, arguments.batch_sizes)
    with concurrent.futures.ProcessPoolExecutor(arguments.jobs) as pool:
        runs = []
        for number, (seed, learning_rate, batch_size) in enumerate(settings):
            folder = arguments.output / str(number)
            folder.mkdir(parents=True, exist_ok=True)
            parameters = {"data": arguments.data, "learningRate": learning_rate, "batchSize": batch_size, "seed": seed}
            runs.append(pool.submit(run, arguments.notebook, folder, parameters))
        for each in runs:
            each.result()


if __name__ == "__main__":
    main()
