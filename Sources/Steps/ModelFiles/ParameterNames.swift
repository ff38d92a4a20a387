import FoundationEssentials
import NeuralNet
import Workflow

/// What a network's tensors are called in a file.
enum ParameterNames {
    /// What a plan knows of a network under this name: how many of its layers have parameters.
    static let fact = "layersWithParameters"

    /// The places of the layers that have parameters, ascending.
    static func layers(of architecture: Architecture) -> [Int] {
        var places: [Int] = []
        for parameter in architecture.parameters where places.last != parameter.layer {
            places.append(parameter.layer)
        }
        return places
    }

    /// The layers' places, as `torch.nn.Sequential` names them.
    static func sequential(_ architecture: Architecture) -> [String] {
        layers(of: architecture).map(String.init)
    }

    /// Tensors with other names: of each layer the name given, and what the tensor is called in it.
    ///
    /// - Parameter names: one for each layer with parameters.
    static func renamed(
        _ tensors: [(name: String, tensor: Tensor)], _ names: [String], of architecture: Architecture
    ) -> [(name: String, tensor: Tensor)] {
        let places = layers(of: architecture)
        let named = Dictionary(uniqueKeysWithValues: zip(places, names))
        return zip(tensors, architecture.parameters).map { entry, parameter in
            let kind = parameter.name.split(separator: ".").last.map(String.init) ?? ""
            return ("\(named[parameter.layer] ?? "").\(kind)", entry.tensor)
        }
    }

    /// A network's parameters from the tensors of a file.
    ///
    /// - Parameter names: what the layers are called there; `nil` to take them in the order of the file.
    /// - Throws: ``ModelFileProblem`` where they are not those of this network.
    static func parameters(
        from tensors: [(name: String, tensor: Tensor)], _ names: [String]?, of architecture: Architecture
    ) throws(ModelFileProblem) -> Parameters {
        let places = layers(of: architecture)
        var found: [String] = []
        var known: Set<String> = []
        for tensor in tensors {
            let layer = tensor.name.split(separator: ".").dropLast().joined(separator: ".")
            if known.insert(layer).inserted { found.append(layer) }
        }
        let list =
            found.prefix(20).map { "'\($0)'" }.joined(separator: ", ") + (found.count > 20 ? ", …" : "")
        if let missing = names?.first(where: { !known.contains($0) }) {
            throw ModelFileProblem("it has no layer '\(missing)'; it has \(list)")
        }
        let names = names ?? found
        guard names.count == places.count, found.count == names.count else {
            throw ModelFileProblem(
                "it has the layers \(list), but the network has \(places.count) with parameters")
        }
        let file = Dictionary(tensors.map { ($0.name, $0.tensor) }) { first, _ in first }
        let layerNames = Dictionary(uniqueKeysWithValues: zip(places, names))
        var parameters: [String: Tensor] = [:]
        for parameter in architecture.parameters {
            let name =
                "\(layerNames[parameter.layer] ?? "").\(parameter.name.split(separator: ".").last ?? "")"
            guard let tensor = file[name] else { throw ModelFileProblem("it has no tensor '\(name)'") }
            guard tensor.shape == parameter.shape else {
                throw ModelFileProblem(
                    "its '\(name)' is \(tensor.shape), but layer \(parameter.layer + 1) takes \(parameter.shape)"
                )
            }
            parameters[parameter.name] = tensor
        }
        if let other = tensors.first(where: { tensor in
            !["weight", "bias"].contains(tensor.name.split(separator: ".").last)
        }) {
            throw ModelFileProblem("its tensor '\(other.name)' belongs to no layer that there is here")
        }
        do {
            return try Parameters(for: architecture, from: parameters)
        } catch {
            throw ModelFileProblem("\(error)")
        }
    }

    /// The tensors of a file, in the format that it begins with.
    static func tensors(in file: Data) throws(ModelFileProblem) -> [(name: String, tensor: Tensor)] {
        if file.starts(with: "PK".utf8) { return try StateDictionary(decoding: file).tensors }
        guard file.first != 0x80 else {
            throw ModelFileProblem("it is a file of PyTorch before 1.6; load it there and save it again")
        }
        do {
            return try SafeTensors(decoding: file).entries.map { entry in
                if let tensor = entry.tensor { return (entry.name, tensor) }
                guard let numbers = entry.doubles else {
                    throw ModelFileProblem("'\(entry.name)' has numbers of a type that no layer takes")
                }
                return (entry.name, Tensor(shape: entry.shape, values: numbers.map { Float($0) }))
            }
        } catch let problem as ModelFileProblem {
            throw problem
        } catch  where isONNX(file) {
            throw ModelFileProblem(
                "it is an ONNX file, which is for other programs; save the network as .pt or .safetensors too"
            )
        } catch {
            throw ModelFileProblem("it is neither a state dict of torch.save nor safetensors: \(error)")
        }
    }

    /// Whether a file begins as ONNX files do: with the version of the format, then the producer, the graph or the
    /// operator sets.
    private static func isONNX(_ file: Data) -> Bool {
        let start = [UInt8](file.prefix(3))
        return start.count == 3 && start[0] == 0x08 && (3...30).contains(start[1])
            && [0x12, 0x1A, 0x3A, 0x42].contains(start[2])
    }

    /// What is wrong with names that were given for a network's layers; `nil` where nothing is.
    ///
    /// - Parameter count: the number of layers with parameters; `nil` where it is not known.
    static func problem(with names: [String], count: Int?) -> (message: String, element: Int?)? {
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
                return ("'\(name)' is no name: it takes letters, digits, '_' and '.' in between", index)
            }
            if !known.insert(name).inserted { return ("'\(name)' is given twice", index) }
        }
        guard let count, names.count != count else { return nil }
        return (
            "\(names.count) name\(names.count == 1 ? "" : "s") for \(count) layer\(count == 1 ? "" : "s") with parameters",
            nil
        )
    }
}
