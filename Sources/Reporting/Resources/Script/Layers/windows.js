// The walk of a pooling over the windows of each channel: `take(input, corner, places)` gives a window's number, whose
// values are at `corner` plus each of `places`. The padding has the value `filling`.

const poolWindows = (network, size, stride, padding, filling, take) => {
  const [channels, height, width] = network.shape;
  const rows = height + 2 * padding, columns = width + 2 * padding;
  const down = Math.floor((rows - size) / stride) + 1, across = Math.floor((columns - size) / stride) + 1;
  const places = Array.from({ length: size * size }, (_, place) => Math.floor(place / size) * columns + place % size);
  network.shape = [channels, down, across];
  return input => {
    const padded = padding ? new Float32Array(channels * rows * columns).fill(filling) : input;
    if (padding)
      for (let c = 0; c < channels; c++)
        for (let y = 0; y < height; y++)
          padded.set(input.subarray((c * height + y) * width, (c * height + y + 1) * width),
            (c * rows + y + padding) * columns + padding);
    const result = new Float32Array(channels * down * across);
    for (let c = 0; c < channels; c++)
      for (let y = 0; y < down; y++)
        for (let x = 0; x < across; x++)
          result[(c * down + y) * across + x] = take(padded, (c * rows + y * stride) * columns + x * stride, places);
    return result;
  };
};
