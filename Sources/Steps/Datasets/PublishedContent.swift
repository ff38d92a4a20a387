import FoundationEssentials
import Workflow

/// What is known of the files of a publication without hashes: whether their images are as many of each class as in the
/// published ones.
struct PublishedContent {
    /// What to tell of it.
    let notice: Notice

    /// Examines files in the published order. Damaged ones are reported where they are read.
    init(_ publication: Publication, _ files: [StepInputs.File]) {
        let files = files.map { DataFile(name: $0.name, data: $0.data) }
        let count = publication.trainFiles.count
        let parts = [
            (files.prefix(count), publication.counts.train),
            (files.dropFirst(count), publication.counts.test),
        ]
        let areAsPublished = parts.allSatisfy { files, wanted in
            guard let labels = try? publication.format.labels(in: Array(files)) else { return false }
            var counts = [Int](repeating: 0, count: 256)
            for label in labels { counts[Int(label)] += 1 }
            return labels.count == wanted
                && counts.prefix(publication.classes.count).allSatisfy {
                    $0 * publication.classes.count == wanted
                }
        }
        notice = Notice(
            areAsPublished
                ? "Whether these are the published \(publication.title) files is not known, for no hash of them is published: they have as many images of each class. 'sha256:' says which files are meant."
                : "These are not the published \(publication.title) files: they do not have \(NumberText.grouped(publication.counts.train)) training and \(NumberText.grouped(publication.counts.test)) test images, as many of each class."
        )
    }
}
