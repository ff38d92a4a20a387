// A small network in the page: `readNetwork(element)` gives a function from pixels, 0…1, to
// probabilities.
//
// It computes in Float32 what the engine computes, layer by layer, with weights of eight bits.

const readNetwork = element => {
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  const floats = text => new Float32Array(bytes(text).buffer);
  const facts = JSON.parse(element.dataset.network);
  const integers = new Int8Array(bytes(element.dataset.weights).buffer);
  const scales = floats(element.dataset.scales), biases = floats(element.dataset.biases);
  let place = 0, output = 0, shape = [1, facts.height, facts.width];
  const take = (outputs, size) => {
    const weights = new Float32Array(outputs * size);
    for (let o = 0; o < outputs; o++)
      for (let i = 0; i < size; i++) weights[o * size + i] = integers[place + o * size + i] * scales[output + o];
    const bias = biases.subarray(output, output + outputs);
    place += outputs * size;
    output += outputs;
    return [weights, bias];
  };
  const convolution = (filters, kernel, stride, padding) => {
    const [channels, height, width] = shape;
    const rows = height + 2 * padding, columns = width + 2 * padding;
    const down = Math.floor((rows - kernel) / stride) + 1, across = Math.floor((columns - kernel) / stride) + 1;
    const [weights, bias] = take(filters, channels * kernel * kernel);
    shape = [filters, down, across];
    return input => {
      const padded = new Float32Array(channels * rows * columns);
      for (let c = 0; c < channels; c++)
        for (let y = 0; y < height; y++)
          padded.set(input.subarray((c * height + y) * width, (c * height + y + 1) * width),
            (c * rows + y + padding) * columns + padding);
      const result = new Float32Array(filters * down * across);
      for (let f = 0; f < filters; f++) {
        const own = result.subarray(f * down * across, (f + 1) * down * across).fill(bias[f]);
        let next = f * channels * kernel * kernel;
        for (let c = 0; c < channels; c++)
          for (let ky = 0; ky < kernel; ky++)
            for (let kx = 0; kx < kernel; kx++) {
              const weight = weights[next++];
              if (weight === 0) continue;
              for (let y = 0; y < down; y++) {
                let source = (c * rows + y * stride + ky) * columns + kx;
                for (let target = y * across; target < (y + 1) * across; target++, source += stride)
                  own[target] += weight * padded[source];
              }
            }
      }
      return result;
    };
  };
  const pooling = (size, stride) => {
    const [channels, height, width] = shape;
    const down = Math.floor((height - size) / stride) + 1, across = Math.floor((width - size) / stride) + 1;
    shape = [channels, down, across];
    return input => {
      const result = new Float32Array(channels * down * across);
      for (let c = 0; c < channels; c++)
        for (let y = 0; y < down; y++)
          for (let x = 0; x < across; x++) {
            let largest = -Infinity;
            for (let ky = 0; ky < size; ky++)
              for (let kx = 0; kx < size; kx++)
                largest = Math.max(largest, input[(c * height + y * stride + ky) * width + x * stride + kx]);
            result[(c * down + y) * across + x] = largest;
          }
      return result;
    };
  };
  const dense = units => {
    const size = shape.reduce((product, length) => product * length, 1);
    const [weights, bias] = take(units, size);
    shape = [units];
    return input => {
      const result = new Float32Array(units);
      for (let o = 0; o < units; o++) {
        let sum = 0;
        for (let i = 0; i < size; i++) sum += weights[o * size + i] * input[i];
        result[o] = sum + bias[o];
      }
      return result;
    };
  };
  const rectifier = () => input => input.map(value => value > 0 ? value : 0);
  const kinds = { convolution, pooling, dense, rectifier };
  const layers = facts.layers.map(([kind, ...numbers]) => kinds[kind](...numbers));
  return pixels => {
    const input = Float32Array.from(pixels, value => (value - facts.mean) / facts.standardDeviation);
    const logits = layers.reduce((values, layer) => layer(values), input);
    const largest = logits.reduce((most, value) => Math.max(most, value), -Infinity);
    const powers = Array.from(logits, value => Math.exp(value - largest));
    const sum = powers.reduce((total, value) => total + value, 0);
    return powers.map(value => value / sum);
  };
};
