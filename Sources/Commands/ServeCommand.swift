import ArgumentParser
import Diagnostics
import Figures
import Foundation
import Images
import Reporting
import Serving
import Steps
import Synchronization
import Workflow

/// `stepbook serve`: a saved network, as a page to draw in and an address that accepts pictures.
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves a network that a notebook saved, to this machine's browser.",
        discussion: """
            The page reads pictures, and has a pad to draw in unless the network was trained on pictures. 'POST /predict' takes a picture, PNG, JPEG or PGM, and gives \
            JSON; '?find=digits' finds several digits on it. Only this machine can ask. Ctrl-C ends it.
            """)

    @Argument(
        help: "The network's file, .pt, .pth or .safetensors, as 'save' writes it.",
        completion: .file(extensions: SavedModel.endings))
    var model: String

    @Option(help: "The port on 127.0.0.1; 0 for any that is free.", transform: PortNumber.number)
    var port: UInt16 = 8080

    @Option(
        help: ArgumentHelp(
            "A page of your own that may ask too, such as http://localhost:3000.", valueName: "origin"))
    var allowOrigin: String?

    /// The most bytes of a picture.
    private static let pictureLimit = 20_000_000

    func validate() throws {
        guard let allowOrigin else { return }
        let parts = allowOrigin.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, ["http:", "https:"].contains(parts[0]), parts[1].isEmpty, !parts[2].isEmpty
        else {
            throw ValidationError(
                "'--allow-origin \(allowOrigin)': give scheme, host and port alone, such as http://localhost:3000"
            )
        }
    }

    func run() throws {
        try reportingProblems {
            let network = try SavedModel(at: model)
            let interruption = Interruption()
            defer { interruption.end() }
            let server = LoopbackServer(
                router(for: network), port: port, limits: .init(body: Self.pictureLimit))
            try Background { [cancellation = interruption.cancellation, model, purpose = network.purpose] in
                try await server.run(until: { cancellation.isRequested }) { address in
                    try Terminal.standardOutput.print(address + "\n")
                    Terminal.standardError.write(
                        "serving '\(model.madeVisible)' to this machine; Ctrl-C ends it\n"
                            + "it \(purpose.madeVisible)\n")
                }
            }.wait()
        }
    }

    private func router(for network: SavedModel) -> Router {
        let name = model.split(separator: "/").last.map(String.init) ?? model
        var obstacle = ""
        var pad: DrawingPad?
        // Nobody draws a photograph, and the server itself reads chosen ones.
        if !network.takesPictures {
            do {
                pad = try network.drawingPad()
            } catch {
                obstacle = "There is no pad: \(error)."
            }
        }
        let colourNotice = FirstTime()
        let work = WorkQueue(width: ThreadCount.usableProcessors)
        let page = RecognizerPage(
            name: name, purpose: network.purpose, extent: network.extent, readsDigits: network.readsDigits,
            pad: pad, obstacle: obstacle)
        return Router(
            routes: [
                .init("GET", "/") { .page(page.html(at: $0.address)) },
                .init("POST", "/predict") { request in
                    await work.does { check in Self.predict(network, request, colourNotice, check) }
                        ?? .problem(.unavailable, "nobody waits for the answer")
                },
            ], allowedOrigin: allowOrigin)
    }

    private static func predict(
        _ network: SavedModel, _ request: Request, _ colourNotice: FirstTime, _ check: () throws -> Void
    ) -> Response {
        var subject = HandwrittenPicture.Subject.digit
        var preparation: String?
        for (name, value) in request.query.sorted(by: { $0.key < $1.key }) {
            switch (name, value) {
            case ("find", "digit"): subject = .digit
            case ("find", "digits"): subject = .digits
            case ("prepare", _) where SavedModel.preparations.contains(value): preparation = value
            case ("find", _): return .problem(.badRequest, "'find' is digit or digits")
            case ("prepare", _):
                return .problem(
                    .badRequest, "'prepare' is \(SavedModel.preparations.joined(separator: " or "))")
            default: return .problem(.badRequest, "there is no '\(name)'; there are find and prepare")
            }
        }
        if subject == .digits, preparation == "scale" {
            return .problem(.badRequest, "'prepare=scale' does not go with 'find=digits'")
        }
        if let problem = network.problem(subject: subject, preparation: preparation) {
            return .problem(.badRequest, "the network \(problem)")
        }
        guard !request.body.isEmpty else {
            return .problem(.badRequest, "send a picture: curl --data-binary @picture.png …/predict")
        }
        guard !isForm(request.body) else {
            return .problem(
                .badRequest,
                "this is a form; send the picture alone: curl --data-binary @picture.png …/predict")
        }
        do {
            let picture = try network.read(
                request.body, name: "", subject: subject, preparation: preparation, check: check)
            let list = PredictionList(pictures: [picture])
            if let notice = list.notice {
                colourNotice.does { Terminal.standardError.write("warning: \(notice.madeVisible)\n") }
            }
            return .json(list.jsonOfReadings)
        } catch let problem as ImageFileProblem {
            return .problem(.badRequest, "the picture \(problem)")
        } catch {
            return .problem(.failed, "\(error)")
        }
    }
}

extension ServeCommand {
    /// Whether the request is a form, as from `curl -F`, or a file altered as `curl -d` does.
    private static func isForm(_ body: Data) -> Bool {
        let head = body.prefix(1024)
        if head.starts(with: "--".utf8) {
            return String(decoding: head, as: UTF8.self).lowercased().contains(
                "content-disposition: form-data")
        }
        // The line ends in the first bytes of a PNG file were removed.
        return head.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x1A])
    }
}

/// Runs an action the first time only.
private final class FirstTime: Sendable {
    private let isOver = Mutex(false)

    func does(_ action: () -> Void) {
        let isFirst = isOver.withLock { isOver in
            defer { isOver = true }
            return !isOver
        }
        if isFirst { action() }
    }
}
