// Positive numbers as they are, and negative ones times a slope.

networkLayers.leakyReLU = (network, slope = 0.01) => input => input.map(value => value > 0 ? value : value * slope);
