import Foundation
import Glibc
import TestSupport
import Testing

struct PredictCommandTests {
    /// The program beside saved networks and pictures; made once.
    private static let prepared = Result {
        let tool = try BuiltTool.besideDigitNetwork()
        try tool.folder.write(one, to: "mine/one.pgm")
        try tool.folder.write(.inked(240, 240) { _, _ in false }, to: "mine/blank.pgm")
        try tool.folder.write("hello", to: "text.png")
        return tool
    }

    /// A picture of a 1.
    private static let one = Data.inked(240, 240) { abs($0 - 120) < 9 && abs($1 - 120) < 80 }

    @Test(arguments: ["net.pt", "net.safetensors"])
    func `a folder's pictures are read with a saved network`(file: String) throws {
        let outcome = try Self.prepared.get().run("predict", "out/n/\(file)", "mine")
        #expect(outcome.status == 0)
        #expect(outcome.messages == "")
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines.first == "mine/blank.pgm  no writing found")
        #expect(
            lines.last?.wholeMatch(
                of: /mine\/one\.pgm    1  [0-9.]+\u{A0}?.?%  \(\d [0-9.]+.%, \d [0-9.]+.%\)/) != nil,
            "\(outcome.output)")
    }

    /// One file in 32 begins with the byte that pickles begin with.
    @Test func `a file whose header is as long as a pickle's mark is read`() throws {
        let tool = try BuiltTool.besideCell(
            """
            let digits = load("builtin", train: 20, test: 5)
            let model = train(digits, layers: [flatten, dense(16), relu, dense(10)])
            save(model, to: "net.safetensors")
            save(model, to: "net.pth")
            """)
        #expect(try tool.run("run", "notebook.md").status == 0)
        // Of that length, with blanks after the header.
        let saved = [UInt8](try tool.folder.data("Output/notebook/net.safetensors"))
        let length = Int(saved[0]) + Int(saved[1]) << 8
        let longer = length + (0x180 - length % 0x100) % 0x100
        let file =
            [UInt8(longer & 0xFF), UInt8(longer >> 8)] + saved[2..<8 + length]
            + [UInt8](repeating: 0x20, count: longer - length) + saved[(8 + length)...]
        #expect(file[0] == 0x80)
        try tool.folder.write(Data(file), to: "Output/notebook/net.safetensors")
        try tool.folder.write(Self.one, to: "one.pgm")
        for file in ["net.safetensors", "net.pth"] {
            let outcome = try tool.run("predict", "Output/notebook/\(file)", "one.pgm")
            #expect(outcome.status == 0)
            #expect(outcome.messages == "")
            #expect(outcome.output.hasPrefix("one.pgm  "))
        }
    }

    @Test func `programs get every probability, and where it was read`() throws {
        let outcome = try Self.prepared.get().run(
            "predict", "out/n/net.pt", "mine/one.pgm", "mine/blank.pgm", "--json")
        #expect(outcome.status == 0)
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
        #expect(list.map { $0["file"] as? String } == ["mine/one.pgm", "mine/blank.pgm"])
        #expect((list[1]["readings"] as? [Any])?.isEmpty == true)
        let reading = try #require((list[0]["readings"] as? [[String: Any]])?.first)
        #expect(reading["label"] as? String == "1")
        let box = try #require(reading["box"] as? [String: Int])
        #expect(abs((box["x"] ?? 0) - 112) < 4 && abs((box["height"] ?? 0) - 159) < 6, "\(box)")
        let probabilities = try #require(reading["probabilities"] as? [[String: Any]])
        #expect(Set(probabilities.compactMap { $0["label"] as? String }).count == 10)
        let sum = probabilities.compactMap { $0["probability"] as? Double }.reduce(0, +)
        #expect(abs(sum - 1) < 1e-4)
    }

    @Test func `a terminal shows the share of the pictures that are read, until an error or the result`()
        throws
    {
        guard
            SkipLog.allows(
                "terminal/script", FileManager.default.isExecutableFile(atPath: "/usr/bin/script"),
                "there is no 'script'")
        else { return }
        let tool = try Self.prepared.get()
        for number in 0..<4 { try tool.folder.write(Self.one, to: "many/\(number).pgm") }
        try tool.folder.write(Self.one.prefix(100), to: "many/4.pgm")
        let environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "", "HOME": tool.folder.path,
            "XDG_CACHE_HOME": tool.folder.path + "/cache", "TERM": "xterm", "NO_COLOR": "1",
        ]
        func pieces(_ pictures: String) throws -> [String] {
            let command = "\(BuiltTool.executable.path) predict out/n/net.pt \(pictures)"
            return try ChildProcess.run(
                ["script", "-qec", command, "/dev/null"], environment: environment, in: tool.folder.path
            ).output.components(separatedBy: "\r\u{1B}[2K")
        }
        let shown = try pieces("many")
        #expect(
            Array(shown.dropLast())
                == ["", "0", "20", "40", "60", "80"].map {
                    $0.isEmpty ? "" : "reading pictures \($0)\u{A0}%…"
                })
        let last = (shown.last ?? "").split(whereSeparator: \.isNewline)
        #expect(last.first?.hasPrefix("error: 'many/4.pgm' ") == true, "\(last)")
        #expect(last.count { $0.hasPrefix("many/") && $0.contains("  1  ") } == 4, "\(last)")
        let several = try pieces("many/0.pgm many/1.pgm")
        #expect(several.contains("reading pictures 50\u{A0}%…"), "\(several)")
        let one = try pieces("many/0.pgm")
        #expect(one.count == 1, "\(one)")
    }

    @Test func `a file that cannot be read is reported, and the others are read`() throws {
        let outcome = try Self.prepared.get().run(
            "predict", "out/n/net.pt", "text.png", "nothing.png", "mine/one.pgm")
        #expect(outcome.status == 1)
        #expect(outcome.output.hasPrefix("mine/one.pgm  1  "))
        #expect(
            outcome.messages == """
                error: 'text.png' is neither PNG, JPEG nor PGM
                error: 'nothing.png' cannot be read: there is no such file or folder

                """)
    }

    @Test func `the report in the place of its network is told from a page of the web`() throws {
        let outcome = try Self.prepared.get().run("predict", "out/n.html", "mine/one.pgm")
        #expect(outcome.status != 0)
        #expect(outcome.messages.contains("it is a report of stepbook"), "\(outcome.messages)")
    }

    @Test func `a pipe is reported once, and a folder without pictures is named once`() throws {
        let tool = try Self.prepared.get()
        try FileManager.default.createDirectory(
            atPath: tool.folder.path + "/pipes", withIntermediateDirectories: true)
        #expect(mkfifo(tool.folder.path + "/pipes/p.png", 0o600) == 0)
        let pipe = try tool.run("predict", "out/n/net.pt", "pipes/p.png")
        #expect(pipe.status == 1)
        #expect(pipe.messages == "error: 'pipes/p.png' is a pipe, not a file\n")
        let folder = try tool.run("predict", "out/n/net.pt", "pipes")
        #expect(folder.status == 1)
        #expect(
            folder.messages
                == "error: 'pipes' has no pictures: no PNG, JPEG or PGM files; it holds 1 that is no file ('p.png')\n"
        )
    }

    @Test func `a coloured picture is reported if the network was trained on pictures, not if on ink`()
        throws
    {
        let tool = try BuiltTool.besidePictureNetwork()
        try tool.folder.write(Data.colouredPicture, to: "a.png")
        try tool.folder.write(Data.graymap(2, 2, [1, 2, 3, 4]), to: "b.pgm")
        let one = try tool.run("predict", "Output/notebook/net.pt", "a.png")
        #expect(
            one.messages
                == "warning: Colours became grey: 'a.png' is coloured, and a network sees it in one channel, without its colours.\n"
        )
        let two = try tool.run("predict", "Output/notebook/net.pt", "a.png", "b.pgm")
        #expect(
            two.messages
                == "warning: Colours became grey: 1 of 2 pictures is coloured, and a network sees it in one channel, without its colours.\n"
        )
        let grey = try tool.run("predict", "Output/notebook/net.pt", "b.pgm")
        #expect(grey.messages == "")
        let prepared = try Self.prepared.get()
        let row = [UInt8](
            (0..<240).flatMap { abs($0 - 120) < 9 ? [0, 0, 160] as [UInt8] : [240, 240, 235] })
        let blank = [UInt8]((0..<240).flatMap { _ in [240, 240, 235] as [UInt8] })
        try prepared.folder.write(
            Data.png(
                240, 240, colourType: 2, bitDepth: 8,
                rows: (0..<240).map { abs($0 - 120) < 80 ? row : blank }), to: "ink.png")
        let ink = try prepared.run("predict", "out/n/net.pt", "ink.png")
        #expect(ink.status == 0)
        #expect(ink.messages == "")
    }

    @Test(arguments: [
        (["out/n.html", "mine"], 1, "error: 'out/n.html' cannot be used: it is a report of stepbook"),
        (
            ["out/n/net.onnx", "mine"], 1,
            "error: 'out/n/net.onnx' cannot be used: it is an ONNX file, which is for other programs; save the network as .pt or .safetensors too\n"
        ),
        (["none.pt", "mine"], 64, "error: 'none.pt' cannot be read: there is no such file or folder"),
        (["out/n/net.pt"], 64, "error: Missing expected argument '<images> ...'"),
        (
            ["out/n/net.pt", "mine", "--find", "letters"], 64,
            "error: The value 'letters' is invalid for '--find"
        ),
        (
            ["out/n/net.pt", "mine", "--find", "digits", "--prepare", "scale"], 64,
            "error: '--prepare scale' does not go with '--find digits'"
        ),
    ]) func `mistakes in the command are reported`(
        arguments: [String], status: Int32, message: String
    ) throws {
        let outcome = try Self.prepared.get().run(list: ["predict"] + arguments)
        #expect(outcome.status == status)
        #expect(outcome.messages.hasPrefix(message), "\(outcome.messages)")
        #expect(outcome.output == "")
    }

    @Test func `a folder is read with its subfolders, and skipped files are reported`() throws {
        let tool = try Self.prepared.get()
        try tool.folder.write(Self.one, to: "deep/2/b.jpg")
        try tool.folder.write(Self.one, to: "deep/10/a")
        try tool.folder.write("RIFF\u{10}\0\0\0WEBPVP8 ", to: "deep/c.png")
        try FileManager.default.createSymbolicLink(
            atPath: tool.folder.path + "/deep/link.pgm", withDestinationPath: "10/a")
        try FileManager.default.createSymbolicLink(
            atPath: tool.folder.path + "/deep/out.pgm", withDestinationPath: "../mine/one.pgm")
        let outcome = try tool.run("predict", "out/n/net.pt", "deep")
        #expect(outcome.status == 0)
        #expect(
            outcome.output.split(separator: "\n").map { $0.prefix { $0 != " " } } == [
                "deep/2/b.jpg", "deep/10/a", "deep/link.pgm",
            ])
        #expect(
            outcome.messages == """
                warning: Not read of 'deep': 1 link that leads out of what may be read ('out.pgm'), 1 WebP picture ('c.png'; save it as PNG or JPEG).

                """)
    }

    @Test func `a picture of the network's own size on grey paper is prepared`() throws {
        let tool = try Self.prepared.get()
        let stroke = (0..<784).map {
            (3...4).contains($0 % 28) && (2...15).contains($0 / 28) ? UInt8(40) : 190
        }
        try tool.folder.write(Data.graymap(28, 28, stroke), to: "small/one.pgm")
        let outcome = try tool.run("predict", "out/n/net.pt", "small/one.pgm", "--json")
        let list = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]])
        let reading = try #require((list[0]["readings"] as? [[String: Any]])?.first)
        #expect(reading["label"] as? String == "1")
        let box = try #require(reading["box"] as? [String: Int])
        #expect(box["x"] ?? 0 < 5 && box["width"] ?? 28 < 6, "\(box)")
    }

    @Test func `a network of PyTorch's that does not say its layers is refused with what to do`() throws {
        let tool = try Self.prepared.get()
        let fixture = BuiltTool.packageFolder.appending(path: "Tests/StepsTests/Fixtures/float32.pt")
        let outcome = try tool.run("predict", fixture.path, "mine")
        #expect(outcome.status == 1)
        #expect(
            outcome.messages.hasSuffix(
                "it does not say what layers it has; 'loadModel' in a notebook reads it with 'for:' and 'layers:'\n"
            ))
    }
}
