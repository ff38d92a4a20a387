// The largest value of each window, `torch.nn.MaxPool2d`.

networkLayers.maxPool2d = (network, size, stride, padding = 0) =>
  poolWindows(network, size, stride, padding, -Infinity, (input, corner, places) => {
    let largest = -Infinity;
    for (const place of places) largest = Math.max(largest, input[corner + place]);
    return largest;
  });
