public import FoundationEssentials

/// The loss that a training minimizes: the cross-entropy of the classes, `torch.nn.CrossEntropyLoss`.
///
/// Of images with logits z and classes y, with p = softmax(z), K classes, their weights w and the smoothing ε, it is
/// Σᵢ ((1−ε)·w[yᵢ]·(−log p[yᵢ]) + ε/K·Σₖ w[k]·(−log p[k])) / Σᵢ w[yᵢ], in nats: PyTorch's reduction `mean`, a mean over
/// the weights. Label smoothing is of Szegedy et al. 2016, "Rethinking the Inception architecture".
///
/// A mixture of two images, λ of class a and 1 − λ of class b, has λ of the part of a, 1 − λ of the part of b, and the
/// weight λ·w[a] + (1−λ)·w[b] (see ``ImageMixture``). Without weights that is Zhang's
/// `λ * criterion(z, a) + (1 - λ) * criterion(z, b)`.
public struct CrossEntropyLoss: Sendable, Hashable {
    /// The share of each target that is spread over all classes, 0..<1.
    public let labelSmoothing: Double

    /// A weight for each class, more than 0; `nil` if all are 1.
    public let classWeights: [Double]?

    /// Makes a loss.
    ///
    /// - Precondition: the arguments are in their ranges.
    public init(labelSmoothing: Double = 0, classWeights: [Double]? = nil) {
        precondition((0..<1).contains(labelSmoothing), "a label smoothing of \(labelSmoothing)")
        precondition(
            classWeights?.allSatisfy { $0 > 0 && $0.isFinite } ?? true,
            "class weights of \(classWeights ?? [])")
        self.labelSmoothing = labelSmoothing
        self.classWeights = classWeights
    }

    /// Without smoothing or weights.
    public static let plain = CrossEntropyLoss()

    /// Weights that give all classes the same part in the loss: n / (K·n_c) for n images of K classes, n_c of them of
    /// class c, as scikit-learn's `compute_class_weight("balanced")`.
    ///
    /// The mean weight of the images is 1. As in scikit-learn only classes with images count; one without, of which
    /// nothing is learned, has the weight 1.
    ///
    /// - Parameters:
    ///   - labels: the class of each image, 0…K−1; others do not count.
    ///   - classes: the number of weights.
    public static func balancedWeights(of labels: Data, classes: Int) -> [Double] {
        var counts = [Int](repeating: 0, count: classes)
        for label in labels where counts.indices.contains(Int(label)) { counts[Int(label)] += 1 }
        let (present, images) = (counts.count { $0 > 0 }, counts.reduce(0, +))
        return counts.map { $0 > 0 ? Double(images) / Double(present * $0) : 1 }
    }

    /// The weight of an image of this class.
    func weight(of label: Int) -> Double { classWeights?[label] ?? 1 }

    /// The weight of images of these classes together: their number if classes have no weights.
    func weight(of labels: some Sequence<Int>) -> Double { labels.reduce(0) { $0 + weight(of: $1) } }

    /// The weight of images with these targets together: their number if classes have no weights.
    func weight(of targets: some Sequence<ClassTarget>) -> Double {
        targets.reduce(0) { $0 + (classWeights == nil ? 1 : parts(of: $1).own + parts(of: $1).other) }
    }

    /// The weights of the two classes of a target, each times its share.
    private func parts(of target: ClassTarget) -> (own: Double, other: Double) {
        let share = Double(target.share)
        return (
            share * weight(of: target.label), target.isMixed ? (1 - share) * weight(of: target.other) : 0
        )
    }

    /// An image's part in the sum over the images.
    ///
    /// - Parameter logarithm: log Σ exp z.
    func value(of logits: Span<Float>, target: ClassTarget, logarithm: Double) -> Double {
        let parts = parts(of: target)
        var own = parts.own * (logarithm - Double(logits[target.label]))
        if target.isMixed { own += parts.other * (logarithm - Double(logits[target.other])) }
        guard labelSmoothing > 0 else { return own }
        var spread = 0.0
        for index in logits.indices { spread += weight(of: index) * (logarithm - Double(logits[index])) }
        return (1 - labelSmoothing) * own + labelSmoothing / Double(logits.count) * spread
    }

    /// Turns an image's softmax into the gradient of its part in the sum with respect to its logits.
    ///
    /// - Parameter places: the places of the image's row in `row`.
    func differentiate(_ row: inout MutableSpan<Float>, in places: Range<Int>, target: ClassTarget) {
        guard self != .plain else {
            row[places.lowerBound + target.label] -= target.share
            if target.isMixed { row[places.lowerBound + target.other] -= 1 - target.share }
            return
        }
        let parts = parts(of: target)
        let (own, other) = ((1 - labelSmoothing) * parts.own, (1 - labelSmoothing) * parts.other)
        let share = labelSmoothing / Double(places.count)
        let whole = own + other + share * weight(of: 0..<places.count)
        for (index, place) in places.enumerated() {
            let wanted =
                (index == target.label ? own : 0) + (index == target.other ? other : 0)
                + share * weight(of: index)
            row[place] = Float(Double(row[place]) * whole - wanted)
        }
    }
}
