/// The notebook that `stepbook new` writes: small, complete, and run in seconds.
struct NotebookTemplate {
    let title: String

    /// The notebook's text.
    var text: String {
        """
        ---
        title: "\(title.map { "\"\\".contains($0) ? "\\\($0)" : String($0) }.joined())"
        params:
          epochs: 2
        seed: 1
        ---

        What question does this experiment answer? Write it here, in Markdown.

        ## Data

        `"builtin"` are digits that stepbook draws itself; `"mnist"` are the real ones.

        ```swift-step
        let digits = load("builtin", train: 5000, test: 1000)
        plot(digits, count: 24)
        let scaled = normalize(digits)
        ```

        ## Model

        ```swift-step
        //| caption: Loss and accuracy by epoch
        let model = train(
            scaled,
            layers: [
                conv2d(16, kernel: 3, padding: 1), relu, maxPool2d(2),
                flatten, dense(64), relu, dense(10),
            ],
            optimizer: adam(learningRate: 0.002),
            epochs: params.epochs, validation: 0.1
        )
        plot(model.history)
        ```

        ## Result

        ```swift-step
        let result = evaluate(model, on: scaled.test)
        plot(result.confusion)
        expect(result.accuracy >= 0.8, "reads at least 80 % of the digits")
        ```

        The network classifies `= percent(result.accuracy, 1)` of `= integer(result.count)` digits correctly.

        """
    }
}
