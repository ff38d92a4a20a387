import Diagnostics
import Testing

/// Messages broken between words for a terminal.
struct WrappedTextTests {
    /// Texts for a terminal of 20 columns, and what it gets.
    @Test(arguments: [
        ("twenty columns fit .", "twenty columns fit ."),
        ("twenty columns do fit", "twenty columns do\n    fit"),
        ("warning: a long sentence of many words", "warning: a long\n    sentence of many\n    words"),
        ("  deep  column  text here", "  deep  column  text\n    here"),
        ("a/path/that/is/wider/than/this and more", "a/path/that/is/wider/than/this\n    and more"),
        ("see a/path/that/is/wider/than/this", "see\n    a/path/that/is/wider/than/this"),
        ("one\n\ntwo of the lines are short\n", "one\n\ntwo of the lines are\n    short\n"),
        ("seven\u{A0}hundred\u{A0}kB are many", "seven\u{A0}hundred\u{A0}kB are\n    many"),
        ("漢字漢字漢字 漢字漢字", "漢字漢字漢字\n    漢字漢字"),
        ("ends with blanks      ", "ends with blanks"),
        ("", ""),
    ])
    func `lines break between words, and a word stays whole`(text: String, lines: String) {
        #expect(text.wrapped(to: 20) == lines)
    }

    @Test func `styles take no columns`() {
        let styled = "\r\u{1B}[2K\u{1B}[33mwarning: \u{1B}[0mtwo words"
        #expect(styled.wrapped(to: 18) == styled)
        #expect(
            styled.wrapped(to: 17) == "\r\u{1B}[2K\u{1B}[33mwarning: \u{1B}[0mtwo\n    words")
    }

    @Test func `further lines begin where the caller says, at most in the middle`() {
        #expect(
            "  train  model  two words".wrapped(to: 20, indent: 9) == "  train  model  two\n         words")
        #expect("one two three four".wrapped(to: 12, indent: 30) == "one two\n      three\n      four")
    }
}
