// Pictures that are chosen with an input, dropped on a place or pasted: `takePictures(place, input,
// take)` hands their files over.

const pictureTakers = [];
const takePictures = (place, input, take) => {
  const give = files => { if (files.length) take([...files]); };
  const mark = isOver => place.classList.toggle("over", isOver);
  pictureTakers.push(place);
  on(input, { change: () => {
    give(input.files);
    input.value = "";
  } });
  on(place, {
    dragover: event => {
      event.preventDefault();
      mark(true);
    },
    dragleave: () => mark(false),
    drop: event => {
      event.preventDefault();
      mark(false);
      give(event.dataTransfer.files);
    },
  });
  // What is pasted goes to the place in use, or to the first one.
  on(document, { paste: event => {
    const places = pictureTakers.filter(each => each.isConnected);
    const used = places.find(each => each.contains(document.activeElement)) || places[0];
    if (used === place) give(event.clipboardData.files);
  } });
};
