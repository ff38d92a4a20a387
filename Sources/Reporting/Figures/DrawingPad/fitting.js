// Crops and scales a picture to the network's input, like the engine: `fittedPicture(file, width,
// height, channels)` promises its samples, 0…1, all of red, then of green, then of blue; of one channel
// all of grey.

const fittedPicture = async (file, width, height, channels) => {
  // Rotated as its orientation says, and without its colour profile, which the engine does not apply.
  const picture = await createImageBitmap(file, { colorSpaceConversion: "none" });
  // The largest part in the middle that has the input's shape, in whole pixels.
  const scale = Math.min(picture.width / width, picture.height / height);
  const part = (length, most) => Math.min(most, Math.max(1, Math.round(length * scale)));
  const canvas = create("canvas");
  const across = canvas.width = part(width, picture.width), down = canvas.height = part(height, picture.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, across, down);
  context.drawImage(picture, -Math.floor((picture.width - across) / 2), -Math.floor((picture.height - down) / 2));
  picture.close();
  const { data } = context.getImageData(0, 0, across, down);
  // The luma, which is the engine's grey of a JPEG file; the array rounds it.
  if (channels === 1)
    for (let place = 0; place < data.length; place += 4)
      data[place] = (299 * data[place] + 587 * data[place + 1] + 114 * data[place + 2]) / 1000;
  // Reduced, a pixel is the mean of the area that it covers; enlarged, it lies between the nearest.
  const shares = (pixels, count) => Array.from({ length: pixels }, (_, pixel) => {
    const size = count / pixels, begin = pixel * size, end = begin + size, list = [];
    if (scale < 1) {
      const place = Math.max(0, begin + size / 2 - 0.5), lower = Math.floor(place);
      return [[lower, 1 - place + lower], [Math.min(count - 1, lower + 1), place - lower]];
    }
    for (let source = Math.floor(begin); source < Math.min(count, end); source++)
      list.push([source, (Math.min(end, source + 1) - Math.max(begin, source)) / size]);
    return list;
  });
  const columns = shares(width, across), rows = shares(height, down);
  const samples = new Float32Array(channels * width * height);
  for (let channel = 0; channel < channels; channel++)
    rows.forEach((parts, y) => columns.forEach((places, x) => {
      let sum = 0;
      for (const [row, part] of parts)
        for (const [column, share] of places) sum += part * share * data[4 * (row * across + column) + channel];
      samples[(channel * height + y) * width + x] = Math.round(sum) / 255;
    }));
  return samples;
};
