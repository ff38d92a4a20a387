// Input by pictures: one that is chosen, dropped or pasted is shown as the network sees it.

padInputs.pictures = (pad, facts, tell) => {
  const seen = pad.querySelector(".pad-seen"), choice = pad.querySelector(".pad-choice");
  const context = seen.getContext("2d");
  const empty = words => {
    context.clearRect(0, 0, seen.width, seen.height);
    tell(() => null, words);
  };
  let last = 0;
  choice.hidden = false;
  takePictures(pad.querySelector(".pad-paper"), choice.querySelector("input"), async ([file]) => {
    // A large picture that was put in before may be ready later.
    const own = ++last;
    try {
      const samples = await fittedPicture(file, facts.width, facts.height, facts.mean.length);
      if (own !== last) return;
      const image = context.createImageData(facts.width, facts.height), size = facts.width * facts.height;
      // A grey picture has its one channel in all three.
      const sample = (channel, pixel) => 255 * samples[(channel * size + pixel) % samples.length];
      for (let pixel = 0; pixel < size; pixel++)
        image.data.set([0, 1, 2].map(channel => sample(channel, pixel)).concat(255), 4 * pixel);
      context.putImageData(image, 0, 0);
      tell(() => samples);
    } catch {
      if (own === last) empty("This browser cannot read that file; PNG and JPEG pictures are read.");
    }
  });
  return () => {
    last++;
    empty();
  };
};
