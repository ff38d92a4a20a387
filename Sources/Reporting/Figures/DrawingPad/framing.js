// Centres and scales a canvas' drawing into the network's input, like the engine.

const framedDrawing = (canvas, width, height, digitSize = Math.min(width, height) * 20 / 28) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let left = Infinity, right = -1, upper = Infinity, lower = -1, mass = 0, across = 0, down = 0;
  for (let y = 0; y < canvas.height; y++)
    for (let x = 0; x < canvas.width; x++) {
      const ink = data[4 * (y * canvas.width + x) + 3] / 255;
      if (ink < 0.12) continue;
      left = Math.min(left, x); right = Math.max(right, x);
      upper = Math.min(upper, y); lower = Math.max(lower, y);
      mass += ink; across += ink * (x + 0.5); down += ink * (y + 0.5);
    }
  if (mass === 0) return null;
  // The longer side gets the digits' size, and the centre of mass the centre.
  const size = Math.max(right - left + 1, lower - upper + 1) / digitSize;
  const startX = across / mass - width / 2 * size, startY = down / mass - height / 2 * size;
  const shares = (start, pixel, count) => {
    const begin = start + pixel * size, end = begin + size, list = [];
    for (let source = Math.max(0, Math.floor(begin)); source < Math.min(count, end); source++)
      list.push([source, Math.max(0, Math.min(end, source + 1) - Math.max(begin, source)) / size]);
    return list;
  };
  const columns = Array.from({ length: width }, (_, x) => shares(startX, x, canvas.width));
  const rows = Array.from({ length: height }, (_, y) => shares(startY, y, canvas.height));
  const pixels = new Float32Array(width * height);
  rows.forEach((parts, y) => columns.forEach((places, x) => {
    let sum = 0;
    for (const [row, part] of parts)
      for (const [column, share] of places)
        sum += part * share * data[4 * (row * canvas.width + column) + 3] / 255;
    pixels[y * width + x] = Math.round(255 * Math.min(1, sum)) / 255;
  }));
  return pixels;
};
