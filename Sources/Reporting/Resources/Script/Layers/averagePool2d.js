// The mean of each window, `torch.nn.AvgPool2d`.

networkLayers.averagePool2d = (network, size, stride) => poolWindows(network, size, stride, (input, corner, places) => {
  let sum = 0;
  for (const place of places) sum += input[corner + place];
  return sum / places.length;
});
