// All numbers of an image in one row, in which they lie anyway.

networkLayers.flatten = () => input => input;
