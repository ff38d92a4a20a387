import Figures
import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

struct RunRecordTests {
    @Test func `a small run has the record it had before`() throws {
        #expect(try Golden("small.json").difference(from: RunRecord(of: try SampleRun.small()).json) == nil)
    }

    @Test func `a record is JSON with the documented members`() throws {
        let json = RunRecord(of: try SampleRun.digits()).json
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["schema"] as? Int == 1)
        #expect(object["status"] as? String == "ok")
        let values = try #require(object["values"] as? [String: Any])
        #expect(values["result.accuracy"] as? Double == 0.9907)
        #expect(values["model.history.epochs"] as? Int == 3)
        let history = try #require(object["history"] as? [String: [String: [Double]]])
        #expect(history["model"]?["validationLoss"]?.count == 3)
        let steps = try #require(object["steps"] as? [[String: Any]])
        #expect(steps.map { $0["step"] as? String }.prefix(4) == ["load", "normalize", "show", "train"])
        #expect(steps[2]["name"] is NSNull)
    }

    @Test func `blocked steps have no key`() throws {
        let json = RunRecord(of: try SampleRun.failed()).json
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let steps = try #require(object["steps"] as? [[String: Any]])
        #expect(steps[3]["outcome"] as? String == "failed")
        #expect(steps[4]["outcome"] as? String == "blocked")
        #expect(steps[4]["key"] is NSNull)
        #expect(object["status"] as? String == "failed")
    }

    @Test func `a record survives reading and writing`() throws {
        for run in [try SampleRun.small(), try SampleRun.digits(), try SampleRun.failed()] {
            let record = try RunRecord(Data(RunRecord(of: run).json.utf8))
            let again = try RunRecord(Data(record.json.utf8))
            #expect(again == record)
            #expect(again.json == record.json)
        }
    }

    @Test func `a record names each evaluation whose mistakes the run has`() throws {
        let run = try SampleRun.digits()
        let json = RunRecord(of: run).json
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        let mistakes = try #require(object["mistakes"] as? [String: [String: Any]])
        #expect(mistakes.keys.sorted() == ["result"])
        #expect(mistakes["result"]?["count"] as? Int == run.mistakes.first?.images.total)
        #expect((mistakes["result"]?["items"] as? [Any])?.count == run.mistakes.first?.images.items.count)
    }

    @Test(arguments: [
        (0.1, "0.1"), (1, "1.0"), (1e-8, "1e-08"), (.nan, "null"), (.infinity, "null"), (-0.5, "-0.5"),
        (0.1 + 0.2, "0.30000000000000004"),
    ])
    func `numbers are written so that they are read back the same`(number: Double, text: String) {
        #expect(JSONValue.number(number).text == text)
    }

    @Test func `strings are quoted`() {
        #expect(JSONValue.string("a\"\\\n\u{1}\u{2028}é").text == #""a\"\\\n\u0001\u2028é""#)
        // Long texts are looked at many bytes at a time.
        for (character, escaped) in [("\"", "\\\""), ("\\", "\\\\"), ("\u{7F}", "\\u007f"), ("~", "~")] {
            for place in 0..<70 {
                let (before, after) = (
                    String(repeating: "+", count: place), String(repeating: "z", count: 69 - place)
                )
                #expect(
                    JSONValue.string(before + character + after).text == "\"\(before)\(escaped)\(after)\"")
            }
        }
    }

    @Test func `objects and arrays keep their order`() {
        let value: JSONValue = ["b": .array([.integer(1), .null]), "a": .object([]), "c": .array([])]
        #expect(value.text == "{\n  \"b\": [\n    1,\n    null\n  ],\n  \"a\": {},\n  \"c\": []\n}")
    }
}
