// 1 / (1 + exp(-x)) of each value.

networkLayers.sigmoid = () => input => input.map(value => 1 / (1 + Math.exp(-value)));
