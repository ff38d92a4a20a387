import Reporting
import TestSupport
import Testing
import Workflow

struct RerunCommandTests {
    @Test func `only what was overridden is in the command, quoted for a shell`() {
        var builder = RunBuilder(NotebookBuilder(name: "some/where/it's.md").notebook)
        builder.params = [
            .init(name: "epochs", value: .integer(5), isOverridden: true),
            .init(name: "rate", value: .float(0.1), isOverridden: false),
            .init(name: "name", value: .string("a b; rm -rf ~"), isOverridden: true),
        ]
        #expect(
            RerunCommand(of: builder.run).text
                == #"stepbook run 'it'\''s.md' -P epochs=5 -P 'name=a b; rm -rf ~'"#)
    }

    @Test func `the number of threads is always in the command, for bits depend on it`() {
        var builder = RunBuilder(NotebookBuilder(name: "a.md").notebook)
        builder.environment = [.init("processor", "one"), .init("threads", "3")]
        #expect(RerunCommand(of: builder.run).text == "stepbook run a.md --threads 3")
    }
}
