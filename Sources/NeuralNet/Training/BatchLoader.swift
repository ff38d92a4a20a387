import FoundationEssentials

/// Gathers and normalizes the images of a batch.
struct BatchLoader {
    private let images: ImageSet
    private let table: [Float]

    init(_ images: ImageSet) {
        self.images = images
        table = images.normalization.table
    }

    /// Writes the images with these indices to the beginning of a batch, `[N, C, H, W]`, plain.
    func load(_ indices: ArraySlice<Int>, into batch: UnsafeMutableBufferPointer<Float>) {
        let size = images.shape.count
        images.pixels.withUnsafeBytes { pixels in
            table.withUnsafeBufferPointer { table in
                var target = 0
                for index in indices {
                    let source = UnsafeRawBufferPointer(rebasing: pixels[index * size..<(index + 1) * size])
                    for byte in source {
                        batch[target] = table[Int(byte)]
                        target += 1
                    }
                }
            }
        }
    }

    /// The class of an image.
    func label(_ index: Int) -> Int { Int(images.labels[images.labels.startIndex + index]) }
}
