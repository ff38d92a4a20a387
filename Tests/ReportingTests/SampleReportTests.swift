import Foundation
import Reporting
import TestSupport
import Testing

struct SampleReportTests {
    @Test func `sample reports are written where somebody asks for them`() throws {
        guard let folder = ProcessInfo.processInfo.environment["STEPBOOK_SAMPLE_DIR"] else { return }
        let runs = [
            "digits": try SampleRun.digits(), "digits-cached": try SampleRun.digits(isSecond: true),
            "failed": try SampleRun.failed(), "gallery": SampleRun.gallery(),
            "column": SampleRun.column(hasContents: false),
            "column-contents": SampleRun.column(hasContents: true),
        ]
        for (name, run) in runs {
            let path = URL(fileURLWithPath: folder).appendingPathComponent(name)
            try Report(of: run).html.write(
                to: path.appendingPathExtension("html"), atomically: true, encoding: .utf8)
            try RunSummary(of: run).json.write(
                to: path.appendingPathExtension("json"), atomically: true, encoding: .utf8)
        }
    }
}
