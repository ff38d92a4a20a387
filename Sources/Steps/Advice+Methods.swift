import Workflow

extension Advice {
    /// Advice for methods of Python whose names are those of steps here that do something else.
    static let methods = [
        "load":
            "'loadModel(\"net.pt\", for: data, layers: [...])' reads a network, and 'load(\"mnist\")' or 'load(from: \"folder\")' a data set",
        "step": "leave it out: 'train' makes the steps of optimizer and schedule",
    ]
}
