// Each channel scaled and shifted, as a trained batch normalization does: weights `[channels]`.

networkLayers.batchNorm2d = network => {
  const [channels, height, width] = network.shape;
  const [weights, bias] = network.take(channels, 1);
  return input => input.map((value, place) => {
    const channel = Math.floor(place / (height * width));
    return value * weights[channel] + bias[channel];
  });
};
