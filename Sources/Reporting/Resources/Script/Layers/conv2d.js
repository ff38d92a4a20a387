// A convolution, `torch.nn.Conv2d`: weights `[filters, channels / groups, kernel, kernel]`.

networkLayers.conv2d = (network, filters, kernel, stride = 1, padding = 0, dilation = 1, groups = 1) => {
  const [channels, height, width] = network.shape;
  const rows = height + 2 * padding, columns = width + 2 * padding, reach = dilation * (kernel - 1) + 1;
  const down = Math.floor((rows - reach) / stride) + 1, across = Math.floor((columns - reach) / stride) + 1;
  const depth = channels / groups, share = filters / groups;
  const [weights, bias] = network.take(filters, depth * kernel * kernel);
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
      const first = Math.floor(f / share) * depth;
      let next = f * depth * kernel * kernel;
      for (let c = first; c < first + depth; c++)
        for (let ky = 0; ky < kernel; ky++)
          for (let kx = 0; kx < kernel; kx++) {
            const weight = weights[next++];
            if (weight === 0) continue;
            for (let y = 0; y < down; y++) {
              let source = (c * rows + y * stride + ky * dilation) * columns + kx * dilation;
              for (let target = y * across; target < (y + 1) * across; target++, source += stride)
                own[target] += weight * padded[source];
            }
          }
    }
    return result;
  };
};
