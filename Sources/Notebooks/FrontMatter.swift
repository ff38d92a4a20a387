/// The settings at the head of a notebook, between `---` lines, in YAML.
public struct FrontMatter: Sendable, Hashable {
    /// A setting that the command line can override: `-P epochs=5`.
    public struct Parameter: Sendable, Hashable {
        /// The name after `params.`.
        public let name: Name

        /// The default value; its kind is the parameter's type.
        public let value: Literal

        /// Makes a parameter.
        public init(name: Name, value: Literal) {
            self.name = name
            self.value = value
        }
    }

    /// A scalar value.
    public enum Literal: Sendable, Hashable {
        case integer(Int)
        case float(Double)
        case string(String)
        case boolean(Bool)
    }

    /// The report's title; `nil` if the notebook gives none.
    public var title: String?

    /// The authors in order.
    public var authors: [String] = []

    /// The date as written.
    public var date: String?

    /// A sentence or two under the title.
    public var description: String?

    /// The parameters in the order of the file.
    public var params: [Parameter] = []

    /// The seed of all random numbers.
    public var seed: UInt64 = 0

    /// Whether the report has a contents list.
    public var toc = true

    /// The sweep, as far as it could be read; `nil` if the notebook declares none. A single run takes no notice of it.
    public var sweep: SweepDeclaration?

    /// Whether every parameter's name could be read; if not, a name that is missing here may still be declared in the
    /// file.
    public var isComplete = true

    /// The parameters whose values could not be read.
    public var unreadParams: Set<String> = []

    /// The names of all settings.
    package static let keys = FrontMatterReader.keys

    /// The settings of a notebook without front matter.
    public init() {}
}
