import Testing

/// Raw pointers, which nothing checks, are used only where a C library or a kernel needs them. Elsewhere an array or a `Span`
/// suffices.
struct RawPointerTests {
    /// The files that may contain one, by their paths in `Sources`. The list should shrink.
    private static let allowed: Set<String> = [
        "Images/ColourImage.swift",
        "Images/Files/JPEGFile.swift",
        "Images/Files/PNGDecoding.swift",
        "Images/Orientation.swift",
        "NeuralNet/OneDNN/Graph/Graph.swift",
        "NeuralNet/OneDNN/Library/Handle.swift",
        "NeuralNet/OneDNN/Library/Layout.swift",
        "NeuralNet/OneDNN/Library/Memory.swift",
        "NeuralNet/OneDNN/Library/PrimitiveDescriptor.swift",
        "NeuralNet/OneDNN/Library/Scratchpad.swift",
        "NeuralNet/OneDNN/Library/Storage.swift",
        "NeuralNet/OneDNN/Nodes/ArgmaxIndices.swift",
        "NeuralNet/OneDNN/Nodes/PooledConvolutionNode.swift",
        "NeuralNet/OneDNN/Nodes/WinogradConvolutionNode.swift",
        "NeuralNet/OneDNN/Parameters/PairedRows.swift",
        "NeuralNet/OneDNN/Sessions/GradientNorm.swift",
        "NeuralNet/OneDNN/Sessions/OptimizerUpdate.swift",
        "NeuralNet/OneDNN/Sessions/ParameterAverage.swift",
        "NeuralNet/OneDNN/Sessions/TrainingSession.swift",
        "NeuralNet/OneDNN/Threads/Signal.swift",
        "NeuralNet/Training/AffineTransform.swift",
        "NeuralNet/Training/BatchLoader.swift",
        "Notebooks/CommonMarkDocument.swift",
        "Reporting/Record/PagePart.swift",
        "Steps/Datasets/BuiltinDigits/BuiltinDigits.swift",
        "Steps/Datasets/BuiltinDigits/InkCanvas.swift",
        "Steps/Datasets/Files/Gzip.swift",
        "Workflow/Outputs/DescriptorBytes.swift",
        "Workflow/Outputs/OpenFolder.swift",
    ]

    @Test func `raw pointers stand in the files of a list`() throws {
        let use = /Unsafe\w*Pointer|OpaquePointer|baseAddress|withUnsafe/
        let found = Set(
            try SourceTree.files(under: "Sources").filter { $0.text.contains(use) }.map {
                String($0.path.dropFirst("Sources/".count))
            })
        let added = found.subtracting(Self.allowed).sorted()
        #expect(added.isEmpty, "\(added): take an array or a Span, or add the file to the list")
        let gone = Self.allowed.subtracting(found).sorted()
        #expect(gone.isEmpty, "\(gone): strike what has no raw pointer any more from the list")
    }
}
