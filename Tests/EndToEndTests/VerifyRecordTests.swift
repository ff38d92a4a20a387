import Foundation
import TestSupport
import Testing

/// `stepbook verify` on records with arbitrary contents.
struct VerifyRecordTests {
    /// Changes of a record that verification accepts, each with the reason.
    private static let permitted = [
        "notebook": "it is what the notebook is called when it is run again",
        "params.name": "it is run with that value, and nothing in this notebook uses it",
        "source": "it is what is run, and its last line is prose",
        "seconds": "it is of another time", "steps[0].seconds": "it is of another time",
        "environment.stepbook": "it is told", "environment.processor": "it is told",
        "environment.system": "it is told", "environment.kernels": "it is told as other arithmetic",
        "environment.instruction set": "it is told as other arithmetic",
    ]

    private static func tool() throws -> BuiltTool {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md", "--threads", "1").status == 0)
        return tool
    }

    private static func record(of tool: BuiltTool) throws -> [String: Any] {
        try #require(
            JSONSerialization.jsonObject(with: tool.folder.data("Output/small.json")) as? [String: Any])
    }

    private static func verify(_ record: Any, _ options: String..., in tool: BuiltTool) throws
        -> BuiltTool.Outcome
    {
        try tool.folder.write(JSONSerialization.data(withJSONObject: record), to: "changed.json")
        return try tool.run(list: ["verify", "changed.json"] + options)
    }

    /// A value with one change.
    private struct Change {
        /// The path of the change, with `+` for an addition and `-` for an omission.
        let place: String
        let value: Any
    }

    /// The value with one member changed, added or removed.
    private static func changes(of value: Any, at place: String = "") -> [Change] {
        if let object = value as? [String: Any] { return changes(ofObject: object, at: place) }
        if let array = value as? [Any] { return changes(ofArray: array, at: place) }
        switch value {
        case let text as String:
            return [Change(place: place, value: place == "source" ? text + "More.\n" : "x" + text)]
        case let number as Int: return [Change(place: place, value: number + 1)]
        case let number as Double: return [Change(place: place, value: number + 1)]
        default: return [Change(place: place, value: "x")]
        }
    }

    private static func changes(ofObject object: [String: Any], at place: String) -> [Change] {
        var more = object
        more["more"] = "99.9 %"
        var all = [Change(place: place + "+", value: more)]
        // A few values represent all.
        for name in object.keys.sorted().prefix(place == "values" ? 4 : .max) {
            let inside = place.isEmpty ? name : "\(place).\(name)"
            var changed = object
            changed[name] = nil
            all.append(Change(place: inside + "-", value: changed))
            for change in changes(of: object[name] ?? NSNull(), at: inside) {
                changed[name] = change.value
                all.append(Change(place: change.place, value: changed))
            }
        }
        return all
    }

    private static func changes(ofArray array: [Any], at place: String) -> [Change] {
        guard let first = array.first else { return [Change(place: place + "+", value: ["99.9 %"])] }
        let rest = Array(array.dropFirst())
        var all = [
            Change(place: place + "+", value: array + [first]), Change(place: place + "-", value: rest),
        ]
        for change in changes(of: first, at: place + "[0]") {
            all.append(Change(place: change.place, value: [change.value] + rest))
        }
        return all
    }

    @Test func `every change, addition or omission in a record is found or reported`() throws {
        let tool = try Self.tool()
        let record = try Self.record(of: tool)
        let same = try Self.verify(record, in: tool)
        #expect(same.output.contains("identical: "), "\(same.output)\(same.messages)")
        let changes = Self.changes(of: record)
        let places = Set(changes.map { $0.place })
        #expect(places.isSuperset(of: Self.permitted.keys))
        #expect(
            places.isSuperset(of: ["seed", "steps[0].key-", "mistakes.result.items[0].index", "notices+"]))
        for change in changes {
            let outcome = try Self.verify(change.value, in: tool)
            let isFound =
                outcome.output.contains("different: ") || outcome.messages.contains("cannot be verified: ")
            if let reason = Self.permitted[change.place] {
                #expect(outcome.status == 0, "\(change.place): \(reason); \(outcome.output)")
                if reason.contains("told") {
                    #expect(outcome.output.contains(" in place of x"), "\(change.place): \(outcome.output)")
                }
            } else {
                #expect(
                    outcome.status == 1 && isFound,
                    "\(change.place): \(outcome.output)\(outcome.messages)")
            }
        }
    }

    @Test(arguments: [
        ("0", "no number of threads"), ("-1", "no number of threads"), ("two", "no number of threads"),
        ("+2", "no number of threads"), ("", "no number of threads"),
        ("99999999999999999999", "no number of threads"), ("1025", "there are 1 to 1024"),
    ])
    func `an impossible number of threads is refused with a message`(threads: String, words: String) throws {
        let tool = try Self.tool()
        var record = try Self.record(of: tool)
        var environment = try #require(record["environment"] as? [String: Any])
        environment["threads"] = threads
        record["environment"] = environment
        let outcome = try Self.verify(record, in: tool)
        #expect(outcome.status == 1)
        #expect(outcome.messages.contains(words), "\(outcome.output)\(outcome.messages)")
        let text = try tool.folder.text("Output/small.html")
        let encoded = try #require(text.firstMatch(of: /data-record="([^"]*)"/)).output.1
        let inside = String(decoding: try #require(Data(base64Encoded: String(encoded))), as: UTF8.self)
        let forged = inside.replacing("\"threads\":\"1\"", with: "\"threads\":\"\(threads)\"")
        #expect(forged != inside)
        try tool.folder.write(
            text.replacing(String(encoded), with: Data(forged.utf8).base64EncodedString()), to: "changed.html"
        )
        let page = try tool.run("verify", "changed.html")
        #expect(page.status == 1)
        #expect(page.messages.contains(words), "\(page.output)\(page.messages)")
    }

    @Test func `a record that says two things, or nests without end, is refused`() throws {
        let tool = try Self.tool()
        let text = try tool.folder.text("Output/small.json")
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        for (words, said) in [
            ("\"seed\": 7, \"seed\": 1", "'seed' appears twice"),
            ("\"\\u0073eed\": 7, \"seed\": 1", "'seed' appears twice"),
            ("\"more\": \(deep), \"seed\": 1", "nested deeper than any record"),
            ("\"seed\": 1e999", "not a record of a run"), ("\"seed\": -1", "the record is damaged"),
        ] {
            let changed = text.replacing("\"seed\": 1", with: words)
            #expect(changed != text)
            try tool.folder.write(changed, to: "changed.json")
            for arguments in [
                ["verify", "changed.json"], ["compare", "Output/small.json", "changed.json", "-o", "-"],
            ] {
                let outcome = try tool.run(list: arguments)
                #expect(outcome.status == 1)
                #expect(outcome.messages.contains(said), "\(arguments): \(outcome.messages)")
            }
        }
    }

    @Test func `parameters that do not fit their notebook are the record's fault`() throws {
        let tool = try Self.tool()
        var record = try Self.record(of: tool)
        record["params"] = ["epochs": 1e300, "name": "nobody"] as [String: Any]
        let outcome = try Self.verify(record, in: tool)
        #expect(outcome.status == 1)
        #expect(
            outcome.messages.contains(
                "'changed.json' cannot be verified: what it was run with does not fit its notebook: "),
            "\(outcome.messages)")
    }

    @Test func `with other arithmetic whole counts are the same, but for those that a training decides`()
        throws
    {
        let tool = try Self.tool()
        let record = try Self.record(of: tool)
        let options = ["--threads", "2", "--tolerance", "0.5"]
        func verify(_ name: String) throws -> BuiltTool.Outcome {
            var changed = record
            var values = try #require(record["values"] as? [String: Any])
            values[name] = try #require(values[name] as? Int) + 1
            changed["values"] = values
            try tool.folder.write(JSONSerialization.data(withJSONObject: changed), to: "changed.json")
            return try tool.run(list: ["verify", "changed.json"] + options)
        }
        for name in ["digits.test.count", "model.parameters", "model.history.epochs", "result.count"] {
            let outcome = try verify(name)
            #expect(outcome.status == 1)
            #expect(outcome.output.contains("different: \(name) is "), "\(outcome.output)")
        }
        for name in ["result.correct", "result.errors", "result.mistakes.count"] {
            let outcome = try verify(name)
            #expect(outcome.status == 0, "\(name): \(outcome.output)\(outcome.messages)")
            #expect(
                outcome.output.contains(
                    "whole numbers exactly, except those that a training decides, such as the number of misclassified images"
                ))
        }
    }

    @Test(arguments: ["Output/small.json", "Output/small.html", "small.md"])
    func `if nothing can be saved, nothing is compared, which is not a difference`(report: String) throws {
        let tool = try Self.tool()
        let outcome = try tool.run("verify", report, environment: ["TMPDIR": "/proc/none"])
        #expect(outcome.status == 74)
        #expect(!outcome.output.contains("different"))
        #expect(
            outcome.messages.contains(
                "error: nothing can be compared, because what the notebook saves cannot be written: "),
            "\(outcome.messages)")
    }

    @Test func `a folder of data is the same by option and by variable`() throws {
        let tool = try BuiltTool()
        let pixels = Data([0, 0, 8, 3, 0, 0, 0, 10, 0, 0, 0, 28, 0, 0, 0, 28]) + Data(count: 7840)
        let labels = Data([0, 0, 8, 1, 0, 0, 0, 10]) + Data([UInt8](0..<10))
        for part in ["train", "t10k"] {
            try tool.folder.write(pixels, to: "data/\(part)-images-idx3-ubyte")
            try tool.folder.write(labels, to: "data/\(part)-labels-idx1-ubyte")
        }
        try tool.folder.write(
            "```swift-step\nlet digits = load(\"mnist\")\nplot(digits, count: 4)\n```\n", to: "own.md")
        let variable = ["STEPBOOK_DATA_DIR": "data"]
        #expect(try tool.run("run", "own.md", environment: variable).status == 0)
        for report in ["Output/own.html", "Output/own.json", "own.md"] {
            let given = try tool.run("verify", report, "--data-dir", "data")
            let known = try tool.run("verify", report, environment: variable)
            #expect(given.status == 0, "\(given.output)\(given.messages)")
            #expect(given.output == known.output)
            #expect(given.status == known.status)
        }
    }
}
