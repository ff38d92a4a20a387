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

        /// Makes a member.
        ///
        /// - Parameter followsArithmetic: whether a whole number may differ under other arithmetic; fractional
        ///   numbers always may.
        public init(
            _ name: String, _ type: ValueType, _ documentation: String, followsArithmetic: Bool = false
        ) {
            self.name = name
            self.type = type
            self.documentation = documentation
            self.followsArithmetic = followsArithmetic
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
