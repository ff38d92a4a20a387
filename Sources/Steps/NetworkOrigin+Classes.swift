import NeuralNet

extension NetworkOrigin {
    /// That the outputs of the network were trained for other classes; `nil` if they are new, or for the same classes.
    ///
    /// - Parameters:
    ///   - classes: the names of the classes, by label.
    ///   - trained: those that the trained network knows.
    func problem(withClasses classes: [String], after trained: [String]) -> ArgumentProblem? {
        guard let transferred, trained != classes, trained.count == classes.count,
            let last = architecture.parameters.last?.layer, last < transferred.sharedLayers
        else { return nil }
        return ArgumentProblem(
            id: "classes",
            "the outputs of the trained network stand for \(ParameterNames.list(trained)), and go on from there for \(ParameterNames.list(classes))\(Self.difference(trained, classes))",
            notes: [
                "this is right for classes that were only renamed, in the same order; for others give the 'layers:' of the network with a 'dropout' before the last 'dense', or one of another rate: all layers from the first that differs are new"
            ])
    }

    /// That the outputs of the network were trained for other classes, in a sentence; `nil` if they were not.
    func words(onClasses classes: [String], after trained: [String]?) -> String? {
        guard let trained, let problem = problem(withClasses: classes, after: trained) else { return nil }
        let sentence = problem.message.prefix(1).uppercased() + problem.message.dropFirst()
        return "\(sentence): \(problem.notes.joined(separator: "; "))."
    }

    /// The first difference of long lists of classes, which a message shows only in part.
    private static func difference(_ trained: [String], _ classes: [String]) -> String {
        guard classes.count > 20,
            let place = classes.indices.first(where: { trained[$0] != classes[$0] })
        else { return "" }
        return
            "; the first that differs is class \(place), \(ParameterNames.list([trained[place]])) before and \(ParameterNames.list([classes[place]])) now"
    }
}
