import Foundation
import Reporting
import TestSupport
import Testing
import Workflow

struct ContentSecurityPolicyTests {
    @Test func `the policy forbids everything but the page's own style, script and images`() throws {
        let page = try Markup(Report(of: try SampleRun.digits()).html)
        let policy = try #require(
            page.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }?.attributes[
                "content"])
        #expect(page.raw.map(\.name) == ["style", "script"])
        let sources = page.raw.map {
            "'sha256-\(Self.base64(ContentHash(of: Data($0.text.utf8)).hexadecimal))'"
        }
        let expected = [
            "default-src 'none'", "img-src data:", "style-src \(sources[0])", "script-src \(sources[1])",
            "base-uri 'none'", "form-action 'none'",
        ]
        #expect(policy == expected.joined(separator: "; "))
    }

    @Test func `the policy comes before everything that it governs`() throws {
        let html = Report(of: try SampleRun.small()).html
        let policy = try #require(html.firstRange(of: "Content-Security-Policy"))
        #expect(
            !html[..<policy.lowerBound].contains("<style") && !html[..<policy.lowerBound].contains("<script"))
    }

    private static func base64(_ hexadecimal: String) -> String {
        let digits = Array(hexadecimal)
        let bytes = stride(from: 0, to: digits.count, by: 2).map {
            UInt8(String(digits[$0...$0 + 1]), radix: 16) ?? 0
        }
        return Data(bytes).base64EncodedString()
    }
}
