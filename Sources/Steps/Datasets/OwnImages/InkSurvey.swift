import Images

/// Whether image files are ink, light on dark as MNIST's, or pictures, told by the first of those to train on.
struct InkSurvey {
    private var looked = 0
    private var inked = 0

    /// How many images are looked at.
    private static let mostLooked = 200

    /// Whether one more image changes anything.
    var isOpen: Bool { looked < Self.mostLooked }

    /// Looks at an image, where not enough were looked at.
    mutating func look(at image: GreyImage, hadColours: Bool) {
        guard isOpen else { return }
        looked += 1
        if !hadColours, image.isLightInk { inked += 1 }
    }

    /// What most are: ink where three of four are, for some may be blank or reach the edge.
    var content: ImageContent { looked > 0 && 4 * inked >= 3 * looked ? .ink : .picture }
}
