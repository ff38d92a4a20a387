// The mean of each channel.

networkLayers.globalAveragePool2d = network => {
  const [channels, height, width] = network.shape, size = height * width;
  network.shape = [channels];
  return input => Float32Array.from({ length: channels }, (_, c) =>
    input.subarray(c * size, (c + 1) * size).reduce((sum, value) => sum + value, 0) / size);
};
