import ArgumentParser
import Reporting
import Serving
import Workflow

/// `stepbook preview`: the report in the browser while the notebook is being written.
struct PreviewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview",
        abstract: "Shows a notebook's report in the browser, and again whenever something changes.",
        discussion: """
            The notebook is run again when it, an image in it or data that it reads is changed. What is wrong with it \
            stands above the last good report. Only this machine can see it. Ctrl-C ends it.
            """)

    @OptionGroup var notebook: NotebookArguments
    @OptionGroup var folders: FolderOptions
    @OptionGroup var page: TemplateOptions

    @Option(help: "The port on 127.0.0.1; 0 for any that is free.")
    var port: UInt16 = 8080

    func run() throws {
        try reportingProblems {
            try folders.check()
            _ = try notebook.read()
            _ = try page.read()
            let interruption = Interruption()
            defer { interruption.end() }
            let state = PreviewState()
            let loop = PreviewLoop(
                notebook: notebook, folders: folders, page: page, registry: Program.registry, state: state,
                end: interruption.cancellation)
            let server = LoopbackServer(
                Self.router(for: state, name: notebook.name), port: port, limits: .init(body: 0))
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
