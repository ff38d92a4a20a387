import FoundationEssentials
import Images
import NeuralNet

/// Images of one shape with a label each, as they are read from a folder.
struct OwnImages {
    /// The shape of each, `[C, H, W]`.
    var shape = Shape([0, 0, 0])
    /// A byte a sample.
    var samples = Data()
    /// The place of each one's class.
    var labels = Data()
    /// How many of the files are coloured.
    var coloured = 0
    /// How many of the files lost levels of grey.
    var shallow = 0
    /// What was seen of the files as they are.
    var survey = InkSurvey()

    init() {}

    /// Makes images of what files of a data format hold.
    ///
    /// - Parameter classes: the labels that occur, of which each becomes its place.
    init(_ images: LabelledSamples, classes: [UInt8], isInverted: Bool) {
        var places = [UInt8](repeating: 0, count: OwnLayout.mostClasses)
        for (place, label) in classes.enumerated() { places[Int(label)] = UInt8(place) }
        shape = images.shape
        samples = isInverted ? Data(images.samples.map { 255 - $0 }) : Data(images.samples)
        labels = Data(images.labels.map { places[Int($0)] })
    }

    /// Some of them, in their order.
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
    /// How many images tell how those are set into their frames.
    private static let mostLooked = 200

    /// The first of them, where they are grey.
    private var first: [GreyImage] {
        guard shape.dimensions[0] == 1 else { return [] }
        let (height, width) = (shape.dimensions[1], shape.dimensions[2])
        return (0..<min(labels.count, Self.mostLooked)).map { index in
            let start = samples.startIndex + index * shape.count
            return GreyImage(width: width, height: height, samples: samples[start..<start + shape.count])
        }
    }

    /// Whether most of the first of them are set into their frame as MNIST's are.
    var areFramed: Bool {
        let frame = DigitFrame(width: shape.dimensions[2], height: shape.dimensions[1])
        return 4 * first.count(where: frame.holds) >= 3 * min(labels.count, Self.mostLooked)
    }

    /// The frame that most of the first of them are set into, with digits of any size; `nil` for none.
    var frame: DigitFrame? { DigitFrame(ofMost: first) }
}
