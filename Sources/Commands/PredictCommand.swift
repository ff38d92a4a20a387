import ArgumentParser
import Diagnostics
import FoundationEssentials
import Images
import Steps
import Workflow

/// `stepbook predict`: reads pictures with a network that a notebook saved.
struct PredictCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "predict", abstract: "Reads pictures with a network that a notebook saved.",
        discussion: """
            A picture is a PNG, JPEG or PGM file: a photograph, a scan or a drawing of one digit, dark on light or light \
            on dark; for a network trained on pictures, a photograph of what they show, in colour if they were. Of a \
            folder all pictures in it and in the folders in it are read. The exit status is 1 where a picture could not be read.
            """)

    @Argument(
        help: "The network's file, .pt, .pth or .safetensors, as 'save' writes it.",
        completion: .file(extensions: SavedModel.endings))
    var model: String

    @Argument(
        help: "Pictures, or folders of them.",
        completion: .file(extensions: ["png", "jpg", "jpeg", "pgm"]))
    var images: [String]

    @Option(help: "What is on each picture: digit, or digits for several that are found and read in order.")
    var find = Subject.digit

    @Option(
        help: "How a picture is prepared for the network: digit or scale (default: what fits the network)."
    )
    var prepare: Preparation?

    @Flag(help: "Print a JSON array with every probability.")
    var json = false

    enum Subject: String, ExpressibleByArgument, CaseIterable {
        case digit, digits
    }

    struct Preparation: ExpressibleByArgument {
        let name: String

        init?(argument: String) {
            guard SavedModel.preparations.contains(argument) else { return nil }
            name = argument
        }

        static var allValueStrings: [String] { SavedModel.preparations }
    }

    func validate() throws {
        if images.isEmpty { throw ValidationError("name a picture or a folder of pictures") }
        if find == .digits, prepare?.name == "scale" {
            throw ValidationError("'--prepare scale' does not go with '--find digits'")
        }
    }

    func run() throws {
        try reportingProblems {
            let network = try SavedModel(at: model)
            let subject: HandwrittenPicture.Subject = find == .digit ? .digit : .digits
            if let problem = network.problem(subject: subject, preparation: prepare?.name) {
                let option = subject == .digits ? "--find digits" : "--prepare digit"
                throw WorldProblem("'\(model)' \(problem); leave out '\(option)'")
            }
            let (pictures, hasFailed) = read(with: network, subject)
            let list = PredictionList(pictures: pictures)
            for notice in list.notices(one: pictures.first.map { "'\($0.name.madeVisible)'" }) {
                Terminal.standardError.write("warning: \(notice.madeVisible)\n")
            }
            try Terminal.standardOutput.print(
                json ? list.json : list.table(Palette(hasColour: Terminal.standardOutput.hasColour)))
            if hasFailed { throw ExitCode(1) }
        }
    }

    /// Reads the readable pictures; the others are reported on standard error, and on a terminal the progress.
    private func read(
        with network: SavedModel, _ subject: HandwrittenPicture.Subject
    ) -> (pictures: [SavedModel.ReadPicture], hasFailed: Bool) {
        var pictures: [SavedModel.ReadPicture] = []
        var hasFailed = false
        let display = PlanningDisplay()
        defer { display.end() }
        for (number, image) in images.enumerated() {
            do {
                let found = try PictureFiles(at: image, reportingTo: display.show)
                for notice in found.notices {
                    display.write("warning: \(notice.message.madeVisible)\n")
                }
                for (place, (file, name)) in found.files.enumerated() {
                    if images.count > 1 || found.files.count > 1 {
                        let share = Double(place) / Double(found.files.count)
                        display.show(
                            Progress(
                                "reading pictures", fraction: (Double(number) + share) / Double(images.count))
                        )
                    }
                    do {
                        pictures.append(
                            try network.read(
                                file.contents(limit: PictureFiles.limit), name: name, subject: subject,
                                preparation: prepare?.name))
                    } catch let problem as any PictureProblem {
                        display.write("error: '\(name.madeVisible)' \("\(problem)".madeVisible)\n")
                        hasFailed = true
                    }
                }
            } catch let failure as StepFailure {
                // The message already names the folder.
                display.write("error: \(failure.description.madeVisible)\n")
                hasFailed = true
            } catch {
                display.write("error: '\(image.madeVisible)' cannot be read: \(error.reason)\n")
                hasFailed = true
            }
        }
        return (pictures, hasFailed)
    }
}

/// A problem with one of several pictures; its description follows the picture's name.
private protocol PictureProblem: Error, CustomStringConvertible {}

extension ImageFileProblem: PictureProblem {}

extension FileBytesProblem: PictureProblem {}

extension SavedModel {
    /// Reads a network's file, and prints its notices on standard error.
    ///
    /// - Throws: ``UsageProblem`` if there is no such file, or it cannot be read; ``WorldProblem`` if it is not a network.
    init(at path: String) throws {
        do {
            try self.init(decoding: FoundFile(at: path).contents(limit: PictureFiles.limit), threads: 1)
        } catch let problem as ModelFileProblem {
            throw WorldProblem("'\(path)' cannot be used: \(problem)")
        } catch let problem as FileBytesProblem {
            throw UsageProblem("'\(path)' \(problem)")
        } catch {
            throw UsageProblem("'\(path)' cannot be read: \(error.reason)")
        }
        for notice in notices(on: path) { Terminal.standardError.write("warning: \(notice.madeVisible)\n") }
    }
}
