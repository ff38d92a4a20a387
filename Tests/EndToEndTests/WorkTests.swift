import Foundation
import TestSupport
import Testing

/// Parts of a stranger's notebook are parsed in linear time, counted in instructions.
struct WorkTests {
    /// A kind of notebook, of any size.
    struct Shape: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The parts of the smaller notebook; the larger one has four times as many.
        let count: Int
        let text: @Sendable (Int) -> String

        init(_ description: String, count: Int = 500, _ text: @escaping @Sendable (Int) -> String) {
            testDescription = description
            self.count = count
            self.text = text
        }
    }

    private static func cell(_ code: String) -> String { "```swift-step\n\(code)\n```\n" }

    static func joined(
        _ count: Int, _ separator: String = " ", _ part: @Sendable (Int) -> String
    ) -> String {
        (0..<count).map(part).joined(separator: separator)
    }

    private static let shapes = [
        Shape("mistakes in one line") { count in cell(joined(count, "; ") { "let a\($0) = foo\($0)(1)" }) },
        Shape("wide mistakes in one line") { count in
            cell(joined(count, "; ") { "let a\($0) = foo(\"é界\")" })
        },
        Shape("values without commas", count: 1500) { count in cell("f(" + joined(count) { _ in "x" } + ")")
        },
        Shape("names that are not there, in one array", count: 1000) { count in
            cell("let a = [" + joined(count, ", ") { "b\($0)" } + "]")
        },
        Shape("arguments without labels", count: 1000) { count in
            cell("load(" + joined(count, ", ") { _ in "1" } + ")")
        },
        Shape("labels given twice", count: 1000) { count in
            cell("load(\"mnist\", " + joined(count, ", ") { _ in "train: 1" } + ")")
        },
        Shape("labels nobody knows", count: 1000) { count in
            cell("load(\"mnist\", " + joined(count, ", ") { "x\($0): 1" } + ")")
        },
        Shape("values of one's own to show", count: 2000) { count in
            cell("show(" + joined(count, ", ") { "a\($0): 1" } + ")")
        },
        Shape("labels in brackets that are not closed", count: 1000) { count in
            cell("f([" + joined(count, ", ") { _ in "a, b: 1" } + "])")
        },
        Shape("quotation marks that are not closed", count: 1000) { cell(String(repeating: "“", count: $0)) },
        Shape("lines in brackets behind a long line", count: 1000) { count in
            cell(joined(count, "; ") { _ in "a()" } + "; f(\n" + joined(count, "\n") { _ in "  g(1" })
        },
        Shape("empty lines behind code", count: 5000) {
            cell("show(a: 1)" + String(repeating: "\n", count: $0))
        },
        Shape("computed values with mistakes, in one paragraph") { count in joined(count) { "`= no\($0)`" } },
        Shape("computed values behind link definitions") { count in
            joined(count, "\n") { "[l\($0)]: /u" } + "\n\n" + joined(count) { "`= no\($0)`" }
        },
        Shape("computed values in an image's description", count: 300) { count in
            "![" + joined(count) { _ in "a `= x`" } + "](x.png)"
        },
        Shape("computed values in a table") { count in
            "| a |\n|---|\n" + joined(count, "\n") { "| `= no\($0)` |" }
        },
        Shape("images from elsewhere") { count in joined(count) { "![a](http://x/\($0).png)" } },
        Shape("images that are not there") { count in joined(count) { "![a](x\($0).png)" } },
        Shape("images in one another's descriptions", count: 300) { count in
            String(repeating: "![", count: count) + "a" + String(repeating: "](http://x/y.png)", count: count)
        },
        Shape("files that are not there") { count in
            cell(joined(count, "\n") { "let d\($0) = load(from: \"x\($0)\", split: 0.2)" })
        },
        Shape("parameters that are not there", count: 600) { count in
            "---\nparams:\n" + joined(count, "\n") { "  p\($0): 1" } + "\n---\n"
                + cell(joined(count, "\n") { "let a\($0) = params.q\($0)" })
        },
        Shape("parameters that are used", count: 500) { count in
            "---\nparams:\n" + joined(count, "\n") { "  p\($0): 1" } + "\n---\n"
                + cell(joined(count, "\n") { "let a\($0) = params.p\($0)" })
        },
        Shape("settings given twice", count: 400) { count in
            "---\nparams:\n" + joined(count, "\n") { "  a\($0): 1\n  a\($0): 2" } + "\n---\n"
        },
        Shape("settings given twice, each in a mapping of its own", count: 300) { count in
            "---\n" + joined(count, "\n") { "x\($0):\n a\($0): 1\n a\($0): 2" } + "\n---\n"
        },
        Shape("a list in one line of the front matter", count: 1000) { count in
            "---\nauthor: [" + joined(count, ", ") { "a\($0)" } + "]\n---\n"
        },
        Shape("a list of quoted texts in one line of the front matter", count: 1000) { count in
            "---\nauthor: [" + joined(count, ", ") { "\"a\($0)\"" } + "]\n---\n"
        },
        Shape("lists in lists", count: 1000) { String(repeating: "- ", count: $0) + "a `= x`\n" },
        Shape("names that rest on one another", count: 500) { count in
            cell(
                "let d = load(\"builtin\", train: 5, test: 5)\nlet a0 = d.count / 2\n"
                    + joined(count, "\n") { "let a\($0 + 1) = a\($0) / a\($0)" })
        },
        Shape("long names that are nearly right", count: 60) { count in
            let long = String(repeating: "a", count: 3000)
            return cell(joined(count, "\n") { "let \(long)\($0) = b\($0)" })
        },
        Shape("brackets of another kind than those that are open", count: 5000) { count in
            cell(String(repeating: "(", count: count) + String(repeating: "]", count: count))
        },
        Shape("addresses that begin in one another", count: 5000) { count in
            "[a](b) " + String(repeating: "](", count: count)
        },
        Shape("links to places that are not there", count: 200) { count in
            joined(count, "\n\n") { "# Heading \($0)" } + "\n\n" + joined(count) { "[a](#x\($0))" }
        },
        Shape("pictures at the head of a block of raw HTML", count: 12_000) { count in
            "<div>\n" + joined(count / 8, "\n") { _ in "<img>" } + String(repeating: "\nx", count: count)
        },
        Shape("angle brackets before a long tag", count: 5000) { count in
            String(repeating: "< ", count: count) + "<a title='" + String(repeating: "x", count: 2 * count)
                + "'>"
        },
    ]

    /// The work of start-up, which is the same for all.
    private static let start = Result {
        let tool = try BuiltTool()
        try tool.folder.write("a\n", to: "n.md")
        return try CountedWork(of: ["check", "n.md", "--json"], in: tool).instructions
    }

    @Test(arguments: shapes) func `checking four times the text is four times the work`(_ shape: Shape) throws
    {
        guard SkipLog.allows("valgrind/\(shape)", CountedWork.isPossible, "there is no valgrind") else {
            return
        }
        let tool = try BuiltTool()
        let start = try Self.start.get()
        func work(_ count: Int) throws -> Int {
            try tool.folder.write(shape.text(count), to: "n.md")
            let work = try CountedWork(of: ["check", "n.md", "--json"], in: tool)
            #expect([0, 2].contains(work.outcome.status), "\(work.outcome.messages.suffix(300))")
            return work.instructions - start
        }
        let (small, large) = (try work(shape.count), try work(4 * shape.count))
        print("\(shape): \(small / 1_000_000) and \(large / 1_000_000) million instructions")
        // Both sides include the constant overhead of a small text.
        #expect(
            large < 7 * max(small, start / 20), "\(large) is \(Double(large) / Double(small)) times \(small)")
    }

    @Test func `a plan whose names depend on one another evaluates each once`() throws {
        guard SkipLog.allows("valgrind/plan", CountedWork.isPossible, "there is no valgrind") else { return }
        let tool = try BuiltTool()
        func work(_ count: Int) throws -> Int {
            try tool.folder.write(
                Self.cell(
                    "let d = load(\"builtin\", train: 5, test: 5)\nlet a0 = d.count / 2\n"
                        + Self.joined(count, "\n") { "let a\($0 + 1) = a\($0) / a\($0)" }
                        + "\nshow(a: a\(count))"), to: "n.md")
            let work = try CountedWork(of: ["run", "n.md", "--threads", "1", "--quiet"], in: tool)
            #expect(work.outcome.status == 0, "\(work.outcome.messages.suffix(300))")
            return work.instructions
        }
        _ = try work(1)
        // The first runs fill the cache.
        #expect(try work(290) < 2 * work(29))
    }

    /// Counts the work of a command for a file, and for one four times as large.
    func expectGrowth(
        _ check: String, _ arguments: [String], count: Int, status: Int32,
        write: (BuiltTool, Int) throws -> Void
    ) throws {
        guard SkipLog.allows("valgrind/\(check)", CountedWork.isPossible, "there is no valgrind") else {
            return
        }
        let tool = try BuiltTool()
        try tool.folder.write("a\n", to: "n.md")
        let start = try Self.start.get()
        func work(_ count: Int) throws -> Int {
            try write(tool, count)
            let work = try CountedWork(of: arguments, in: tool)
            #expect(work.outcome.status == status, "\(work.outcome.messages.suffix(300))")
            return work.instructions - start
        }
        let (small, large) = (try work(count), try work(4 * count))
        print("\(check): \(small / 1_000_000) and \(large / 1_000_000) million instructions")
        #expect(
            large < 7 * max(small, start / 20), "\(large) is \(Double(large) / Double(small)) times \(small)")
    }

    @Test func `links to files that are not there are compared with a folder's files up to a limit`() throws {
        try expectGrowth("links", ["check", "n.md", "--json"], count: 150, status: 0) { tool, count in
            for file in 0..<count { try tool.folder.write("", to: "file\(file).csv") }
            try tool.folder.write(Self.joined(count) { "[a](other\($0).txt)" }, to: "n.md")
        }
    }

    @Test func `claims and figures in turn are reported in time that grows with them`() throws {
        try expectGrowth(
            "claims", ["run", "n.md", "--no-cache", "--threads", "1", "--quiet"], count: 250, status: 0
        ) { tool, count in
            try tool.folder.write(
                Self.cell(Self.joined(count, "\n") { "show(a: \($0))\nexpect(true)" }), to: "n.md")
        }
    }

    @Test func `a mark as large as its picture is looked at in so many pixels and no more`() throws {
        guard SkipLog.allows("valgrind/comb", CountedWork.isPossible, "there is no valgrind") else { return }
        let tool = try BuiltTool()
        try tool.folder.write(
            Self.cell(
                """
                let digits = load("builtin", train: 50, test: 10)
                let model = train(digits, layers: [flatten, dense(10)])
                save(model, to: "net.pt")
                """), to: "n.md")
        try tool.run("run", "n.md", "--quiet")
        /// The work of reading a comb that is wide enough to be two digits.
        func work(_ scale: Int) throws -> Int {
            let (width, height) = (600 * scale, 400 * scale)
            let samples = (0..<width * height).map { place -> UInt8 in
                let (x, y) = (place % width, place / width)
                let isInside =
                    (30 * scale..<570 * scale).contains(x) && (20 * scale..<380 * scale).contains(y)
                return isInside && (y < 30 * scale || x % 24 < 8) ? 20 : 230
            }
            try tool.folder.write(Data.graymap(width, height, samples), to: "comb.pgm")
            let work = try CountedWork(
                of: ["predict", "Output/n/net.pt", "comb.pgm", "--find", "digits"], in: tool)
            #expect(work.outcome.status == 0, "\(work.outcome.messages.suffix(300))")
            return work.instructions
        }
        let (small, large) = (try work(1), try work(2))
        print("comb: \(small / 1_000_000) and \(large / 1_000_000) million instructions")
        #expect(large < 2 * small)
    }

    @Test func `figures among headings are named in time that grows with them`() throws {
        try expectGrowth(
            "figures", ["run", "n.md", "--no-cache", "--threads", "1", "--quiet"], count: 200, status: 0
        ) { tool, count in
            try tool.folder.write(
                Self.joined(count, "\n\n") { "# Heading \($0)" } + "\n\n"
                    + Self.cell(Self.joined(count, "\n") { "show(a: \($0))" }), to: "n.md")
        }
    }

    @Test func `a value that depends on many steps is shown often in linear time`() throws {
        try expectGrowth(
            "values", ["run", "n.md", "--no-cache", "--threads", "1", "--quiet"], count: 200, status: 0
        ) { tool, count in
            let steps = count / 4
            try tool.folder.write(
                Self.cell(
                    "let s0 = 0\n"
                        + Self.joined(steps, "\n") {
                            "let d\($0) = load(\"builtin\", train: 5, test: 5)\nlet s\($0 + 1) = s\($0) + d\($0).count"
                        }) + "\n" + Self.joined(10 * count, "\n") { _ in "`= s\(steps)`" }, to: "n.md")
        }
    }

    @Test(arguments: ["<", "<a", "{{", "<!--", "<!-- -->", "</style", "<a b='", "<a b='c'>"])
    func `a template of nothing but beginnings is read once`(_ part: String) throws {
        try expectGrowth(
            "template", ["run", "n.md", "--template", "t.html", "--no-cache", "--quiet"], count: 5000,
            status: 2
        ) { tool, count in try tool.folder.write(String(repeating: part, count: count), to: "t.html") }
    }

    @Test func `two records with long lines in another order are compared line by line`() throws {
        let tool = try BuiltTool()
        try tool.folder.write("a\n", to: "n.md")
        try tool.run("run", "n.md")
        let record = try tool.folder.text("Output/n.json")
        try expectGrowth("compare", ["compare", "a.json", "b.json"], count: 200, status: 0) { tool, count in
            let lines = (0..<count).map { String(repeating: "x", count: 2000) + "\($0)" }
            for (name, lines) in [("a", lines), ("b", Array(lines.reversed()))] {
                let source = lines.joined(separator: "\\n")
                try tool.folder.write(
                    record.replacing("\"source\": \"a\\n\"", with: "\"source\": \"\(source)\""),
                    to: name + ".json")
            }
        }
    }
}
