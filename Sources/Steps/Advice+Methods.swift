import Workflow

extension Advice {
    /// Advice for methods of Python whose names are those of steps here that do something else.
    static let methods = [
        "load":
            "'loadModel(\"net.pt\", for: data, layers: [flatten, dense(10)])' reads a network, and 'load(\"mnist\")' or 'load(from: \"folder\", split: 0.2)' a data set",
        "step": "leave it out: 'train' makes the steps of optimizer and schedule",
    ]
}
