import NeuralNet
import Workflow

/// The names of a network's tensors in a file.
enum ParameterNames {
    /// The places of the layers that have parameters, in order; layers within another one are in its place, those of a
    /// residual's body before those of its shortcut, as torchvision's blocks have them.
    static func layers(of architecture: Architecture) -> [LayerPlace] {
        var places: [LayerPlace] = []
        for parameter in architecture.parameters where places.last != parameter.place {
            places.append(parameter.place)
        }
        return places
    }

    /// The layers' names in a `torch.nn.Sequential`: their indices, and `7.body.0` within another layer.
    static func sequential(_ architecture: Architecture) -> [String] {
        layers(of: architecture).map(\.module)
    }

    /// Renamed tensors: the given name of the layer, and the tensor's name in it.
    ///
    /// - Parameter names: one for each layer with parameters.
    static func renamed(
        _ tensors: [(name: String, tensor: Tensor)], _ names: [String], of architecture: Architecture
    ) -> [(name: String, tensor: Tensor)] {
        let places = layers(of: architecture)
        let named = Dictionary(uniqueKeysWithValues: zip(places, names))
        return zip(tensors, architecture.parameters).map { entry, parameter in
            return ("\(named[parameter.place] ?? "").\(parameter.tensor.name)", entry.tensor)
        }
    }

    /// The default names of the layers with parameters: `conv1`, `dense1`.
    static func usual(for architecture: Architecture) -> [String] {
        layers(of: architecture).compactMap { layer in
            architecture.parameters.first { $0.place == layer }.map {
                String($0.name.dropLast(1 + $0.tensor.name.count))
            }
        }
    }

    /// The layers with parameters in words, in order: their default names, with the way to those within others.
    static func words(for architecture: Architecture) -> [String] {
        zip(layers(of: architecture), usual(for: architecture)).map { place, name in
            place.module.contains(".") ? "\(name) (\(place.module))" : name
        }
    }

    /// A layer in a message: `layer 6`, or `layer 6 (5.shortcut.0)` for one within it.
    static func words(for place: LayerPlace) -> String {
        "layer \(place.layer + 1)" + (place.module.contains(".") ? " (\(place.module))" : "")
    }

    /// A key in a message: `'model'`, or words for the file itself, whose key is empty.
    static func place(_ key: String) -> String { key.isEmpty ? "the file's own tensors" : "'\(key)'" }

    /// Names in a message, limited in number and length: `'a', 'b', …`.
    static func list(_ names: [String]) -> String {
        names.prefix(20).map { $0.count > 100 ? "'\($0.prefix(100))…'" : "'\($0)'" }.joined(separator: ", ")
            + (names.count > 20 ? ", …" : "")
    }

    /// The most layers that a note lists: a little more than ResNet-18 has.
    private static let longestList = 50

    /// Why names cannot be those of a network's layers; `nil` if they can.
    ///
    /// - Parameter layers: the layers with parameters, in words; `nil` if unknown.
    static func problem(with names: [String], layers: [String]?) -> ArgumentProblem? {
        var known: Set<String> = []
        for (index, name) in names.enumerated() {
            let isWord =
                !name.isEmpty
                && name.unicodeScalars.allSatisfy {
                    $0.isASCII
                        && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_"
                            || $0 == ".")
                }
            guard isWord, name.first != ".", name.last != "." else {
                return ArgumentProblem(
                    id: "names", "'\(name)' is no name: it takes letters, digits, '_' and '.' in between",
                    element: index)
            }
            if !known.insert(name).inserted {
                return ArgumentProblem(id: "names", "'\(name)' is given twice", element: index)
            }
        }
        guard let layers, names.count != layers.count else { return nil }
        let count = layers.count
        let list = layers.prefix(longestList).joined(separator: ", ") + (count > longestList ? ", …" : "")
        return ArgumentProblem(
            id: "names",
            "\(names.count) name\(names.count == 1 ? "" : "s") for \(count) layer\(count == 1 ? "" : "s") with parameters",
            notes: count == 0 ? [] : ["in order, the layers with parameters are \(list)"])
    }
}
