import FoundationEssentials
import Images
import NeuralNet

/// Labelled images of one shape, read from a folder.
struct OwnImages {
    /// The shape of each, `[C, H, W]`.
    var shape = Shape([0, 0, 0])
    /// One byte per sample.
    var samples = Data()
    /// The index of each image's class.
    var labels = Data()
    /// The number of coloured files.
    var coloured = 0
    /// The number of files that lost grey levels.
    var shallow = 0
    /// The survey of the files before any inversion.
    var survey = InkSurvey()

    init() {}

    /// Makes images from the contents of data files.
    ///
    /// - Parameter classes: the distinct labels; each becomes its index.
    init(_ images: LabelledSamples, classes: [UInt8], isInverted: Bool) {
        var places = [UInt8](repeating: 0, count: OwnLayout.mostClasses)
        for (place, label) in classes.enumerated() { places[Int(label)] = UInt8(place) }
        shape = images.shape
        survey = InkSurvey(of: images)
        samples = isInverted ? Data(images.samples.map { 255 - $0 }) : Data(images.samples)
        labels = Data(images.labels.map { places[Int($0)] })
    }

    /// Some of the images, in order.
    func taking(_ indices: [Int]) -> OwnImages {
        var taken = OwnImages()
        taken.shape = shape
        for index in indices {
            let start = samples.startIndex + index * shape.count
            taken.samples.append(samples[start..<start + shape.count])
            taken.labels.append(labels[labels.startIndex + index])
        }
        return taken
    }
}

extension OwnImages {
    /// The maximum number of images from which the framing is measured.
    private static let mostLooked = 200

    /// The first images, if they are grey.
    private var first: [GreyImage] {
        guard shape.dimensions[0] == 1 else { return [] }
        let (height, width) = (shape.dimensions[1], shape.dimensions[2])
        return (0..<min(labels.count, Self.mostLooked)).map { index in
            let start = samples.startIndex + index * shape.count
            return GreyImage(width: width, height: height, samples: samples[start..<start + shape.count])
        }
    }

    /// Whether most of the first images are centred and sized as in MNIST.
    var areFramed: Bool {
        let frame = DigitFrame(width: shape.dimensions[2], height: shape.dimensions[1])
        return 4 * first.count(where: frame.holds) >= 3 * min(labels.count, Self.mostLooked)
    }

    /// The frame of most of the first images, with digits of any size; `nil` for none.
    var frame: DigitFrame? { DigitFrame(ofMost: first) }
}
