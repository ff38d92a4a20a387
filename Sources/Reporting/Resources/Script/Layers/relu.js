// max(x, 0) of each value.

networkLayers.relu = () => input => input.map(value => value > 0 ? value : 0);
