import Foundation
import Testing

struct DocumentationTests {
    @Test func `every library product has a catalogue of documentation`() throws {
        let products = try Manifest.root().products.filter(\.isLibrary)
        #expect(products.count >= 6)
        for product in products.map(\.name) {
            let page = try SourceTree.text("Sources/\(product)/\(product).docc/\(product).md")
            #expect(page.hasPrefix("# ``\(product)``\n"), "\(product)")
        }
    }

    /// The pages of Markdown at the root, in `Docs` and beside the benchmarks.
    private static func pages() throws -> [String] {
        try ["", "Docs/", "Benchmarks/"].flatMap { folder in
            try FileManager.default.contentsOfDirectory(atPath: SourceTree.root + folder)
                .filter { $0.hasSuffix(".md") }.sorted().map { folder + $0 }
        }
    }

    @Test(arguments: try pages())
    func `a link leads to a file of the repository`(_ page: String) throws {
        let folder = URL(filePath: SourceTree.root + page).deletingLastPathComponent()
        let prose = try SourceTree.text(page).replacing(/(?ms)^(`{3,}).*?^\1/, with: "")
            .replacing(/``.+?``|`[^`\n]+`/, with: "")
        #expect(!prose.isEmpty)
        for match in prose.matches(of: /\]\(([^)#\s]+)[^)]*\)/) {
            let address = String(match.output.1)
            guard !address.contains("://"), !address.hasPrefix("mailto:") else { continue }
            let path = folder.appending(path: address).path(percentEncoded: false)
            #expect(FileManager.default.fileExists(atPath: path), "\(page) links to \(address)")
        }
    }

    @Test func `the type that stands for a word of the glossary is declared`() throws {
        let declaration = /\b(?:struct|class|enum|protocol|case) (\w+)/
        let declared = try SourceTree.files(under: "Sources").reduce(into: Set<String>()) { names, file in
            names.formUnion(file.text.matches(of: declaration).map { String($0.output.1) })
        }
        let rows = try SourceTree.text("Docs/glossary.md").matches(of: /(?m)^\| \w.* \| .* \| (`.+`) \|$/)
        #expect(rows.count > 30)
        for row in rows {
            for name in row.output.1.matches(of: /`(?:\w+\.)?(\w+)`/).map({ String($0.output.1) }) {
                let isDeclared = declared.contains(name)
                #expect(isDeclared, "\(name)")
            }
        }
    }
}
