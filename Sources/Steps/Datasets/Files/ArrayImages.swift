package import FoundationEssentials
import NeuralNet
import Workflow

/// Images and labels in arrays of NumPy, of the training, validation and test parts of a data set.
///
/// An archive `.npz` has them under names such as Keras's `x_train`, `y_train`, `x_test` and `y_test`, or
/// `train_images`, `train_labels`, `val_images`, …; without a part's name, all images are one part. Images are whole
/// numbers from 0 to 255, of any type, of the shape `[N, H, W]`, `[N, H, W, C]` or `[N, C, H, W]` with one channel or three; labels are whole numbers from 0 to
/// 255, `[N]` or `[N, 1]`.
package struct ArrayImages: Sendable {
    /// The training images, or all.
    package let train: LabelledSamples
    /// The validation images; `nil` if there are none.
    package let validation: LabelledSamples?
    /// The name of the validation images' array, such as `x_val`; `nil` if there are none.
    package let validationName: String?
    /// The test images; `nil` if there is no such division.
    package let test: LabelledSamples?

    /// The maximum number of bytes of all arrays that are read, unpacked.
    private static let limit = OwnFolder.limit

    /// Reads an archive `.npz`, a zip of files `.npy`, compressed or not.
    ///
    /// - Parameter name: the file's name, for messages.
    /// - Throws: ``DataFileProblem`` if it is damaged, its arrays are more than 1 GiB together, are missing or ambiguous,
    ///   or do not match.
    package init(archive data: Data, name: String) throws(DataFileProblem) {
        let archive: ZipDirectory
        do throws(ModelFileProblem) {
            archive = try ZipDirectory(data)
        } catch {
            throw DataFileProblem(name, "cannot be read: \(error)")
        }
        var places: [Place: String] = [:]
        for file in archive.names {
            guard let place = Place(file) else { continue }
            if let other = places.updateValue(file, forKey: place) {
                throw DataFileProblem(name, "has '\(other)' and '\(file)', of which one would do")
            }
        }
        // What the directory states is the most that is unpacked, so that a small file cannot exhaust the memory.
        let total = places.values.map(archive.statedSize).reduce(0, +)
        guard total <= Self.limit else {
            throw DataFileProblem(
                name,
                "unpacks to more than the \(NumberText.bytes(Self.limit)) of images and labels that are read"
            )
        }
        func part(_ part: Part) throws(DataFileProblem) -> LabelledSamples? {
            let (images, labels) = (
                places[Place(part: part, isImages: true)], places[Place(part: part, isImages: false)]
            )
            guard let images, let labels else {
                guard let found = images ?? labels else { return nil }
                throw DataFileProblem(
                    name, "has '\(found)', but no array of its \(images == nil ? "images" : "labels")")
            }
            return try Self.samples(
                Self.array(images, of: .images, in: archive, name), name + "/" + images,
                Self.array(labels, of: .labels, in: archive, name), name + "/" + labels)
        }
        let (train, all) = (try part(.train), try part(.all))
        (validation, test) = (try part(.validation), try part(.test))
        validationName = places[Place(part: .validation, isImages: true)].map { String($0.dropLast(4)) }
        if train != nil || test != nil || validation != nil, all != nil {
            throw DataFileProblem(
                name, "has arrays of which it cannot be told whether they are to train or to test on")
        }
        guard let images = train ?? all else {
            if test != nil || validation != nil { throw .onlyTestImages(of: name) }
            let names = archive.names.prefix(10).map { "'\($0)'" }.joined(separator: ", ")
            throw DataFileProblem(
                name,
                "has no arrays of images and labels, which are called x_train, y_train, x_test and y_test, or x and y; it has \(names.isEmpty ? "none" : names)"
            )
        }
        self.train = images
    }

    private static func array(
        _ file: String, of content: NumPyArray.Content, in archive: ZipDirectory, _ name: String
    ) throws(DataFileProblem) -> NumPyArray {
        let data: Data
        do throws(ModelFileProblem) {
            data = try archive.content(of: file, unpackingAtMost: limit)
        } catch {
            throw DataFileProblem(name, "cannot be read: \(error)")
        }
        return try NumPyArray(data, name: name + "/" + file, holding: content)
    }

    /// The images and labels of two arrays.
    ///
    /// - Throws: ``DataFileProblem`` if they are not such, or do not match.
    package static func samples(
        _ images: NumPyArray, _ imageName: String, _ labels: NumPyArray, _ labelName: String
    ) throws(DataFileProblem) -> LabelledSamples {
        let layout = try Layout(images.dimensions, imageName)
        guard let samples = images.samples else {
            throw DataFileProblem(imageName, ArraySampleAdvice.words(on: images))
        }
        guard labels.dimensions.count == 1 || labels.dimensions.count == 2 && labels.dimensions[1] == 1
        else {
            throw DataFileProblem(
                labelName,
                "has the shape \(words(labels.dimensions)), and labels are one number for each image: in Python, 'array.argmax(1)' makes them of ones and zeros"
            )
        }
        guard let numbers = labels.bytes else {
            throw DataFileProblem(labelName, "has labels that are not whole numbers from 0 to 255")
        }
        guard labels.dimensions[0] == images.dimensions[0] else {
            throw DataFileProblem(
                labelName,
                "has \(labels.dimensions[0]) labels for the \(images.dimensions[0]) images of '\(imageName)'")
        }
        try SampleLimit.check(numbers.count, of: layout.shape, in: imageName)
        return LabelledSamples(
            shape: layout.shape, samples: layout.planar(samples), labels: numbers)
    }

    fileprivate static func words(_ dimensions: [Int]) -> String {
        "(\(dimensions.map(String.init).joined(separator: ", ")))"
    }
}

