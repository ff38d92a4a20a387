/// What the loss compares an image's logits with: its class, or, for a mixture of two images, the classes of both.
public struct ClassTarget: Sendable, Hashable {
    /// The image's own class, 0…K−1.
    public let label: Int

    /// The share of that class, 0…1.
    public let share: Float

    /// The class that has the rest, 0…K−1.
    public let other: Int

    /// The target of an image of one class.
    public init(_ label: Int) { (self.label, share, other) = (label, 1, label) }

    /// The target of a mixture.
    ///
    /// - Precondition: the share is in 0…1.
    public init(_ label: Int, share: Float, other: Int) {
        precondition((0...1).contains(share), "a share of \(share)")
        (self.label, self.share, self.other) = (label, share, other)
    }

    /// The class of the larger share, of equal ones the image's own: a prediction of it counts as correct.
    public var majority: Int { share < 0.5 ? other : label }

    /// Whether another class has a part in it.
    var isMixed: Bool { share < 1 }
}
