import Diagnostics
import Notebooks
import TestSupport
import Testing

/// The parts of a diagnostic after its first line: notes with their ranges, and the replacement for editors.
struct NoteTests {
    /// The ranges of notes are marked.
    @Test(arguments: [
        (
            "---\ntitel: A\n---\n",
            [
                "there are title, author, date, description, params, seed, toc, sweep, repeat, random, zip, exclude, halve"
            ], ["title"]
        ),
        ("---\n‹seed›: 1\ntoc: true\nseed: 2\n---\n", ["it is given here first"], []),
        ("```swift-step\n//| lable: a\n```\n", ["there are label, caption, echo, fold, on-error"], ["label"]),
        ("```swift-step\n//| ‹label›: a\n//| label: b\n```\n", ["it is given here first"], []),
        (
            "```swift-step\n//| label: ‹a›\n```\n\n```swift-step\n//| label: a\n```\n",
            ["it is given here first"], []
        ),
        (
            "```swift-step {label=a}\n```\n",
            ["options stand in the cell, on lines such as '//| label: name'"], []
        ),
        ("```swift-step\nf()\n‹```swift-step›\ng()\n```\n", ["another cell starts here"], []),
        (
            "```swift-step\nf(\"\\(a)\")\n```\n",
            ["a computed value in prose, `= percent(x, 2)`, shows the result of a step"], []
        ),
        ("```swift-step\nlet a = 1 % 2\n```\n", ["there are * / + - < <= > >= == != && || !"], []),
        ("```swift-step\nf‹(›1]\n```\n", ["'(' is opened here"], []),
        ("```swift-step\nvar a = 1\n```\n", ["a name is bound once"], ["let"]),
        ("```swift-step\na = 1\n```\n", ["a name is bound once, by 'let name = value'"], []),
        ("```swift-step\nf(a: [b, ‹c›: 1)\n```\n", ["it cannot hold the argument 'c:'"], []),
        ("```swift-step\nf(a.b = 1)\n```\n", [], ["=="]), ("```swift-step\nf(a and b)\n```\n", [], ["&&"]),
        ("```swift-step\nf(not b)\n```\n", [], ["!"]), ("```swift-step\nf(a | b)\n```\n", [], ["||"]),
        ("```swift-step\nf(a = 1)\n```\n", [], [":"]), ("```swift-step\nf(1 2)\n```\n", [], [","]),
        ("```swift-step\nlet a = .5\n```\n", [], ["0.5"]), ("```swiftstep\nf()\n```\n", [], ["swift-step"]),
    ])
    func `a message's notes have these words and places, and its mending is this`(
        text: String, notes: [String], mending: [String]
    ) throws {
        let marked = MarkedSource(text)
        let diagnostics = Notebook(parsing: marked.source).diagnostics
        let message = try #require(diagnostics.first)
        #expect(diagnostics.count == 1, "\(diagnostics.map(\.summary))")
        #expect(message.notes.map(\.message) == notes)
        #expect(message.notes.compactMap(\.range) == marked.ranges)
        #expect(message.replacement == mending.first)
    }
}
