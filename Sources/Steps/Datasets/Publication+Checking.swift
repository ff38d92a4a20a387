import FoundationEssentials
import NeuralNet
import Workflow

/// What files have to be like to be those of a publication, whatever their format.
extension Publication {
    /// Checks a file's hash against the one that the notebook gives.
    func check(_ hash: ContentHash, of file: String, against wanted: String) throws(DataFileProblem) {
        guard hash.hexadecimal != wanted.lowercased() else { return }
        throw DataFileProblem(file, "has the SHA-256 \(hash.hexadecimal), not the one given")
    }

    /// Checks an archive against the hashes that the notebook gives: its own, or those of the files in it.
    ///
    /// - Returns: the files in the published order.
    /// - Throws: ``DataFileProblem`` if a hash is another one, or as ``dataFiles(inArchive:name:areWanted:)``.
    func checkedFiles(
        inArchive data: Data, name: String, against wantedHashes: [String]?
    ) throws(DataFileProblem) -> [DataFile] {
        let isOfArchive = wantedHashes.map(areOfArchive) ?? false
        // Before it is unpacked: other bytes than those that are meant are none to look into.
        if isOfArchive, let wanted = wantedHashes?.first {
            try check(ContentHash(of: data), of: name, against: wanted)
        }
        let files = try dataFiles(inArchive: data, name: name, areWanted: wantedHashes != nil)
        guard let wantedHashes, !isOfArchive else { return files }
        for (file, wanted) in zip(files, wantedHashes) {
            try check(ContentHash(of: file.data), of: file.shownName, against: wanted)
        }
        return files
    }

    /// Checks shape and labels of the images in a part's files.
    func check(_ found: Shape, _ labels: Data, of files: [DataFile]) throws(DataFileProblem) {
        guard found == shape else {
            let shapes = [found, shape]
            let areChannelsEqual = shapes[0].dimensions.first == shapes[1].dimensions.first
            let sizes = shapes.map { areChannelsEqual ? Shape(Array($0.dimensions.dropFirst())) : $0 }
            throw DataFileProblem(
                files.first?.shownName ?? "", "has images of \(sizes[0]), not of \(sizes[1])")
        }
        guard let image = Array(labels).firstIndex(where: { $0 >= classes.count }) else { return }
        let label = labels[labels.startIndex + image]
        let place = try format.place(ofLabel: image, in: files)
        let first = Int(format.firstLabel)
        throw DataFileProblem(
            place.file.shownName,
            "has the label \(first + Int(label)) at \(place.index); labels are \(first) to \(first + classes.count - 1)"
        )
    }
}
