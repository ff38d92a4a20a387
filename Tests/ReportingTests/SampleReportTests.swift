import Foundation
import Reporting
import TestSupport
import Testing

struct SampleReportTests {
    /// By default, they go to a temporary folder.
    @Test func `sample reports are written to the requested folder`() throws {
        let temporary = try TemporaryFolder()
        defer { withExtendedLifetime(temporary) {} }
        let folder = ProcessInfo.processInfo.environment["STEPBOOK_SAMPLE_DIR"] ?? temporary.path
        let runs = [
            "digits": try SampleRun.digits(), "digits-cached": try SampleRun.digits(isSecond: true),
            "failed": try SampleRun.failed(), "gallery": SampleRun.gallery(),
            "column": SampleRun.column(hasContents: false),
            "column-contents": SampleRun.column(hasContents: true),
        ]
        for (name, run) in runs {
            let path = URL(fileURLWithPath: folder).appendingPathComponent(name)
            let page = path.appendingPathExtension("html")
            try Report(of: run).html.write(to: page, atomically: true, encoding: .utf8)
            #expect(try String(contentsOf: page, encoding: .utf8).contains("</html>"))
            let record = path.appendingPathExtension("json")
            try RunRecord(of: run).json.write(to: record, atomically: true, encoding: .utf8)
            let members = try JSONSerialization.jsonObject(with: Data(contentsOf: record)) as? [String: Any]
            #expect(members?["schema"] as? Int == 1)
        }
    }
}
