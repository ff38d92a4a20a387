import Images
import NeuralNet
import Workflow

extension OwnFolder {
    /// Decodes some of its image files, which are to be those of a publication.
    ///
    /// - Parameters:
    ///   - layout: the files to decode.
    ///   - report: receives the progress.
    /// - Throws: ``ImageFaults`` if some cannot be read or have another size, ``DataFileProblem`` if all have the same
    ///   other size, or there are too many bytes.
    func check(
        _ layout: OwnLayout, for publication: Publication, reportingTo report: (Progress) -> Void
    ) throws {
        let sides = publication.shape.dimensions
        let wanted = InspectedImage.Size(width: sides[2], height: sides[1])
        let files = layout.train.files + (layout.test?.files ?? [])
        let folders = OpenFolders()
        var bytes = 0
        var survey = InkSurvey()
        var images: [InspectedImage] = []
        for (place, file) in files.enumerated() {
            if place > 0, place % 100 == 0 { report(Self.checking(place, of: files.count)) }
            images.append(
                inspected(
                    file, through: folders, &bytes, &survey, isSurveyed: false, looksForColours: false))
            guard bytes <= Self.limit else { throw tooLarge }
        }
        let sizes = Set(images.map { try? $0.found.get() })
        if sizes.count == 1, let size = sizes.first ?? nil, size != wanted {
            throw DataFileProblem(
                name, "has images of \(size.words), and those of \(publication.title) are \(wanted.words)")
        }
        if let faults = ImageFaults(in: images, of: name, published: (wanted, publication.title)) {
            throw faults
        }
    }
}
