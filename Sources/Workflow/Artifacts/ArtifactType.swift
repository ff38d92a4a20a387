/// The description of an artifact's type, known before anything runs.
public struct ArtifactType: Sendable, Hashable {
    /// A named part that expressions can access: `result.accuracy`.
    public struct Member: Sendable, Hashable {
        /// The name after the dot.
        public let name: String
        /// Its type.
        public let type: ValueType
        /// Its meaning, with unit and range.
        public let documentation: String
        /// Whether a whole number may differ under other arithmetic, as the count of correctly classified images
        /// does.
        public let followsArithmetic: Bool
        /// Whether it is a share, 0…1, or an array of shares: one that is compared with more than 1 is a mistake.
        public let isShare: Bool

        /// Makes a member.
        ///
        /// - Parameters:
        ///   - followsArithmetic: whether a whole number may differ under other arithmetic; fractional numbers always
        ///     may.
        ///   - isShare: whether it is a share, 0…1.
        public init(
            _ name: String, _ type: ValueType, _ documentation: String, followsArithmetic: Bool = false,
            isShare: Bool = false
        ) {
            self.name = name
            self.type = type
            self.documentation = documentation
            self.followsArithmetic = followsArithmetic
            self.isShare = isShare
        }
    }

    /// The type's name: `Dataset`.
    public let name: String

    /// Its meaning, in a sentence.
    public let documentation: String

    /// The members in display order.
    public let members: [Member]

    /// Makes a type.
    public init(_ name: String, _ documentation: String, members: [Member]) {
        self.name = name
        self.documentation = documentation
        self.members = members
    }

    /// The member of this name.
    public func member(_ name: String) -> Member? { members.first { $0.name == name } }
}
