import Diagnostics
import Testing

struct ShellCommandTests {
    @Test func `a command of plain words stands in quotes within a sentence, and one with quotes does not`() {
        #expect(ShellCommand(["a", "b-c.md", "-o", "x/y"]).inSentence == "'a b-c.md -o x/y'")
        #expect(ShellCommand(["a", "b c.md"]).inSentence == "a 'b c.md'")
        #expect(ShellCommand(["a", "$(b)", ""]).inSentence == "a '$(b)' ''")
        // An accent on a quotation mark makes it another character in Swift, but not in a shell.
        #expect(ShellCommand(["a", "x'\u{301}$(b)"]).text == "a 'x'\\''\u{301}$(b)'")
        #expect(ShellCommand(["a", "b\u{1B}c"]).inSentence == #"a $'b\u001bc'"#)
    }

    @Test func `a path is not an option`() {
        #expect(ShellCommand.path("-o") == "./-o")
        #expect(ShellCommand.path("a-o") == "a-o")
        #expect(ShellCommand.path("-\u{301}o") == "./-\u{301}o")
    }
}
