import Foundation
import Reporting
import TestSupport
import Testing

/// The format of styles and scripts.
struct ResourceFormatTests {
    @Test func `a style or a script begins with its purpose, and has no trailing blanks`() throws {
        let resources = try PageResource.all()
        #expect(resources.contains { $0.isStyle } && resources.contains { !$0.isStyle })
        for resource in resources {
            #expect(resource.text.hasPrefix(resource.isStyle ? "/*" : "// "), "\(resource.name)")
            #expect(resource.text.hasSuffix("\n") && !resource.text.hasSuffix("\n\n"), "\(resource.name)")
            for (index, line) in resource.lines.enumerated() {
                let isNeat = !line.contains("\t") && !line.hasSuffix(" ") && !line.hasSuffix("\r")
                #expect(isNeat, "\(resource.name):\(index + 1)")
                #expect(line.count <= (resource.isStyle ? 100 : 140), "\(resource.name):\(index + 1)")
            }
        }
    }

    @Test func `a style has one declaration a line, indented by the braces around it`() throws {
        for resource in try PageResource.all() where resource.isStyle {
            #expect(Self.faults(in: resource.text) == [], "\(resource.name)")
        }
    }

    @Test(arguments: [
        ("a { b: c; }\nd { e: f; }\n\ng {\n  h: i,\n    j;\n  k: l;\n}\n", []),
        ("a,\nb {\n  c:\n    d;\n  e: f;\n}\n", []),
        ("a { b: c; d: e; }\n", [1]), ("a {\n  b: c; d: e;\n}\n", [2]), ("a {\n b: c;\n}\n", [2]),
        ("a { b: c }\n", [1]), ("a { b: c; } d { e: f; }\n", [1]), ("a {\n  b: c }\n", [2, 3]),
        ("a {\n  b: c;\n\n\n  d: e;\n}\n", [4]), ("@media print {\n  a { b: c; }\n}\n", []),
        ("@media print {\na { b: c; }\n}\n", [2]), ("a {\n  b: c;\n", [3]),
    ])
    func `a fault in a style's layout is found`(_ style: String, _ lines: [Int]) {
        #expect(Self.faults(in: style) == lines)
    }

    @Test func `node parses each script, and the combined one of a page`() throws {
        let folder = try TemporaryFolder()
        var paths: [String] = []
        for resource in try PageResource.all() where !resource.isStyle {
            try folder.write(resource.minified, to: resource.name)
            paths += [resource.url.path, folder.path + "/" + resource.name]
        }
        try folder.write(
            try Markup(Page(of: SampleRun.gallery(), liveNumber: 1).html).raw[1].text, to: "page-all.js")
        paths.append(folder.path + "/page-all.js")
        for path in paths {
            let outcome = try ChildProcess.run(["node", "--check", path])
            // The exit status of 'env' for a missing program.
            guard outcome.status != 127 else {
                return SkipLog.record("toolchain/node", reason: "node is not on PATH")
            }
            #expect(outcome.status == 0, "\(path): \(outcome.messages)")
        }
    }

    /// The lines of a style, 1-based, that violate the layout.
    private static func faults(in style: String) -> [Int] {
        var faults: [Int] = []
        var depth = 0
        // What the line before ended with, comments left out.
        var last: Character = ";"
        var isInComment = false
        var isBlank = false
        let lines = style.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if isInComment || line.hasPrefix("/*") {
                isInComment = !line.hasSuffix("*/")
                isBlank = false
                continue
            }
            guard let end = line.last else {
                if isBlank { faults.append(index + 1) }
                isBlank = true
                continue
            }
            isBlank = false
            let words = line.drop { $0 == " " }
            let indentation = line.count - words.count
            if words == "}" { depth -= 1 }
            let isWhole = words.contains(/^[^{};]+ \{ [^{};]+: [^{};]+; \}$/)
            let isPart = words == "}" || words.contains(/^[^{};]+(?:;|,|:| \{)$/)
            let expected = [2 * depth] + (",:".contains(last) ? [2 * depth + 2] : [])
            if !isWhole && !isPart || !expected.contains(indentation) { faults.append(index + 1) }
            if end == "{" { depth += 1 }
            last = end
        }
        return depth == 0 ? faults : faults + [lines.count]
    }
}
