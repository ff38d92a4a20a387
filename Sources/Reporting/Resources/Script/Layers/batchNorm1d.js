// Each feature scaled and shifted, as a trained batch normalization does: weights `[features]`.

networkLayers.batchNorm1d = network => {
  // Behind 'flatten' the shape is still that of the channels.
  const size = network.shape.reduce((product, length) => product * length, 1);
  const [weights, bias] = network.take(size, 1);
  return input => input.map((value, place) => value * weights[place] + bias[place]);
};
