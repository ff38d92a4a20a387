extension BuiltTool {
    private struct Failure: Error {
        let description: String
    }

    /// A notebook that trains a network to read digits in some seconds, and saves it in each format.
    private static let digitNotebook = """
        ```swift-step
        let digits = normalize(load("builtin", train: 3000, test: 20))
        let model = train(digits, layers: [conv2d(8, kernel: 5), relu, maxPool2d(2), flatten, dense(10)], epochs: 3, optimizer: adam(learningRate: 0.003))
        save(model, to: "net.pt", names: ["conv", "fc"])
        save(model, to: "net.safetensors")
        save(model, to: "net.onnx")
        ```

        """

    /// An executable beside a network that reads digits: `out/n/net.pt`, and the same as `.safetensors` and `.onnx`.
    public static func besideDigitNetwork() throws -> BuiltTool {
        let tool = try BuiltTool()
        try tool.folder.write(digitNotebook, to: "n.md")
        let outcome = try tool.run("run", "n.md", "--output-dir", "out", "--quiet")
        guard outcome.status == 0 else { throw Failure(description: outcome.messages) }
        return tool
    }
}
