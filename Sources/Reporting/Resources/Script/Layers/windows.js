// The walk of a pooling over the windows of each channel: `take(input, corner, places)` gives a window's number, whose
// values are at `corner` plus each of `places`.

const poolWindows = (network, size, stride, take) => {
  const [channels, height, width] = network.shape;
  const down = Math.floor((height - size) / stride) + 1, across = Math.floor((width - size) / stride) + 1;
  const places = Array.from({ length: size * size }, (_, place) => Math.floor(place / size) * width + place % size);
  network.shape = [channels, down, across];
  return input => {
    const result = new Float32Array(channels * down * across);
    for (let c = 0; c < channels; c++)
      for (let y = 0; y < down; y++)
        for (let x = 0; x < across; x++)
          result[(c * down + y) * across + x] = take(input, (c * height + y * stride) * width + x * stride, places);
    return result;
  };
};
