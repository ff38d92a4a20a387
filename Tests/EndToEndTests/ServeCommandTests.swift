import Foundation
import FoundationNetworking
import TestSupport
import Testing

/// `stepbook serve`, over the loopback interface.
struct ServeCommandTests {
    /// The program beside a saved network; made once.
    private static let prepared = Result { try BuiltTool.besideDigitNetwork() }

    /// A picture with the given number of vertical strokes.
    private static func picture(strokes: Int) -> Data {
        .inked(300, 200) { column, row in
            abs(row - 100) < 70 && (0..<strokes).contains { abs(column - 60 - 90 * $0) < 8 }
        }
    }

    private struct Answer {
        var status = 0
        var headers: [String: String] = [:]
        var body = Data()

        var object: [String: Any] {
            (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:]
        }
    }

    private static func ask(
        _ address: String, _ method: String = "GET", body: Data? = nil, headers: [String: String] = [:]
    ) throws -> Answer {
        var request = URLRequest(url: try #require(URL(string: address)))
        request.httpMethod = method
        request.httpBody = body
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        final class Box: @unchecked Sendable { var answer = Answer() }
        let (box, done) = (Box(), DispatchSemaphore(value: 0))
        let session = URLSession(configuration: .ephemeral)
        session.dataTask(with: request) { data, response, _ in
            let response = response as? HTTPURLResponse
            box.answer.status = response?.statusCode ?? 0
            for (name, value) in response?.allHeaderFields ?? [:] {
                box.answer.headers["\(name)".lowercased()] = "\(value)"
            }
            box.answer.body = data ?? Data()
            done.signal()
        }.resume()
        done.wait()
        session.invalidateAndCancel()
        return box.answer
    }

    @Test func `a page and an address for pictures are served until Ctrl-C`() throws {
        let server = try Self.prepared.get().start("serve", "out/n/net.pt", "--port", "0")
        let address = server.firstLine
        #expect(address.wholeMatch(of: /http:\/\/127\.0\.0\.1:\d+\//) != nil, "\(address)")

        let page = try Self.ask(address)
        #expect(page.status == 200)
        #expect(page.headers["content-type"] == "text/html; charset=utf-8")
        #expect(page.headers["x-content-type-options"] == "nosniff")
        #expect(page.headers["access-control-allow-origin"] == nil)
        let html = String(decoding: page.body, as: UTF8.self)
        #expect(html.contains("<title>net.pt</title>"))
        #expect(html.contains("It reads digits on images of 28 × 28 pixels: 0, 1, 2, "))
        #expect(html.contains(" several digits on each") && html.contains("<code>?find=digits</code>"))
        #expect(html.contains("curl --data-binary @picture.png \(address)predict"))

        let one = try Self.ask(address + "predict", "POST", body: Self.picture(strokes: 1))
        #expect(one.status == 200)
        #expect(one.headers["content-type"] == "application/json")
        let readings = try #require(one.object["readings"] as? [[String: Any]])
        #expect(readings.map { $0["label"] as? String } == ["1"])
        let probabilities = try #require(readings[0]["probabilities"] as? [[String: Any]])
        #expect(Set(probabilities.compactMap { $0["label"] as? String }) == Set((0...9).map(String.init)))
        let sum = probabilities.compactMap { $0["probability"] as? Double }.reduce(0, +)
        #expect(abs(sum - 1) < 1e-5)

        let several = try Self.ask(
            address + "predict?find=digits", "POST", body: Self.picture(strokes: 3))
        let found = try #require(several.object["readings"] as? [[String: Any]])
        #expect(found.map { $0["label"] as? String } == ["1", "1", "1"])
        let places = found.compactMap { ($0["box"] as? [String: Int])?["x"] }
        #expect(places.count == 3 && places == places.sorted())

        #expect(server.interrupt() == 0)
        #expect(server.output == address + "\n")
        #expect(
            server.messages == """
                serving 'out/n/net.pt' to this machine; Ctrl-C ends it
                it reads digits on images of 28 × 28 pixels: 0, 1, 2, 3, 4, 5, 6, 7, 8, 9

                """)
    }

