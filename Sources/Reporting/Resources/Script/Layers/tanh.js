// The hyperbolic tangent of each value.

networkLayers.tanh = () => input => input.map(Math.tanh);
