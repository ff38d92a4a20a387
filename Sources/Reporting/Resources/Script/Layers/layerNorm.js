// All values scaled to mean 0 and variance 1, then each by its own weight and bias, `torch.nn.LayerNorm`.

networkLayers.layerNorm = network => {
  const size = network.shape.reduce((product, length) => product * length, 1);
  const [weights, bias] = network.take(size, 1);
  return input => {
    const mean = input.reduce((sum, value) => sum + value, 0) / size;
    const variance = input.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size;
    const scale = 1 / Math.sqrt(variance + 1e-5);
    return input.map((value, place) => (value - mean) * scale * weights[place] + bias[place]);
  };
};
