// The mean of each window, `torch.nn.AvgPool2d`.

networkLayers.averagePool2d = (network, size, stride) => {
  const [channels, height, width] = network.shape;
  const down = Math.floor((height - size) / stride) + 1, across = Math.floor((width - size) / stride) + 1;
  network.shape = [channels, down, across];
  return input => {
    const result = new Float32Array(channels * down * across);
    for (let c = 0; c < channels; c++)
      for (let y = 0; y < down; y++)
        for (let x = 0; x < across; x++) {
          let sum = 0;
          for (let ky = 0; ky < size; ky++)
            for (let kx = 0; kx < size; kx++)
              sum += input[(c * height + y * stride + ky) * width + x * stride + kx];
          result[(c * down + y) * across + x] = sum / (size * size);
        }
    return result;
  };
};
