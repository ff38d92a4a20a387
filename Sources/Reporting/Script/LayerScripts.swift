/// The scripts that compute a network's layers in a page, by the layers' names in a notebook.
package enum LayerScripts {
    private static let all: [(name: String, script: [UInt8])] = [
        ("batchNorm2d", PackageResources.batchNorm2d_js), ("conv2d", PackageResources.conv2d_js),
        ("dense", PackageResources.dense_js),
        ("flatten", PackageResources.flatten_js), ("leakyReLU", PackageResources.leakyReLU_js),
        ("maxPool2d", PackageResources.maxPool2d_js), ("relu", PackageResources.relu_js),
    ]

    /// The layers that a page can compute.
    package static var names: [String] { all.map(\.name) }

    /// The scripts of some layers.
    ///
    /// - Parameters:
    ///   - names: the layers' names; `nil` for all.
    ///   - place: their place among the scripts of figures.
    static func scripts(for names: Set<String>?, place: Int) -> [FigureResource] {
        all.filter { names?.contains($0.name) ?? true }.map { .script($0.name, $0.script, place: place) }
    }
}