    @Test func `a network of pictures is served as one of pictures, with its classes and their size`() throws
    {
        let tool = try BuiltTool()
        for (label, level) in [("cat", 30), ("dog", 200)] {
            for number in 0..<8 {
                let image = Data.graymap(12, 10, (0..<120).map { UInt8(level + (number + $0) % 20) })
                try tool.folder.write(image, to: "animals/\(label)/\(number).pgm")
            }
        }
        try tool.folder.write(
            """
            ```swift-step
            let animals = normalize(load(from: "animals", split: 0.25))
            save(train(animals, layers: [flatten, dense(2)]), to: "net.pt")
            ```

            """, to: "n.md")
        #expect(try tool.run("run", "n.md", "--output-dir", "out", "--quiet").status == 0)
        let server = try tool.start("serve", "out/n/net.pt", "--port", "0")
        let html = String(decoding: try Self.ask(server.firstLine).body, as: UTF8.self)
        #expect(html.contains("It tells pictures of 12 × 10 pixels apart: cat, dog. "))
        for words in ["several digits on each", "<code>?find=digits</code>", "Draw a digit"] {
            #expect(!html.contains(words), "\(words)")
        }
        #expect(server.interrupt() == 0)
        #expect(server.messages.hasSuffix("\nit tells pictures of 12 × 10 pixels apart: cat, dog\n"))
    }

    @Test
    func
        `a request without a picture, with too much or for an unknown path is refused with a message, and the next one is answered`()
        throws
    {
        let server = try Self.prepared.get().start("serve", "out/n/net.pt", "--port", "0")
        let address = server.firstLine
        func refused(_ path: String, _ method: String, _ body: Data? = nil) throws -> (Int, String) {
            let answer = try Self.ask(address + path, method, body: body)
            return (answer.status, answer.object["error"] as? String ?? "")
        }
        let good = Self.picture(strokes: 1)
        let cases: [(path: String, method: String, body: Data?, status: Int, words: String)] = [
            ("predict", "POST", Data("hello".utf8), 400, "the picture is neither PNG, JPEG nor PGM"),
            ("predict", "POST", nil, 400, "send a picture: curl --data-binary @picture.png …/predict"),
            (
                "predict", "POST",
                Data("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n".utf8) + good, 400,
                "this is a form; send the picture alone: curl --data-binary @picture.png …/predict"
            ),
            ("predict", "POST", good.dropLast(9), 400, "the picture is cut short"),
            ("predict", "POST", Data(count: 20_000_001), 413, "a request brings at most 20000000 bytes"),
            ("predict?find=letters", "POST", good, 400, "'find' is digit or digits"),
            ("predict?prepare=no", "POST", good, 400, "'prepare' is digit or scale"),
            (
                "predict?find=digits&prepare=scale", "POST", good, 400,
                "'prepare=scale' does not go with 'find=digits'"
            ),
            ("predict?model=x", "POST", good, 400, "there is no 'model'; there are find and prepare"),
            ("predict", "GET", nil, 405, "'/predict' takes POST"),
            ("", "PUT", good, 405, "'/' takes GET"),
            ("out/n/net.pt", "GET", nil, 404, "there is no '/out/n/net.pt'; there are GET /, POST /predict"),
        ]
        for (path, method, body, status, words) in cases {
            let found = try refused(path, method, body)
            #expect(found.0 == status, "\(method) \(path)")
            #expect(found.1.hasPrefix(words), "\(method) \(path): \(found.1)")
        }
        #expect(try Self.ask(address + "predict", "POST", body: good).status == 200)
        #expect(server.interrupt() == 0)
    }

    @Test func `nothing outside of this machine is listened to, and no page of another place is answered`()
        throws
    {
        let server = try Self.prepared.get().start(
            "serve", "out/n/net.pt", "--port", "0", "--allow-origin", "http://localhost:3000")
        let address = server.firstLine
        let port = try #require(Int(address.split(separator: ":").last?.prefix { $0 != "/" } ?? ""))
        // The system's own list: local address and port in hexadecimal, 0A for a socket that listens.
        let hexadecimal = String(port, radix: 16, uppercase: true)
        let suffix = ":" + String(repeating: "0", count: 4 - hexadecimal.count) + hexadecimal
        var listening: [String] = []
        for path in ["/proc/net/tcp", "/proc/net/tcp6"] {
            let table = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            for line in table.split(separator: "\n") {
                let fields = line.split(separator: " ")
                if fields.count > 3, fields[1].hasSuffix(suffix), fields[3] == "0A" {
                    listening.append(String(fields[1]))
                }
            }
        }
        #expect(listening == ["0100007F" + suffix])

        func status(_ headers: [String: String]) throws -> Answer {
            try Self.ask(
                address + "predict", "POST", body: Self.picture(strokes: 1), headers: headers)
        }
        #expect(try status(["Host": "example.org:\(port)"]).status == 421)
        #expect(try status(["Origin": "http://example.org"]).status == 403)
        let allowed = try status(["Origin": "http://localhost:3000"])
        #expect(allowed.status == 200)
        #expect(allowed.headers["access-control-allow-origin"] == "http://localhost:3000")
        let question = try Self.ask(
            address + "predict", "OPTIONS", headers: ["Origin": "http://localhost:3000"])
        #expect(question.status == 204)
        #expect(server.interrupt() == 0)
    }

