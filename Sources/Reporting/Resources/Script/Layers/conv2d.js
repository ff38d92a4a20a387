// A convolution, `torch.nn.Conv2d`: weights `[filters, channels, kernel, kernel]`.

networkLayers.conv2d = (network, filters, kernel, stride, padding) => {
  const [channels, height, width] = network.shape;
  const rows = height + 2 * padding, columns = width + 2 * padding;
  const down = Math.floor((rows - kernel) / stride) + 1, across = Math.floor((columns - kernel) / stride) + 1;
  const [weights, bias] = network.take(filters, channels * kernel * kernel);
  network.shape = [filters, down, across];
  return input => {
    const padded = new Float32Array(channels * rows * columns);
    for (let c = 0; c < channels; c++)
      for (let y = 0; y < height; y++)
        padded.set(input.subarray((c * height + y) * width, (c * height + y + 1) * width),
          (c * rows + y + padding) * columns + padding);
    const result = new Float32Array(filters * down * across);
    for (let f = 0; f < filters; f++) {
      const own = result.subarray(f * down * across, (f + 1) * down * across).fill(bias[f]);
      let next = f * channels * kernel * kernel;
      for (let c = 0; c < channels; c++)
        for (let ky = 0; ky < kernel; ky++)
          for (let kx = 0; kx < kernel; kx++) {
            const weight = weights[next++];
            if (weight === 0) continue;
            for (let y = 0; y < down; y++) {
              let source = (c * rows + y * stride + ky) * columns + kx;
              for (let target = y * across; target < (y + 1) * across; target++, source += stride)
                own[target] += weight * padded[source];
            }
          }
    }
    return result;
  };
};
