"""One training as Hydra's task, for `--multirun` with the joblib launcher of sweep_hydra.yaml."""

import json
import pathlib

import hydra
from hydra.core.hydra_config import HydraConfig

from sweep_training import train


@hydra.main(version_base="1.3", config_path=".", config_name="sweep_hydra")
def main(config):
    accuracy = train(config.data, config.learningRate, config.batchSize, config.seed)
    result = {"learningRate": config.learningRate, "batchSize": config.batchSize, "seed": config.seed,
              "accuracy": accuracy}
    folder = pathlib.Path(HydraConfig.get().runtime.output_dir)
    (folder / "result.json").write_text(json.dumps(result))


if __name__ == "__main__":
    main()
