/// A property of a step's result that is known before the step runs, such as the shape of images, for the steps that
/// depend on it.
public protocol Fact: Sendable {}

/// The facts about an artifact that does not exist yet: at most one of each type, looked up by type.
///
/// A member of an artifact has the facts of the whole artifact.
public struct Facts: Sendable {
    private var facts: [ObjectIdentifier: any Fact] = [:]

    /// Collects facts.
    public init(_ facts: any Fact...) {
        for fact in facts { self.facts[ObjectIdentifier(type(of: fact))] = fact }
    }

    /// The fact of a type; `nil` if it is unknown.
    public subscript<Known: Fact>(_ type: Known.Type) -> Known? {
        get { facts[ObjectIdentifier(type)] as? Known }
        set { facts[ObjectIdentifier(type)] = newValue }
    }
}

/// States that some members of an artifact are arrays without elements.
public struct EmptyMembers: Fact {
    /// The condition under which they would have elements, in words.
    let advice: String

    private let names: Set<String>

    /// Makes the fact.
    ///
    /// - Parameter advice: the condition under which they would have elements, in words.
    public init(_ members: [ArtifactType.Member], advice: String) {
        names = Set(members.map(\.name))
        self.advice = advice
    }

    /// Whether the member of this name is one of them.
    func contains(_ member: String) -> Bool { names.contains(member) }
}
