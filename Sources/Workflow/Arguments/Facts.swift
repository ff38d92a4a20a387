/// A property of a step's result that is known before the step runs, such as the shape of images, for the steps that
/// depend on it.
public protocol Fact: Sendable {
    /// The type of an artifact's member as far as this fact decides it, where it is declared as one of several:
    /// a number for grey images, and an array for coloured ones. `nil` for the declared type.
    func memberType(_ member: ArtifactType.Member, of artifact: ArtifactType) -> ValueType?

    /// Why an artifact lacks a member that its type declares, in words; `nil` if it does not, or it is unknown.
    func memberAbsence(_ member: ArtifactType.Member, of artifact: ArtifactType) -> String?

    /// The fact of the same type about an artifact's member, where this is the fact about the whole artifact.
    func memberFact(_ member: ArtifactType.Member, of artifact: ArtifactType) -> Self
}

extension Fact {
    /// The same: a member has the facts of the whole artifact.
    public func memberFact(_ member: ArtifactType.Member, of artifact: ArtifactType) -> Self { self }

    /// `nil`: nothing is known to be missing.
    public func memberAbsence(_ member: ArtifactType.Member, of artifact: ArtifactType) -> String? { nil }

    /// `nil`: the declared type.
    public func memberType(_ member: ArtifactType.Member, of artifact: ArtifactType) -> ValueType? { nil }
}

/// The facts about an artifact that does not exist yet: at most one of each type, looked up by type.
///
/// A member of an artifact has the facts of the whole artifact, unless a fact says otherwise.
public struct Facts: Sendable {
    private var facts: [ObjectIdentifier: any Fact] = [:]

    /// Mistakes of the call that do not stop the run, each reported as a warning at its place.
    public var warnings: [PlanningProblem] = []

    /// Collects facts.
    public init(_ facts: any Fact...) {
        for fact in facts { self.facts[ObjectIdentifier(type(of: fact))] = fact }
    }

    /// The fact of a type; `nil` if it is unknown.
    public subscript<Known: Fact>(_ type: Known.Type) -> Known? {
        get { facts[ObjectIdentifier(type)] as? Known }
        set { facts[ObjectIdentifier(type)] = newValue }
    }

    /// The type of an artifact's member that the facts agree on; `nil` for the declared type.
    func memberType(_ member: ArtifactType.Member, of artifact: ArtifactType) -> ValueType? {
        let types = Set(facts.values.compactMap { $0.memberType(member, of: artifact) })
        return types.count == 1 ? types.first : nil
    }

    /// The facts about an artifact's member.
    func ofMember(_ member: ArtifactType.Member, of artifact: ArtifactType) -> Facts {
        var known = self
        for (type, fact) in facts { known.facts[type] = fact.memberFact(member, of: artifact) }
        return known
    }

    /// Why an artifact lacks a member, in words; `nil` if no fact says so.
    func memberAbsence(_ member: ArtifactType.Member, of artifact: ArtifactType) -> String? {
        facts.values.compactMap { $0.memberAbsence(member, of: artifact) }.min()
    }
}

/// States how many elements some members of an artifact have, which are arrays.
public struct MemberCounts: Fact {
    /// The number of elements of each.
    let count: Int

    /// What there is an element for, in words.
    let reason: String

    private let names: Set<String>

    /// Makes the fact.
    ///
    /// - Parameters:
    ///   - count: the number of elements of each, or the most that they may have.
    ///   - reason: what there is an element for, in words: `it has one for each of the 3 classes`.
    public init(_ members: [ArtifactType.Member], count: Int, reason: String) {
        names = Set(members.map(\.name))
        self.count = count
        self.reason = reason
    }

    /// Whether the member of this name is one of them.
    func contains(_ member: String) -> Bool { names.contains(member) }
}

/// States that some members of an artifact are arrays without elements.
public struct EmptyMembers: Fact {
    /// The condition under which they would have elements, in words.
    package let advice: String

    private let names: Set<String>

    /// Makes the fact.
    ///
    /// - Parameter advice: the condition under which they would have elements, in words.
    public init(_ members: [ArtifactType.Member], advice: String) {
        names = Set(members.map(\.name))
        self.advice = advice
    }

    /// Whether the member of this name is one of them.
    package func contains(_ member: String) -> Bool { names.contains(member) }
}
