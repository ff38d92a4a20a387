import Diagnostics
import TestSupport
import Testing
import Workflow

/// Links that lead nowhere once the report is separated from its notebook.
struct LinkCheckTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("words", to: "other.md")
        try folder.write("words", to: "a b/data.csv")
    }

    private func found(_ text: String) -> [Diagnostic] { Plan.findings(in: text, in: folder) }

    @Test(arguments: [
        (
            "[a](‹other.md›) [b](‹a%20b/data.csv#x›)",
            [
                "warning link.beside: a report is read without the files beside its notebook, so this link leads nowhere | name its address on the web, or write `other.md` without a link",
                "warning link.beside: a report is read without the files beside its notebook, so this link leads nowhere | name its address on the web, or write `a b/data.csv` without a link",
            ]
        ),
        (
            "> [a](‹othre.md›)",
            [
                "warning link.no-such-file: there is no 'othre.md', so this link leads nowhere | did you mean 'other.md'?"
            ]
        ),
        (
            "[a](‹#reslts›) [b](#results) [](#results) [c](#R%C3%A9sum%C3%A9)\n\n# Results\n\n# Résumé\n"
                .replacing("[c](#R%C3%A9sum%C3%A9)", with: "[c](#r%C3%A9sum%C3%A9)"),
            [
                "warning link.no-such-place: there is no '#reslts' in the report, so this link leads nowhere | did you mean '#results'?"
            ]
        ),
        (
            "[a](‹javascript:x›) [b](‹file:///etc/passwd›)",
            [
                "warning link.left-out: a report does not take 'javascript:' addresses, so this link leads nowhere | its words stay",
                "warning link.left-out: a report does not take 'file:' addresses, so this link leads nowhere | its words stay",
            ]
        ),
        (
            "[a](‹//example.org/x›)",
            [
                "warning link.no-scheme: a report is opened from a disk, where an address that begins with '//' leads to a file | write 'https:' before it"
            ]
        ),
        (
            "[a](‹n/absent.txt›)",
            ["warning link.no-such-file: no step saves 'n/absent.txt', so this link leads nowhere"]
        ),
        (
            "[a](‹#step-3›) [b](‹#step-01›) [c](‹#time-0›) [d](‹#cell-1›) [e](‹#cell-3›) [f](‹#expectations›)\n\n"
                + "```swift-step\n//| label: one\nnumber(1)\n```\n\n```swift-step\nnumber(2)\n```\n",
            [
                "warning link.no-such-place: there is no '#step-3' in the report, so this link leads nowhere",
                "warning link.no-such-place: there is no '#step-01' in the report, so this link leads nowhere",
                "warning link.no-such-place: there is no '#time-0' in the report, so this link leads nowhere",
                "warning link.no-such-place: there is no '#cell-1' in the report, so this link leads nowhere",
                "warning link.no-such-place: there is no '#cell-3' in the report, so this link leads nowhere",
                "warning link.no-such-place: there is no '#expectations' in the report, so this link leads nowhere",
            ]
        ),
        (
            "![a](‹file:///etc/passwd›) ![b](‹data:image/svg+xml,x›)",
            [
                "warning image.left-out: a report does not take 'file:' addresses, so this image is not in it | its description stands in its place",
                "warning image.left-out: a report does not take 'data:' addresses, so this image is not in it | its description stands in its place",
            ]
        ),
        (
            "See [it][1].\n\n[1]: ‹other.md›\n",
            [
                "warning link.beside: a report is read without the files beside its notebook, so this link leads nowhere | name its address on the web, or write `other.md` without a link"
            ]
        ),
    ])
    func `each is reported at its place`(text: String, words: [String]) {
        let marked = MarkedSource(text)
        marked.expect(found(marked.source.text), words)
    }

    @Test func `an empty address leads nowhere`() {
        #expect(found("[a]()").map(\.id) == ["link.empty"])
        #expect(found("![a]()").map(\.id) == ["image.left-out"])
    }

    @Test(arguments: [
        "[a](https://a.b) [b](mailto:a@b.c)",
        "[a](#provenance) [b](#timing) [c](#main) [d](#top) [e](#)",
        "[a](#step-1) [b](#time-2) [c](#cell-1)\n\n```swift-step\nnumber(1)\nnumber(2)\n```\n",
        "[a](#expectations)\n\n```swift-step\nexpect(1 < 2)\n```\n",
        // With mistakes in steps, their number is unknown.
        "[a](#step-2) [b](#expectations)\n\n```swift-step\nnumbr(1)\n```\n",
        "# Title\n\n[a](#title)", "[a](#loss)\n\n```swift-step\n//| label: loss\nnumber(1)\n```\n",
    ])
    func `links that lead somewhere are left alone`(text: String) {
        #expect(found(text).filter { $0.id.hasPrefix("link") } == [])
    }

    @Test func `a link after an image with a data URL is found at its place`() {
        let data = "data:image/png;base64," + String(repeating: "A", count: 3000)
        let marked = MarkedSource(
            "![a](\(data)) [b](‹javascript:x›) ![c](\(data)) [d](‹javascript:x›)")
        #expect(found(marked.source.text).filter { $0.id == "link.left-out" }.map(\.range) == marked.ranges)
    }
}
