/// The scripts that compute a network's layers in a page, by the layers' names in a notebook.
package enum LayerScripts {
    private static let all: [(name: String, script: [UInt8])] = [
        ("averagePool2d", PackageResources.averagePool2d_js),
        ("batchNorm1d", PackageResources.batchNorm1d_js),
        ("batchNorm2d", PackageResources.batchNorm2d_js),
        ("conv2d", PackageResources.conv2d_js),
        ("dense", PackageResources.dense_js),
        ("flatten", PackageResources.flatten_js),
        ("gelu", PackageResources.gelu_js),
        ("globalAveragePool2d", PackageResources.globalAveragePool2d_js),
        ("globalMaxPool2d", PackageResources.globalMaxPool2d_js),
        ("layerNorm", PackageResources.layerNorm_js),
        ("leakyReLU", PackageResources.leakyReLU_js),
        ("maxPool2d", PackageResources.maxPool2d_js),
        ("relu", PackageResources.relu_js),
        ("residual", PackageResources.residual_js),
        ("sigmoid", PackageResources.sigmoid_js),
        ("silu", PackageResources.silu_js),
        ("tanh", PackageResources.tanh_js),
    ]

    /// What several layers' scripts use, by the names of those layers.
    private static let shared: [(users: Set<String>, name: String, script: [UInt8])] = [
        (windowPoolings, "windows", PackageResources.windows_js),
        ([padded], "paddedPools", PackageResources.paddedPools_js),
    ]

    /// The poolings of windows, whose third number is their padding.
    static let windowPoolings: Set = ["averagePool2d", "maxPool2d"]

    /// What stands for the name of one that has padding.
    static let padded = "padded"

    /// The layers that a page can compute.
    package static var names: [String] { all.map(\.name) }

    /// The scripts of some layers, with what they share.
    ///
    /// - Parameters:
    ///   - names: the layers' names; `nil` for all.
    ///   - place: their place among the scripts of figures.
    static func scripts(for names: Set<String>?, place: Int) -> [FigureResource] {
        let own = all.filter { names?.contains($0.name) ?? true }
        let common = shared.filter { each in names.map { !$0.isDisjoint(with: each.users) } ?? true }
        return (own + common.map { ($0.name, $0.script) }).map { .script($0.name, $0.script, place: place) }
    }
}
