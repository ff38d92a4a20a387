// A small network in the page: `readNetwork(element)` returns a function from pixels, 0…1, to
// probabilities.
//
// It computes the same as the engine in Float32, layer by layer, with weights of 8 or 16 bits. Each
// layer of `Layers` adds itself to `networkLayers`: given the network, whose shape it updates and whose
// weights it takes, and its arguments, it returns a function from its input to its output.

const networkLayers = {};
const readNetwork = element => {
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const floats = text => new Float32Array(bytes(text).buffer);
  const facts = JSON.parse(element.dataset.network);
  const integers = new (facts.bits === 16 ? Int16Array : Int8Array)(bytes(element.dataset.weights).buffer);
  // Of pictures an array for the channels, of drawings a number.
  const means = [facts.mean].flat(), deviations = [facts.standardDeviation].flat();
  const plane = facts.width * facts.height;
  const scales = floats(element.dataset.scales), biases = floats(element.dataset.biases);
  let place = 0, output = 0;
  const network = {
    shape: [means.length, facts.height, facts.width],
    take: (outputs, size) => {
      const weights = new Float32Array(outputs * size);
      for (let o = 0; o < outputs; o++)
        for (let i = 0; i < size; i++) weights[o * size + i] = integers[place + o * size + i] * scales[output + o];
      const bias = biases.subarray(output, output + outputs);
      place += outputs * size;
      output += outputs;
      return [weights, bias];
    },
    chain: layers => {
      const steps = layers.map(([kind, ...facts]) => networkLayers[kind](network, ...facts));
      return input => steps.reduce((values, layer) => layer(values), input);
    },
  };
  const layers = network.chain(facts.layers);
  return pixels => {
    const input = Float32Array.from(pixels, (value, place) => {
      const channel = Math.floor(place / plane);
      return (value - means[channel]) / deviations[channel];
    });
    const logits = layers(input);
    const largest = logits.reduce((most, value) => Math.max(most, value), -Infinity);
    const powers = Array.from(logits, value => Math.exp(value - largest));
    const sum = powers.reduce((total, value) => total + value, 0);
    return powers.map(value => value / sum);
  };
};
