// x · (1 + erf(x / √2)) / 2 of each value. JavaScript has no erf; this approximation of it is within 1.5e-7:
// Abramowitz and Stegun, “Handbook of Mathematical Functions”, 1964, 7.1.26.

networkLayers.gelu = () => {
  const factors = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  const erf = x => {
    const t = 1 / (1 + 0.3275911 * Math.abs(x));
    const tail = factors.reduce((sum, factor) => sum * t + factor, 0) * t * Math.exp(-x * x);
    return Math.sign(x) * (1 - tail);
  };
  return input => input.map(value => value * (1 + erf(value * Math.SQRT1_2)) / 2);
};
