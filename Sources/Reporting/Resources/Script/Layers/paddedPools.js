// Poolings with padding: the images are extended on each side, by zeros for a mean and by less than any number for a
// maximum, and then pooled as without.

for (const [name, filling] of [["averagePool2d", 0], ["maxPool2d", -Infinity]]) {
  const pool = networkLayers[name];
  networkLayers[name] = (network, size, stride, padding = 0) => {
    const [channels, height, width] = network.shape;
    const rows = height + 2 * padding, columns = width + 2 * padding;
    network.shape = [channels, rows, columns];
    const pooled = pool(network, size, stride);
    return input => {
      const padded = new Float32Array(channels * rows * columns).fill(filling);
      for (let row = 0; row < channels * height; row++) {
        const line = Math.floor(row / height) * rows + padding + row % height;
        padded.set(input.subarray(row * width, (row + 1) * width), line * columns + padding);
      }
      return pooled(padded);
    };
  };
}
