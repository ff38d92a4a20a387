/// Something that a step knows of its result before it runs, for the steps behind it: the shape of images, say.
public protocol Fact: Sendable {}

/// What is known of an artifact before it is made: at most one fact of each type, found by that type.
///
/// A member of an artifact is known to have the facts of the whole.
public struct Facts: Sendable {
    private var facts: [ObjectIdentifier: any Fact] = [:]

    /// Collects facts.
    public init(_ facts: any Fact...) {
        for fact in facts { self.facts[ObjectIdentifier(type(of: fact))] = fact }
    }

    /// The fact of a type; `nil` where it is not known.
    public subscript<Known: Fact>(_ type: Known.Type) -> Known? {
        get { facts[ObjectIdentifier(type)] as? Known }
        set { facts[ObjectIdentifier(type)] = newValue }
    }
}

/// That some members of an artifact are arrays without elements.
public struct EmptyMembers: Fact {
    /// When they would not be, in words.
    let advice: String

    private let names: Set<String>

    /// Makes the fact.
    ///
    /// - Parameter advice: says when they would not be empty, in words.
    public init(_ members: [ArtifactType.Member], advice: String) {
        names = Set(members.map(\.name))
        self.advice = advice
    }

    /// Whether the member of this name is one of them.
    func contains(_ member: String) -> Bool { names.contains(member) }
}
