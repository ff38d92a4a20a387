import Testing

struct LayeringTests {
    /// Modules that come with the compiler or the system.
    private static let system: Set = [
        "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "FoundationNetworking", "Glibc",
        "Synchronization", "Testing",
    ]

    @Test(arguments: ["Sources", "Tests"])
    func `a target imports what it says it depends on, and nothing else`(_ folder: String) throws {
        let targets = try Manifest.root().targets
        let folders = try SourceTree.folders(in: folder)
        #expect(folders.count >= 10)
        for name in folders {
            let target = try #require(targets.first { $0.name == name }, "\(folder)/\(name) is no target")
            for file in try SourceTree.files(under: folder + "/" + name) {
                let undeclared = file.imports.subtracting(target.dependencies).subtracting(Self.system)
                #expect(undeclared.isEmpty, "\(file.path) imports \(undeclared.sorted())")
            }
        }
    }

    @Test func `a target says no more than it imports`() throws {
        for target in try Manifest.root().targets where !target.dependencies.isEmpty {
            let folder = try SourceTree.folders(in: "Sources").contains(target.name) ? "Sources" : "Tests"
            let imports = try SourceTree.files(under: folder + "/" + target.name).reduce(into: Set<String>())
            {
                $0.formUnion($1.imports)
            }
            let unused = target.dependencies.subtracting(imports)
            #expect(unused.isEmpty, "\(target.name) never imports \(unused.sorted())")
        }
    }

    /// The rules of the layers, and rules beyond layers: a page never sees a tensor, and steps are known only as a
    /// protocol.
    @Test func `a target depends on what its row of the architecture names`() throws {
        let page = try SourceTree.text("Docs/architecture.md")
        let targets = try Manifest.root().targets
        let products = ["swift-crypto": "Crypto", "swift-argument-parser": "ArgumentParser"]
        var named: Set<String> = []
        for row in page.matches(of: /(?m)^\| (`.+`) \| .+ \| (.*) ?\|$/) {
            let names = row.output.1.matches(of: /`(\w+)`/).map { String($0.output.1) }
            named.formUnion(names)
            let all = row.output.2.contains("all of these")
            var words = Set(row.output.2.matches(of: /[\w-]+/).map { String($0.output) })
            for (package, product) in products where words.remove(package) != nil { words.insert(product) }
            for target in targets where names.contains(target.name) && !all {
                #expect(target.dependencies == words, "\(target.name)")
            }
        }
        #expect(try named.isSuperset(of: SourceTree.folders(in: "Sources")))
    }

    /// The layers from the lowest up; a target depends on lower ones only.
    private static let layers: [Set<String>] = [
        ["Diagnostics", "CCommonMark", "COneDNN", "CKernels", "CZlib", "CPNG", "CTurboJPEG"],
        ["Notebooks", "Figures", "Images", "NeuralNet", "Serving"],
        ["Workflow"], ["Steps", "Reporting"], ["Commands"], ["stepbook"],
    ]

    @Test func `a layer knows those below it alone`() throws {
        let all = Self.layers.reduce(into: Set<String>()) { $0.formUnion($1) }
        for target in try Manifest.root().targets {
            guard let layer = Self.layers.firstIndex(where: { $0.contains(target.name) }) else { continue }
            let below = Self.layers[..<layer].reduce(into: Set<String>()) { $0.formUnion($1) }
            let wrong = target.dependencies.intersection(all).subtracting(below)
            #expect(wrong.isEmpty, "\(target.name) depends on \(wrong.sorted())")
        }
        #expect(try Set(SourceTree.folders(in: "Sources")).isSubset(of: all))
    }

    /// A plan is made without anything that runs it, so that it can be tested and shown separately.
    @Test func `planning names nothing that running declares`() throws {
        let declaration =
            /^(?:(?:public|package|private|fileprivate|final|indirect)\s+)*(?:struct|class|enum|protocol|actor|typealias)\s+(\w+)/
        let declared = try SourceTree.files(under: "Sources/Workflow/Running").flatMap(\.lines)
            .reduce(into: Set<String>()) { names, line in
                if let match = line.firstMatch(of: declaration) { names.insert(String(match.output.1)) }
            }
        #expect(declared.isSuperset(of: ["Run", "Runner", "RunOptions", "RunProgress"]))
        for file in try SourceTree.files(under: "Sources/Workflow/Planning") {
            for (index, line) in file.lines.enumerated()
            where !line.drop(while: \.isWhitespace).hasPrefix("//") {
                let code = line.replacing(/"(?:[^"\\]|\\.)*"/, with: "")
                let named = declared.intersection(code.matches(of: /\w+/).map { String($0.output) })
                #expect(named.isEmpty, "\(file.path):\(index + 1) names \(named.sorted())")
            }
        }
    }

    @Test func `one file alone talks to cmark`() throws {
        let importers = try SourceTree.files(under: "Sources").filter { $0.imports.contains("CCommonMark") }
        #expect(importers.map(\.path) == ["Sources/Notebooks/CommonMarkDocument.swift"])
    }

    @Test func `one folder of the networks talks to oneDNN`() throws {
        let importers = try SourceTree.files(under: "Sources").filter { $0.imports.contains("COneDNN") }
        #expect(!importers.isEmpty)
        for file in importers {
            #expect(file.path.hasPrefix("Sources/NeuralNet/OneDNN/"), "\(file.path)")
        }
    }

    @Test func `an import is found in each of its forms`() {
        let lines = [
            "import A", "public import B", "  package import struct C.D", "@_exported import E",
            "@preconcurrency private import func F.g", "// import H", "let text = \"import I\"",
        ]
        let file = SourceTree.File(path: "", text: lines.joined(separator: "\n"))
        #expect(file.imports == ["A", "B", "C", "E", "F"])
    }
}
