/// The order of a network's classes if its file does not name them.
enum ClassOrder {
    /// The notice if PyTorch would have another order; `nil` if it has the same.
    ///
    /// - Parameter classes: the names of the data set's classes, in its order.
    static func notice(on file: String, classes: [String]) -> String? {
        guard classes.allSatisfy({ Int($0) != nil }) else { return nil }
        let text = classes.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard text != classes else { return nil }
        return
            "'\(file)' does not name its classes; its outputs were taken for the data set's classes in the order of their numbers: \(ParameterNames.list(classes)). PyTorch's ImageFolder has them in the order of text, \(ParameterNames.list(text)): if the network was trained with it, put a letter before the numbers in the folders' names, such as 'c\(classes[0])', and they come in that order here too."
    }
}
