public import Foundation

extension BuiltTool {
    private struct Failure: Error {
        let description: String
    }

    /// An executable that ran a notebook with a network for pictures in colour, of airplanes and frogs: the report is
    /// `out/n.html`, the network `out/n/net.pt`.
    ///
    /// - Parameters:
    ///   - files: further files beside the notebook, by their names.
    ///   - rest: further lines of the notebook's cell, which has `set` and `model`.
    public static func besideColourNetwork(
        files: [String: Data] = [:], _ rest: String = ""
    ) throws -> BuiltTool {
        let tool = try BuiltTool()
        for (name, data) in files { try tool.folder.write(data, to: name) }
        for number in 0..<40 {
            let isAirplane = number.isMultiple(of: 2)
            try tool.folder.write(
                .colourPicture(14, 12, ofAirplane: isAirplane, number: number),
                to: "set/\(isAirplane ? "airplane" : "frog")/\(number).png")
        }
        try tool.folder.write(
            """
            ```swift-step
            let set = normalize(load(from: "set", split: 0.25, size: 12))
            let model = train(
                set,
                layers: [
                    conv2d(8, kernel: 3, padding: 1, bias: false), batchNorm2d, relu,
                    residual([conv2d(8, kernel: 3, padding: 1, bias: false), batchNorm2d, relu]),
                    globalAveragePool2d, dense(2),
                ], optimizer: adam(learningRate: 0.02), epochs: 10, batchSize: 5)
            save(model, to: "net.pt")
            \(rest)
            ```

            """, to: "n.md")
        let outcome = try tool.run("run", "n.md", "--output-dir", "out", "--quiet")
        guard outcome.status == 0 else { throw Failure(description: outcome.messages) }
        return tool
    }
}

extension Data {
    /// A PNG file of an airplane, which is red, or of a frog, which is green and as light.
    public static func colourPicture(
        _ width: Int, _ height: Int, ofAirplane isAirplane: Bool, number: Int = 0
    ) -> Data {
        let rows = (0..<height).map { y in
            (0..<width).flatMap { x -> [UInt8] in
                let shade = UInt8((37 * x * x + 101 * y + 13 * x * y + 7 * number) % 60)
                return isAirplane ? [98 + shade, 0, shade] : [0, 50 + shade, shade]
            }
        }
        return .png(width, height, colourType: 2, bitDepth: 8, rows: rows)
    }
}
