import Diagnostics
import Testing

struct ShellCommandTests {
    @Test func `a command of plain words stands in quotes within a sentence, and one with quotes does not`() {
        #expect(ShellCommand(["a", "b-c.md", "-o", "x/y"]).inSentence == "'a b-c.md -o x/y'")
        #expect(ShellCommand(["a", "b c.md"]).inSentence == "a 'b c.md'")
        #expect(ShellCommand(["a", "$(b)", ""]).inSentence == "a '$(b)' ''")
        #expect(ShellCommand(["a", "b\u{1B}c"]).inSentence == #"a $'b\u001bc'"#)
    }

    @Test func `a path is no option`() {
        #expect(ShellCommand.path("-o") == "./-o")
        #expect(ShellCommand.path("a-o") == "a-o")
    }
}
