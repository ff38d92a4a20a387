// Positive numbers as they are, and negative ones times a slope.

networkLayers.leakyReLU = (network, slope) => input => input.map(value => value > 0 ? value : value * slope);
