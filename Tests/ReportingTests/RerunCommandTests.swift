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

    @Test func `the folders that the run read are in the command, home as the shell knows it`() {
        var builder = RunBuilder(NotebookBuilder(name: "a.md").notebook)
        builder.environment = [.init("threads", "2")]
        builder.commandOptions = [
            .init("--data-dir", "~/my data"), .init("--allow-read", "../shared"), .init("--allow-read", "~x"),
        ]
        #expect(
            RerunCommand(of: builder.run).text
                == "stepbook run a.md --threads 2 --data-dir ~/'my data' --allow-read ../shared --allow-read '~x'"
        )
    }

    @Test func `the number of threads is always in the command, for bits depend on it`() {
        var builder = RunBuilder(NotebookBuilder(name: "a.md").notebook)
        builder.environment = [.init("processor", "one"), .init("threads", "3")]
        #expect(RerunCommand(of: builder.run).text == "stepbook run a.md --threads 3")
    }
}
