// A fully connected layer, `torch.nn.Linear`: weights `[units, inputs]`.

networkLayers.dense = (network, units) => {
  const size = network.shape.reduce((product, length) => product * length, 1);
  const [weights, bias] = network.take(units, size);
  network.shape = [units];
  return input => {
    const result = new Float32Array(units);
    for (let o = 0; o < units; o++) {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += weights[o * size + i] * input[i];
      result[o] = sum + bias[o];
    }
    return result;
  };
};
