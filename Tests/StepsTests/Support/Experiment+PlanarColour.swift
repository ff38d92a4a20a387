import Foundation
import Steps
import TestSupport
import Workflow

extension Experiment {
    /// The files of ``PlanarColour/publication``, by their names.
    static let colourFiles = [
        "train1.planes": PlanarColour.file(0..<4), "train2.planes": PlanarColour.file(4..<6),
        "test.planes": PlanarColour.file([6, 7]),
    ]

    /// The hashes of some files of a publication, in its order.
    static func hashes(of publication: Publication, in files: [String: Data]) -> [String] {
        publication.files.map { ContentHash(of: files[$0.name] ?? Data()).hexadecimal }
    }

    /// An experiment that finds some files of a publication as its data, and the expression that loads them.
    static func ofColours(
        _ files: [String: Data] = Experiment.colourFiles,
        of publication: Publication = PlanarColour.publication
    ) throws -> (experiment: Experiment, load: String) {
        var experiment = try Experiment()
        experiment.publications = [publication]
        experiment.dataDirectories = [experiment.folder.path + "/sets"]
        for (name, data) in files { try experiment.folder.write(data, to: "sets/" + name) }
        return (experiment, "load(\"colours\", sha256: \(hashes(of: publication, in: files)))")
    }
}
