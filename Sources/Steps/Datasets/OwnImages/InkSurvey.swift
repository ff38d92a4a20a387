import FoundationEssentials
import Images
import NeuralNet

/// Decides by the first training images whether images are ink, light on dark like MNIST's, or pictures.
struct InkSurvey {
    private var looked = 0
    private var inked = 0

    /// The maximum number of images to look at.
    private static let mostLooked = 200

    /// Surveys nothing yet.
    init() {}

    /// Surveys images of a file of many: those of several channels are no ink.
    init(of images: LabelledSamples) {
        guard images.shape.dimensions[0] == 1 else { return }
        let (height, width) = (images.shape.dimensions[1], images.shape.dimensions[2])
        for index in 0..<min(images.labels.count, Self.mostLooked) {
            let start = images.samples.startIndex + index * images.shape.count
            look(
                at: GreyImage(
                    width: width, height: height,
                    samples: images.samples[start..<start + images.shape.count]),
                hadColours: false)
        }
    }

    /// Whether another image would still count.
    var isOpen: Bool { looked < Self.mostLooked }

    /// Counts an image, unless enough were counted.
    mutating func look(at image: GreyImage, hadColours: Bool) {
        guard isOpen else { return }
        looked += 1
        if !hadColours, image.isLightInk { inked += 1 }
    }

    /// The content of images loaded in some channels: colours are a picture's.
    func content(of channels: ImageChannels) -> ImageContent { channels == .colour ? .picture : content }

    /// The content of most: ink if three of four are, because some may be blank or touch the edge.
    var content: ImageContent { looked > 0 && 4 * inked >= 3 * looked ? .ink : .picture }
}
