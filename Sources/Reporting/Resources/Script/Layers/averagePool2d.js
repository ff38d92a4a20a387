// The mean of each window, `torch.nn.AvgPool2d`, in which the zeros of the padding count.

networkLayers.averagePool2d = (network, size, stride, padding = 0) =>
  poolWindows(network, size, stride, padding, 0, (input, corner, places) => {
    let sum = 0;
    for (const place of places) sum += input[corner + place];
    return sum / places.length;
  });
