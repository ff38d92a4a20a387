// The sum of two ways, of which the second may be the input itself.

networkLayers.residual = (network, body, shortcut) => {
  const shape = network.shape;
  const way = network.chain(body), result = network.shape;
  network.shape = shape;
  const other = network.chain(shortcut);
  network.shape = result;
  return input => {
    const values = way(input), further = other(input);
    return values.map((value, place) => value + further[place]);
  };
};