    @Test func `colours that a network trained on pictures does not see are reported, in the terminal once`()
        throws
    {
        let tool = try BuiltTool.besidePictureNetwork()
        let server = try tool.start("serve", "Output/notebook/net.pt", "--port", "0")
        let sentence =
            "Colours became grey: the picture is coloured, and a network sees it in one channel, without its colours."
        for _ in 0..<2 {
            let answer = try Self.ask(server.firstLine + "predict", "POST", body: .colouredPicture)
            #expect(answer.status == 200)
            #expect(answer.object["notice"] as? String == sentence)
        }
        let grey = try Self.ask(
            server.firstLine + "predict", "POST", body: Data.graymap(2, 2, [1, 2, 3, 4]))
        #expect(grey.object["notice"] == nil)
        #expect(server.interrupt() == 0)
        #expect(
            server.messages
                == "serving 'Output/notebook/net.pt' to this machine; Ctrl-C ends it\n"
                + "it tells pictures of 2 × 2 pixels apart: 0, 1\nwarning: \(sentence)\n")
    }

    @Test
    func `pictures are read in colour for a network of colours, and no handwriting is looked for in them`()
        throws
    {
        let tool = try BuiltTool.besideColourNetwork()
        let server = try tool.start("serve", "out/n/net.pt", "--port", "0")
        let address = server.firstLine + "predict"
        let frog = Data.colourPicture(33, 25, ofAirplane: false)
        let answer = try Self.ask(address, "POST", body: frog)
        #expect(answer.status == 200)
        let readings = try #require(answer.object["readings"] as? [[String: Any]])
        #expect(readings.map { $0["label"] as? String } == ["frog"])
        #expect(readings[0]["box"] is NSNull)
        #expect(answer.object["notice"] == nil)
        let sentence = "The network takes colours: the picture is grey, and is seen in three equal channels."
        let grey = try Self.ask(address, "POST", body: Data.graymap(2, 2, [1, 2, 3, 4]))
        #expect(grey.object["notice"] as? String == sentence)
        for query in ["?find=digits", "?prepare=digit"] {
            let refused = try Self.ask(address + query, "POST", body: frog)
            #expect(refused.status == 400)
            #expect(
                refused.object["error"] as? String
                    == "the network takes pictures in colour, which are scaled as they are: no handwriting is looked for in them"
            )
        }
        #expect(try Self.ask(address + "?prepare=scale", "POST", body: frog).status == 200)
        #expect(server.interrupt() == 0)
        #expect(
            server.messages == """
                serving 'out/n/net.pt' to this machine; Ctrl-C ends it
                it tells pictures in colour of 12 × 12 pixels apart: airplane, frog
                warning: \(sentence)

                """)
    }

    @Test func `a used port, an invalid network and an invalid origin are errors with messages`()
        throws
    {
        let tool = try Self.prepared.get()
        let server = try tool.start("serve", "out/n/net.pt", "--port", "0")
        let port = server.firstLine.split(separator: ":").last?.prefix { $0 != "/" } ?? ""
        let taken = try tool.run("serve", "out/n/net.pt", "--port", String(port))
        #expect(taken.status == 1)
        #expect(
            taken.messages
                == "error: port \(port) is taken; name another with --port, or 0 for any that is free\n")
        let none = try tool.run("serve", "n.md")
        #expect(none.status == 1)
        #expect(none.messages.hasPrefix("error: 'n.md' cannot be used: "))
        let origin = try tool.run("serve", "out/n/net.pt", "--allow-origin", "localhost")
        #expect(origin.status == 64)
        #expect(
            origin.messages.hasPrefix(
                "error: '--allow-origin localhost': give scheme, host and port alone, such as http://localhost:3000\n"
            ))
        #expect(server.interrupt() == 0)
    }
}
