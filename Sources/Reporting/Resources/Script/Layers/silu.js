// x / (1 + exp(-x)) of each value.

networkLayers.silu = () => input => input.map(value => value / (1 + Math.exp(-value)));
