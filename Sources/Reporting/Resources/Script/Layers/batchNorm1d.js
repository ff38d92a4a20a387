// Each feature scaled and shifted, as a trained batch normalization does: weights `[features]`.

networkLayers.batchNorm1d = network => {
  const [weights, bias] = network.take(network.shape[0], 1);
  return input => input.map((value, place) => value * weights[place] + bias[place]);
};
