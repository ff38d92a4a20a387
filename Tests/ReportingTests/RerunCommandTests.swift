import Notebooks
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

    @Test func `a seed other than the notebook's is in the command, before the threads`() {
        var notebook = NotebookBuilder(name: "a.md")
        notebook.frontMatter.seed = 7
        var builder = RunBuilder(notebook.notebook)
        builder.params = [.init(name: "epochs", value: .integer(5), isOverridden: true)]
        builder.environment = [.init("threads", "2")]
        builder.seed = 7
        #expect(RerunCommand(of: builder.run).text == "stepbook run a.md -P epochs=5 --threads 2")
        builder.seed = .max
        #expect(
            RerunCommand(of: builder.run).text
                == "stepbook run a.md -P epochs=5 --seed 18446744073709551615 --threads 2")
    }

    @Test func `paths in the notebook's folder are in the command, and others are placeholders`() {
        var builder = RunBuilder(NotebookBuilder(name: "a.md").notebook)
        builder.environment = [.init("threads", "2")]
        builder.commandOptions = [
            .init("--data-dir", ""), .init("--allow-read", "my data"), .init("--allow-read", ""),
            .init("--allow-read", ""), .init("--template", "-page.html"),
        ]
        let command = RerunCommand(of: builder.run)
        #expect(
            command.text
                == "stepbook run a.md --threads 2 --data-dir DATA --allow-read 'my data' --allow-read FOLDER --allow-read FOLDER --template ./-page.html"
        )
        #expect(command.withheld.map(\.name) == ["DATA", "FOLDER"])
        #expect(
            Report(of: builder.run).html.contains(
                "<code>DATA</code>: a folder of data, of which this run read nothing."))
    }

    @Test(arguments: [
        ("-x.md", "./-x.md"), ("--help", "./--help"), ("a b.md", "'a b.md'"),
        ("some/where/it's.md", #"'it'\''s.md'"#),
        ("a\"b.md", #"'a"b.md'"#), ("$(id).md", "'$(id).md'"), ("`id`.md", "'`id`.md'"), ("ä.md", "'ä.md'"),
        ("a\nb.md", #"$'a\u000ab.md'"#), ("\u{202E}dm.a", #"$'\u202edm.a'"#),
        ("it's\u{1B}[31m\\.md", #"$'it\'s\u001b[31m\\.md'"#),
        ("-\u{200F}.md", #"$'./-\u200f.md'"#), ("~.md", "'~.md'"), ("a;b&c|d.md", "'a;b&c|d.md'"),
        ("!a.md", "'!a.md'"), ("=a.md", "'=a.md'"),
    ])
    func `a notebook of any name is named as a shell reads it`(name: String, word: String) {
        let builder = RunBuilder(NotebookBuilder(name: name).notebook)
        #expect(RerunCommand(of: builder.run).text == "stepbook run \(word)")
    }

    @Test func `the number of threads is always in the command, because the bits depend on it`() {
        var builder = RunBuilder(NotebookBuilder(name: "a.md").notebook)
        builder.environment = [.init("processor", "one"), .init("threads", "3")]
        #expect(RerunCommand(of: builder.run).text == "stepbook run a.md --threads 3")
    }
}
