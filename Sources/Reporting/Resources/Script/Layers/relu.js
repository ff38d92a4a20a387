// max(x, 0) of each number.

networkLayers.relu = () => input => input.map(value => value > 0 ? value : 0);
