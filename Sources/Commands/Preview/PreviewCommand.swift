import ArgumentParser
import Notebooks
import Reporting
import Serving
import Workflow

/// `stepbook preview`: the report in the browser while the notebook is being edited.
struct PreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Shows a notebook's report in the browser, and again whenever something changes.",
        discussion: """
            The notebook is run again when it, an image in it or data that it reads is changed. Its mistakes \
            are shown above the last good report. Only this machine can see it. Ctrl-C ends it.
            """)

    @OptionGroup var options: NotebookOptions
    @OptionGroup var page: TemplateOptions

    @Option(help: "The port on 127.0.0.1; 0 for any that is free.", transform: PortNumber.number)
    var port: UInt16 = 8080

    func run() throws {
        try reportingProblems {
            try refuseOwnMessages()
            try options.folders.checkForRunning()
            _ = try page.read()
            let interruption = Interruption()
            defer { interruption.end() }
            let state = PreviewState()
            let loop = PreviewLoop(
                options: options, page: page, state: state, end: interruption.cancellation)
            let server = LoopbackServer(
                Self.router(for: state, name: options.notebook.name), port: port, limits: .init(body: 0))
            let serving = Background { [cancellation = interruption.cancellation] in
                defer { cancellation.request() }
                try await server.run(until: { cancellation.isRequested }) { address in
                    try Terminal.standardOutput.print(address + "\n")
                    Terminal.standardError.write("showing the report to this machine; Ctrl-C ends it\n")
                }
            }
            try loop.run()
            try serving.wait()
        }
    }

    /// Refuses to redirect messages to a file that the preview reads: each message would count as a change, and would
    /// alter the notebook.
    ///
    /// - Throws: ``UsageProblem``, and any error of reading the notebook.
    private func refuseOwnMessages() throws {
        let notebook = options.notebook
        let source = try notebook.read()
        let named = NamedFiles(in: Notebook(parsing: source), notebook.files).paths
        let paths = [notebook.notebook] + [page.template].compactMap(\.self) + named
        guard let path = FileStamps.target(ofMessagesAmong: paths) else { return }
        throw UsageProblem(
            "the messages of the preview would be written into '\(path)', which it reads; send them to another file"
        )
    }

    private static func router(for state: PreviewState, name: String) -> Router {
        Router(routes: [
            .init("GET", "/") { _ in .page(state.current.html ?? WaitingPage(name: name).html) },
            .init("GET", "/state") { request in
                let content = await state.content(after: Int(request.query["after"] ?? "") ?? -1)
                let object: JSONValue = [
                    "version": .integer(content.version), "report": .integer(content.report),
                    "problem": .string(content.problem), "progress": .string(content.progress),
                ]
                return .json(object.text)
            },
        ])
    }
}
