extension Shape {
    /// The number of channels of an image and their height and width, `[C, H, W]`; 1 for what a shorter shape lacks.
    var planes: (channels: Int, height: Int, width: Int) {
        let width = dimensions.last ?? 1
        let height = dimensions.dropLast().last ?? 1
        return (dimensions.dropLast(2).reduce(1, *), height, width)
    }
}
