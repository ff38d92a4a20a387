import FoundationEssentials

/// An unsupported format of networks or arrays, with advice.
enum ForeignNetworkFormat: Sendable {
    case gzip, hdf5, numPyArray, gguf, json, gitPointer, webPage, ownPage
    // Zip archives.
    case exportedProgram, keras, numPyArrays, coreML, archiveOfNetworks(String)

    /// Recognizes a file by its first bytes; `nil` for none.
    init?(of file: Data) {
        let start = [UInt8](file.prefix(40))
        let marks: [(bytes: [UInt8], format: ForeignNetworkFormat)] = [
            ([0x1F, 0x8B], .gzip), ([0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], .hdf5),
            ([0x93] + "NUMPY".utf8, .numPyArray), (Array("GGUF".utf8), .gguf), ([UInt8(ascii: "{")], .json),
            (Array("version https://git-lfs".utf8), .gitPointer),
        ]
        if let mark = marks.first(where: { start.starts(with: $0.bytes) }) {
            self = mark.format
        } else if Self.isMarkup(start) {
            self = Self.isOwnPage(file) ? .ownPage : .webPage
        } else {
            return nil
        }
    }

    /// Whether a file begins as HTML does, or as the XML with which servers answer that a file is missing.
    private static func isMarkup(_ start: [UInt8]) -> Bool {
        let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = start.drop { " \t\r\n".utf8.contains($0) || byteOrderMark.contains($0) }
        let beginning = String(decoding: text, as: UTF8.self).lowercased()
        return ["<!doctype", "<html", "<head", "<?xml", "<!--"].contains { beginning.hasPrefix($0) }
    }

    /// Whether a page says in its head that stepbook made it.
    private static func isOwnPage(_ page: Data) -> Bool {
        page.prefix(4096).firstRange(of: Data("name=\"generator\" content=\"stepbook".utf8)) != nil
    }

    /// Recognizes an archive by its sorted file names; `nil` for none.
    init?(ofArchive names: [String]) {
        func has(_ name: String) -> Bool { names.contains { $0 == name || $0.hasSuffix("/" + name) } }
        if has("archive_format") || has("serialized_exported_program.json") {
            self = .exportedProgram
        } else if has("model.weights.h5") {
            self = .keras
        } else if has("model.mlmodel") {
            self = .coreML
        } else if !names.isEmpty, names.allSatisfy({ $0.hasSuffix(".npy") }) {
            self = .numPyArrays
        } else if !has("data.pkl"),
            let file = names.first(where: { name in Self.endings.contains { name.hasSuffix($0) } })
        {
            self = .archiveOfNetworks(file)
        } else {
            return nil
        }
    }

    private static let endings = [".pt", ".pth", ".ckpt", ".bin", ".safetensors"]

    /// The message, with what to do.
    var problem: ModelFileProblem {
        switch self {
        case .gzip: ModelFileProblem("it is compressed with gzip; decompress it, and load the result")
        case .hdf5:
            ModelFileProblem(
                "it is a file of HDF5, as Keras writes; in Python, save its weights as PyTorch's, '{name: torch.from_numpy(array)}', with torch.save"
            )
        case .numPyArray:
            ModelFileProblem(
                "it is one array of NumPy, and a network has several; in Python, save all of them by name as PyTorch's, '{name: torch.from_numpy(array)}', with torch.save"
            )
        case .numPyArrays:
            ModelFileProblem(
                "it holds arrays of NumPy; in Python, save '{name: torch.from_numpy(array) for name, array in numpy.load(path).items()}' with torch.save, or the arrays with safetensors.numpy.save_file"
            )
        case .gguf:
            ModelFileProblem(
                "it is a file of GGUF, which is for language models; save the network as .pt or .safetensors")
        case .json:
            ModelFileProblem(
                "it is JSON, such as the list of a network's files; load the file of safetensors itself, and where there are several, save the network in one"
            )
        case .gitPointer:
            ModelFileProblem(
                "it is a pointer of Git LFS, a text in the place of the file; 'git lfs pull' in its repository fetches the file itself"
            )
        case .webPage:
            ModelFileProblem(
                "it is a web page, such as one that asks to sign in or says that a file is missing; download the file itself"
            )
        case .ownPage:
            ModelFileProblem(
                "it is a report of stepbook, and no network is read from one; in its notebook 'save(model, to: \"net.safetensors\")' writes the network"
            )
        case .exportedProgram:
            ModelFileProblem(
                "it is an exported program of PyTorch; there, save 'torch.export.load(path).state_dict' with torch.save and load that"
            )
        case .keras:
            ModelFileProblem(
                "it is a network of Keras; in Python, save its weights as PyTorch's, '{name: torch.from_numpy(array)}', with torch.save"
            )
        case .coreML: ModelFileProblem("it is a network of Core ML; save the network as .pt or .safetensors")
        case .archiveOfNetworks(let name):
            ModelFileProblem("it is a zip archive with '\(name)' in it; unpack it, and load that")
        }
    }
}
