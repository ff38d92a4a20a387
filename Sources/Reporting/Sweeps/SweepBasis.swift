import Workflow

/// What the result depends on: notebook, parameters, seeds, and what the settings are ranked by.
struct SweepBasis {
    let result: SweepResult

    /// The maximum number of seeds that are listed.
    private static let mostSeeds = 20

    var node: Element {
        Element(.section, .class("provenance"), .id("provenance")) {
            Element(.h2) { "How this was made" }
            Element(.dl, .class("facts")) {
                fact("notebook") {
                    Element(.span) { BreakableName(result.notebook).nodes }
                    " "
                    Element(.span, .class("hash"), .title("SHA-256 \(result.textHash.hexadecimal)")) {
                        String(result.textHash.hexadecimal.prefix(12))
                    }
                }
                if !result.parameters.isEmpty {
                    fact("parameters") { result.parameters.joined(separator: ", ") }
                }
                fact("seeds") { seeds }
                if let measure = result.measure {
                    fact("ranked by") {
                        BreakableName(measure.name, breaksAtDots: true).nodes
                        ", \(measure.reason)"
                    }
                }
            }
        }
    }

    private var seeds: String {
        let listed = result.seeds.prefix(Self.mostSeeds).map { String($0) }.joined(separator: ", ")
        let rest = result.seeds.count - Self.mostSeeds
        return rest > 0 ? "\(listed) and \(NumberText.grouped(rest)) more" : listed
    }

    private func fact(_ name: String, @NodeBuilder value: () -> [Node]) -> Element {
        Element(.div) {
            Element(.dt) { name }
            Element(.dd, content: value)
        }
    }
}
