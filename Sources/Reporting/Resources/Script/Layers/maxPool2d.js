// The largest value of each window, `torch.nn.MaxPool2d`.

networkLayers.maxPool2d = (network, size, stride) => poolWindows(network, size, stride, (input, corner, places) => {
  let largest = -Infinity;
  for (const place of places) largest = Math.max(largest, input[corner + place]);
  return largest;
});
