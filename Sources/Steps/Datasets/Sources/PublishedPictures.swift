import FoundationEssentials
import NeuralNet
import Workflow

/// A published data set's images as files of their own, `cifar-10/train/CLASS` and `cifar-10/test/CLASS`, where a data
/// folder has them in place of the archive's files.
struct PublishedPictures {
    let publication: Publication

    /// Raised whenever the same files give a different data set, beside the version of their reading.
    static let version = 1

    /// The form in which the images are loaded: the publication's.
    var form: ImageForm { ImageForm(channels: publication.shape.dimensions[0] == 1 ? .grey : .colour) }

    /// The first data folder that has some; `nil` if none has, or the notebook gives hashes of the published files. A
    /// folder of that name with neither training nor test images is something else.
    func folder(among dataDirectories: [String], wantedHashes: [String]?) -> String? {
        guard publication.archive != nil, wantedHashes == nil else { return nil }
        return dataDirectories.first { Self.areParts(in: $0 + "/" + publication.name) }
    }

    /// The maximum number of folders that each hold only the next one.
    private static let deepestWrapping = 8

    /// Whether there is a folder with one of training or test images, or another that wraps one, as from an archive.
    static func areParts(in folder: String) -> Bool {
        var path = folder
        for _ in 0..<deepestWrapping {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
            let folders = names.filter { name in
                var isFolder = false
                return !name.hasPrefix(".")
                    && FileManager.default.fileExists(atPath: path + "/" + name, isDirectory: &isFolder)
                    && isFolder
            }
            if folders.contains(where: OwnLayout.isForTrainingOrTest) { return true }
            guard folders.count == 1 else { return false }
            path += "/" + folders[0]
        }
        return false
    }

    /// Checks by the files' names alone that there are training and test images of the publication's classes.
    ///
    /// - Throws: ``DataFileProblem`` if a part is missing, a class is, or there is another one.
    func check(_ layout: OwnLayout) throws(DataFileProblem) {
        let name = publication.name
        guard case .images(let train) = layout.train, let classes = layout.classes else {
            throw DataFileProblem(
                name, "has files of many images, and here those of \(publication.title) are a file each")
        }
        guard case .images(let test)? = layout.test else {
            throw DataFileProblem(
                name,
                "has no test images: put them into '\(name)/test/CLASS', beside '\(name)/train/CLASS'")
        }
        if let other = classes.first(where: { !publication.classes.contains($0) }) {
            throw DataFileProblem(
                name,
                "has the class '\(other)', which \(publication.title) does not have: its classes are \(names(of: publication.classes))"
            )
        }
        for (part, images) in [(ImageCounts.Part.training, train), (.test, test)] {
            let there = Set(images.map { classes[$0.label] })
            let missing = publication.classes.filter { !there.contains($0) }
            guard !missing.isEmpty else { continue }
            throw DataFileProblem(name, words(on: missing, part))
        }
    }

    /// The maximum number of classes to name.
    private static let mostNamed = 10

    /// The first of some classes, and how many more there are.
    private func names(of classes: [String]) -> String {
        let more = classes.count - Self.mostNamed
        return classes.prefix(Self.mostNamed).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    private func words(on missing: [String], _ part: ImageCounts.Part) -> String {
        "has no \(part.rawValue) images of \(missing.count) of the \(publication.classes.count) classes of \(publication.title): \(names(of: missing)); add them, or load the folder as data of your own: 'load(from: \"\(publication.name)\")' beside the notebook"
    }

    /// The images that a call takes, without any for validation, which the publication does not have.
    ///
    /// - Throws: ``StepFailure`` if there are too few.
    func taken(_ call: Call<Load.Parameters>, of layout: OwnLayout) throws -> OwnLayout {
        let counts = counts(of: layout)
        for (wanted, part) in [(call.train, ImageCounts.Part.training), (call.test, .test)] {
            guard let wanted, let problem = counts.problem(with: wanted, part, of: "'\(publication.name)'")
            else { continue }
            throw StepFailure(problem)
        }
        return taken(train: call.train, test: call.test, of: layout)
    }

    /// The first images of each part, or all if no number is given.
    func taken(train: Int?, test: Int?, of layout: OwnLayout) -> OwnLayout {
        OwnLayout(
            classes: layout.classes, train: layout.train.first(train),
            test: layout.test.map { $0.first(test) })
    }

    /// The numbers of images.
    func counts(of layout: OwnLayout) -> ImageCounts {
        ImageCounts(train: layout.train.files.count, test: layout.test?.files.count ?? 0)
    }
}

extension OwnLayout.Part {
    /// The first images, or all if no number is given.
    fileprivate func first(_ count: Int?) -> Self {
        guard let count, case .images(let images) = self else { return self }
        return .images(Array(images.prefix(count)))
    }
}
