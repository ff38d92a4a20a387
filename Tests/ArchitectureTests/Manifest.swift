/// The package's targets with what they say they depend on, read from the manifest's text.
struct Manifest {
    /// A target of the package.
    struct Target {
        let name: String
        /// Targets and products.
        let dependencies: Set<String>
    }

    let targets: [Target]

    /// Reads the declarations of targets; `.target(` begins one, and the parenthesis that closes it ends it.
    init(_ text: String) {
        var targets: [Target] = []
        let declaration = /\.(?:target|executableTarget|testTarget|systemLibrary)\(/
        for match in text.matches(of: declaration) {
            let body = Self.balanced(text[match.range.upperBound...])
            guard let name = body.firstMatch(of: /name:\s*"(\w+)"/)?.output.1 else { continue }
            var names: Set<String> = []
            if let list = body.firstRange(of: /dependencies:\s*\[/) {
                // A product counts by its own name, not by its package's.
                let dependencies = Self.balanced(body[list.upperBound...]).replacing(
                    /package:\s*"[^"]*"/, with: "")
                names = Set(dependencies.matches(of: /"(\w+)"/).map { String($0.output.1) })
            }
            targets.append(Target(name: String(name), dependencies: names))
        }
        self.targets = targets
    }

    /// The text up to the bracket that closes one opened before it.
    private static func balanced(_ text: Substring) -> Substring {
        var depth = 1
        for index in text.indices {
            switch text[index] {
            case "(", "[": depth += 1
            case ")", "]":
                depth -= 1
                if depth == 0 { return text[..<index] }
            default: break
            }
        }
        return text
    }
}
