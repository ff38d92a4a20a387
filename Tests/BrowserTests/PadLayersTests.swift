import Foundation
import TestSupport
import Testing

/// Layers that the network of the other pads does not have, computed by a page as the engine computes them.
@Suite(.serialized, .enabled(if: Browser.isThere))
struct PadLayersTests {
    /// Layers of networks, each kind of layer in one of them.
    private static let networks = [
        """
        batchNorm2d, conv2d(8, kernel: 3, padding: 1), batchNorm2d, relu, maxPool2d(2), conv2d(12, kernel: 3),
        batchNorm2d, relu, maxPool2d(3, stride: 2), flatten, dense(10),
        """,
        """
        conv2d(8, kernel: 3, padding: 1), leakyReLU, maxPool2d(2), conv2d(12, kernel: 3),
        leakyReLU(slope: 0.5), maxPool2d(3, stride: 2), flatten, dense(10),
        """,
        """
        conv2d(8, kernel: 3, padding: 1), gelu, averagePool2d(2), conv2d(16, kernel: 3, groups: 4), silu,
        averagePool2d(3, stride: 2), flatten, dense(24), tanh, dense(10),
        """,
        "flatten, dense(64), sigmoid, dense(10),",
        """
        conv2d(16, kernel: 3, padding: 1, bias: false), batchNorm2d, relu, maxPool2d(2),
        residual([conv2d(16, kernel: 3, padding: 1, bias: false), batchNorm2d, relu]),
        residual([conv2d(24, kernel: 3, stride: 2, padding: 2, dilation: 2), batchNorm2d],
            shortcut: [conv2d(24, kernel: 1, stride: 2, bias: false), batchNorm2d]),
        globalMaxPool2d, dense(10),
        """,
        """
        conv2d(16, kernel: 3, padding: 1), relu, maxPool2d(2), conv2d(32, kernel: 3), relu,
        globalAveragePool2d, dense(10),
        """,
        """
        layerNorm, conv2d(8, kernel: 3, padding: 1), layerNorm, relu, maxPool2d(3), flatten, layerNorm,
        dense(10),
        """,
        "flatten, batchNorm1d, dense(10),",
        """
        conv2d(8, kernel: 3), relu, maxPool2d(2), flatten, relu, batchNorm1d, dropout(0.1), dense(24), batchNorm1d, relu,
        dense(10),
        """,
    ]

    @Test func `every kind of layer that a page computes is in one of these networks`() throws {
        let sources = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/Reporting/Resources/Script/Layers")
        let scripts = try FileManager.default.contentsOfDirectory(atPath: sources.path)
            .filter { $0.hasSuffix(".js") && $0 != "windows.js" }.map { String($0.dropLast(3)) }
        #expect(scripts.count >= 17)
        let words = Set(
            Self.networks.joined(separator: " ").split { !$0.isLetter && !$0.isNumber }.map(String.init))
        #expect(scripts.filter { !words.contains($0) } == [])
    }

    @Test(arguments: networks)
    func `a page computes layers as the trained network does`(layers: String) throws {
        let tool = try BuiltTool()
        try tool.folder.write(
            """
            ```swift-step
            let digits = normalize(load("builtin", train: 3000, test: 400))
            let model = train(
                digits,
                layers: [
                    \(layers.replacing("\n", with: "\n            "))
                ], epochs: 2)
            pad(model, on: digits.test, checks: 400)
            ```

            """, to: "n.md")
        let outcome = try tool.run("run", "n.md", "--output-dir", "out", "--quiet")
        #expect(outcome.status == 0, "\(outcome.messages)")
        let browser = try Browser()
        try browser.show(width: 1280, theme: "light")
        try browser.open(tool.folder.url.appending(path: "out/n.html"))
        func check() throws -> String {
            try browser.evaluate("document.querySelector('.pad-check').textContent") as? String ?? ""
        }
        for _ in 0..<200 {
            if try check().hasPrefix("This page reads") { break }
            _ = try browser.evaluate("new Promise(done => setTimeout(done, 100))")
        }
        let words = try check()
        let match = try #require(
            words.wholeMatch(of: /This page reads as the engine does on (\d+) of 400 test images\./),
            "\(words)")
        // These small networks have weights of 16 bits; of 8 bits, up to 3 of 400 pictures are on the other side of a tie.
        #expect(try #require(Int(match.output.1)) >= 399)
        #expect(browser.consoleMessages == [])
    }
}