extension ArrayImages {
    /// A part of a data set.
    private enum Part: Hashable {
        case train, validation, test, all
    }

    /// What an array is, by its name.
    private struct Place: Hashable {
        let part: Part
        let isImages: Bool

        init(part: Part, isImages: Bool) { (self.part, self.isImages) = (part, isImages) }

        /// Recognizes `x_train.npy` and others; `nil` for any other name.
        init?(_ file: String) {
            guard file.hasSuffix(".npy") else { return nil }
            let words = file.dropLast(4).lowercased().split { !$0.isLetter }.map(String.init)
            func has(_ names: Set<String>) -> Bool { words.contains(where: names.contains) }
            let (isImages, isLabels) = (
                has(["x", "image", "images", "data"]), has(["y", "label", "labels", "target", "targets"])
            )
            guard isImages != isLabels else { return nil }
            self.isImages = isImages
            let parts: [(Part, Set<String>)] = [
                (.train, ["train", "training"]), (.test, ["test", "testing"]),
                (.validation, ["val", "valid", "validation"]),
            ]
            let found = parts.filter { has($0.1) }
            guard found.count < 2 else { return nil }
            part = found.first?.0 ?? .all
        }
    }

    /// How an array has its images.
    private struct Layout {
        /// The shape of each, `[C, H, W]`.
        let shape: Shape
        /// Whether the channels of a pixel are beside each other.
        private let areInterleaved: Bool

        init(_ dimensions: [Int], _ name: String) throws(DataFileProblem) {
            let words = ArrayImages.words(dimensions)
            let isLast = dimensions.count == 4 && [1, 3].contains(dimensions[3])
            let isFirst = dimensions.count == 4 && [1, 3].contains(dimensions[1])
            let sizes: [Int]
            switch (dimensions.count, isLast, isFirst) {
            case (3, _, _): sizes = [1, dimensions[1], dimensions[2]]
            case (4, true, false): sizes = [dimensions[3], dimensions[1], dimensions[2]]
            case (4, false, true): sizes = Array(dimensions[1...])
            case (4, true, true) where dimensions[1] == 1 && dimensions[3] == 1:
                sizes = [1, 1, dimensions[2]]
            case (4, true, true):
                throw DataFileProblem(
                    name, "has the shape \(words), of which it cannot be told where the channels are")
            default:
                throw DataFileProblem(
                    name,
                    "has the shape \(words), and images are (number, height, width), with 1 or 3 channels last or in second place"
                        + (Self.reshaping(dimensions).map { ": in Python, '\($0)'" } ?? ""))
            }
            shape = Shape(sizes)
            guard shape.isPossibleImage else {
                throw DataFileProblem(name, "has no images of the shape \(words)")
            }
            areInterleaved = isLast && sizes[0] == 3
        }

        /// What makes images of rows of pixels, if they can be squares; `nil` if they are no such rows.
        private static func reshaping(_ dimensions: [Int]) -> String? {
            guard dimensions.count == 2, 2...1 << 32 ~= dimensions[1] else { return nil }
            let side = Int(Double(dimensions[1]).squareRoot().rounded())
            guard side * side == dimensions[1] else { return nil }
            return "array.reshape(-1, \(side), \(side))"
        }

        /// Samples channel by channel.
        func planar(_ samples: Data) -> Data {
            guard areInterleaved else { return samples }
            let source = samples.span
            let pixels = shape.count / 3
            // Large arrays are held twice, not three times: a copy of an array would be the third.
            var data = Data(count: source.count)
            var planar = data.mutableSpan
            for image in stride(from: 0, to: source.count, by: shape.count) {
                for pixel in 0..<pixels {
                    for channel in 0..<3 {
                        planar[image + channel * pixels + pixel] = source[image + 3 * pixel + channel]
                    }
                }
            }
            return data
        }
    }
}
