import Foundation
import TestSupport
import Testing
import Workflow

/// Stored forms say what images show as those of 0.1.0 do, so that its model files and this version's can both be read.
struct ImageContentTests {
    /// What is stored of a data set beside its pixels.
    private func record(of name: String, in run: Run) throws -> String {
        guard case .artifact(let stored)? = run.value(name) else {
            Issue.record("no '\(name)'")
            return ""
        }
        return String(decoding: stored.packed.record, as: UTF8.self)
    }

    @Test func `the record of a data set says nothing of ink`() throws {
        let run = try Experiment().run("let digits = load(\"builtin\", train: 2, test: 1)")
        func stored(_ part: String) -> String {
            #"{"classes":["0","1","2","3","4","5","6","7","8","9"],"dataset":"built-in digits","#
                + #""part":"\#(part)","shape":[1,28,28]}"#
        }
        let expected = #"{"test":\#(stored("test")),"train":\#(stored("training"))}"#
        #expect(try record(of: "digits", in: run) == expected)
    }

    @Test func `the record of a data set says that it is pictures, and goes on to the network's`() throws {
        let experiment = try Experiment()
        for label in ["a", "b"] {
            for number in 0..<4 {
                let samples = (0..<16).map { UInt8(100 + $0 * 7 + number) }
                try experiment.folder.write(.graymap(4, 4, samples), to: "set/\(label)/\(number).pgm")
            }
        }
        let run = try experiment.run(
            """
            let pictures = load(from: "set", split: 0.5)
            let ink = load(from: "set", split: 0.5, invert: true)
            let model = train(pictures, layers: [flatten, dense(2)])
            let other = train(ink, layers: [flatten, dense(2)])
            let result = evaluate(model, on: pictures)
            """)
        #expect(run.failures == [])
        for (name, count) in [("pictures", 2), ("ink", 0), ("model", 1), ("other", 0), ("result", 1)] {
            let text = try record(of: name, in: run)
            #expect(text.ranges(of: "\"isPicture\":true").count == count, "\(name): \(text)")
            #expect(text.ranges(of: "isPicture").count == count, "\(name): \(text)")
        }
    }
}
