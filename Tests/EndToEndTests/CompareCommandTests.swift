import Foundation
import Glibc
import TestSupport
import Testing

/// `stepbook compare` on the records of two runs.
struct CompareCommandTests {
    @Test func `two runs of a notebook become one page, the same for the same runs`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md", "--output-dir", "one").status == 0)
        #expect(try tool.run("run", "small.md", "-P", "epochs=2", "--output-dir", "other").status == 0)
        let outcome = try tool.run("compare", "one/small.json", "other/small.json")
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output == "Output/small.comparison.html\n")
        let page = try tool.folder.text("Output/small.comparison.html")
        #expect(page.contains("<h1>Two runs of small.md</h1>"))
        #expect(page.contains("The runs part at "))
        let again = try tool.run("compare", "one/small.json", "other/small.json", "-o", "deep/er/page.html")
        #expect(again.output == "deep/er/page.html\n")
        #expect(try tool.folder.text("deep/er/page.html") == page)
        #expect(
            try tool.run("compare", "one/small.json", "other/small.json").status == 0,
            "an older one is written over")
    }

    @Test func `three runs and more become one page with a row for each`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        for epochs in ["1", "2", "3"] {
            #expect(
                try tool.run("run", "small.md", "-P", "epochs=\(epochs)", "--output-dir", "out\(epochs)")
                    .status
                    == 0)
        }
        let records = ["out1/small.json", "out2/small.json", "out3/small.json"]
        let outcome = try tool.run(list: ["compare"] + records)
        #expect(outcome.status == 0, "\(outcome.messages)")
        #expect(outcome.output == "Output/small.comparison.html\n")
        let page = try tool.folder.text("Output/small.comparison.html")
        #expect(page.contains("<title>3 runs of small.md</title>"))
        #expect(page.contains("All ran the same text."))
        for name in records { #expect(page.contains(name)) }
        #expect(try tool.run(list: ["compare"] + records + ["-o", "again.html"]).status == 0)
        #expect(try tool.folder.text("again.html") == page)
        #expect(try tool.run(list: ["compare"] + records).status == 0, "an older one is written over")
        try FileManager.default.copyItem(
            atPath: tool.folder.path + "/out1/small.json", toPath: tool.folder.path + "/one.json")
        try FileManager.default.copyItem(
            atPath: tool.folder.path + "/out2/small.json", toPath: tool.folder.path + "/two.json")
        let named = try tool.run("compare", "one.json", "two.json", "out3/small.json", "one.json")
        #expect(named.output == "Output/one-and-2-more.comparison.html\n")
        let own = try tool.run(list: ["compare"] + records + ["-o", "out3/small.json", "--overwrite"])
        #expect(own.status == 1 && own.messages.contains("'out3/small.json' is one of the records"))
        #expect(try tool.record("small", in: "out3").status == "ok")
    }

    @Test func `a single record is wrong usage`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        for arguments in [["compare"], ["compare", "a.json"]] {
            #expect(try tool.run(list: arguments).status == 64)
        }
    }

    @Test func `the page names no folder of the machine`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md", "--output-dir", "one").status == 0)
        let root = tool.folder.path
        for paths in [
            ("one/small.json", root + "/one/small.json"), (root + "/one/small.json", "./one/small.json"),
        ] {
            let outcome = try tool.run("compare", paths.0, paths.1, "-o", "page.html", "--overwrite")
            #expect(outcome.status == 0, "\(outcome.messages)")
            let page = try tool.folder.text("page.html")
            #expect(page.contains("small.json"))
            #expect(!page.contains(root))
            for folder in root.split(separator: "/") where folder.utf8.count > 8 {
                #expect(!page.contains(folder))
            }
        }
    }

    @Test func `nothing but an older comparison is written over`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md").status == 0)
        for file in ["small.md", "Output/small.json", "Output/small.html"] {
            let before = try tool.folder.data(file)
            let outcome = try tool.run("compare", "Output/small.json", "Output/small.json", "-o", file)
            #expect(outcome.status == 1)
            #expect(
                outcome.messages
                    == "error: '\(file)' already exists and is not a comparison; name another file with --output, or replace it with --overwrite\n"
            )
            #expect(try tool.folder.data(file) == before)
        }
    }

    @Test func `a link, a pipe and a file that cannot be read are not written over either`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md").status == 0)
        try tool.folder.write("precious", to: "precious")
        let folder = tool.folder.path
        try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "precious")
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/dangling", withDestinationPath: "nowhere")
        #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        for file in ["link", "dangling", "pipe", "Output"] {
            let before = try FileManager.default.attributesOfItem(atPath: folder + "/" + file)[.type]
            let outcome = try tool.run("compare", "Output/small.json", "Output/small.json", "-o", file)
            #expect(outcome.status == 1)
            #expect(outcome.messages.hasPrefix("error: '\(file)' "), "\(outcome.messages)")
            let after = try FileManager.default.attributesOfItem(atPath: folder + "/" + file)[.type]
            #expect(after as? FileAttributeType == before as? FileAttributeType)
        }
        #expect(try tool.folder.text("precious") == "precious")
        #expect(
            try tool.run("compare", "Output/small.json", "Output/small.json", "-o", "link", "--overwrite")
                .status
                == 0)
        #expect(try tool.folder.text("precious") == "precious", "the link is replaced, not followed")
        let record = try tool.folder.data("Output/small.json")
        let own = try tool.run(
            "compare", "Output/small.json", "Output/small.json", "-o", "Output/small.json", "--overwrite")
        #expect(own.status == 1)
        #expect(try tool.folder.data("Output/small.json") == record)
    }

    @Test func `a device, a pipe and a link to one are not written over with leave either`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md").status == 0)
        let folder = tool.folder.path
        #expect(mkfifo(folder + "/pipe", 0o600) == 0)
        for (link, target) in [("null", "/dev/null"), ("to-pipe", "pipe"), ("to-folder", "Output")] {
            try FileManager.default.createSymbolicLink(
                atPath: folder + "/" + link, withDestinationPath: target)
        }
        for file in ["pipe", "null", "to-pipe", "to-folder"] {
            let before = try FileManager.default.attributesOfItem(atPath: folder + "/" + file)[.type]
            let outcome = try tool.run(
                "compare", "Output/small.json", "Output/small.json", "-o", file, "--overwrite")
            #expect(outcome.status == 1)
            #expect(
                outcome.messages
                    == "error: '\(file)' is not a regular file; name another file with --output\n")
            let after = try FileManager.default.attributesOfItem(atPath: folder + "/" + file)[.type]
            #expect(after as? FileAttributeType == before as? FileAttributeType)
        }
    }

    @Test func `a hyphen in place of a file is standard output, and names nothing else`() throws {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md").status == 0)
        let page = try tool.run("compare", "Output/small.json", "Output/small.json", "-o", "-")
        #expect(page.status == 0)
        #expect(
            try tool.run("compare", "Output/small.json", "Output/small.json", "-o", "page.html").status == 0)
        #expect(page.output == (try tool.folder.text("page.html")))
        let notebook = try tool.run("extract", "Output/small.html", "-o", "-")
        #expect(notebook.status == 0)
        #expect(notebook.output == SmallNotebook.text)
        #expect(try tool.run("new", "-").status == 64)
        #expect(try tool.run("run", "small.md", "--output-dir", "-").status == 64)
        #expect(!tool.folder.files.contains { $0.hasPrefix("-") })
    }

    @Test func `a report in place of a record, a missing file and an unwritable path are reported`()
        throws
    {
        let tool = try BuiltTool.besideSmallNotebook()
        #expect(try tool.run("run", "small.md").status == 0)
        let report = try tool.run("compare", "Output/small.json", "Output/small.html")
        #expect(report.status == 1)
        #expect(
            report.messages
                == "error: 'Output/small.html' cannot be compared: it is not a record of a run, as 'stepbook run' "
                + "writes it beside its report; 'Output/small.json' is there to be compared\n")
        let notebook = try tool.run("compare", "small.md", "Output/small.json")
        #expect(notebook.messages.hasSuffix("; 'Output/small.json' is there to be compared\n"))
        try tool.folder.write("<p>", to: "other.html")
        let other = try tool.run("compare", "other.html", "Output/small.json")
        #expect(other.messages.hasSuffix("writes it beside its report\n"))
        let missing = try tool.run("compare", "Output/small.json", "absent.json")
        #expect(missing.status == 64)
        #expect(missing.messages == "error: 'absent.json' cannot be read: there is no such file or folder\n")
        try tool.folder.write("", to: "file")
        let place = try tool.run("compare", "Output/small.json", "Output/small.json", "-o", "file/page.html")
        #expect(place.status == 1)
        #expect(place.messages.hasPrefix("error: 'file/page.html' cannot be written: "))
    }
}
