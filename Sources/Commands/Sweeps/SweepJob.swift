import Diagnostics
import FoundationEssentials
import NeuralNet
import Notebooks
import Workflow

/// Everything that the workers of a sweep share, as one file: nothing else reaches them but the runs that they are given.
///
/// It names folders as the command does, from the folder in which that was started.
struct SweepJob: Codable, Hashable, Sendable {
    /// The version of the program, which its workers must be too.
    let version: String
    /// The instruction set of the kernels, which keys and bits depend on.
    let instructionSet: String
    /// The number of threads of a run, for the same reason.
    let threads: Int
    /// The folder in which the command was started.
    let workingDirectory: String
    /// The notebook's path.
    let notebook: String
    /// The notebook's bytes: the file may be edited while the sweep runs.
    let text: Data
    /// The other folders that the notebook may read.
    let allowRead: [String]
    /// The folders in which data sets are looked for.
    let dataDirectories: [String]
    /// The folder of results; `nil` if none are kept.
    let cacheDirectory: String?
    /// The folder that reports are written to.
    let outputDirectory: String
    /// The name of the notebook's outputs.
    let name: String
    /// Whether foreign files are replaced.
    let mayReplace: Bool
    /// The folder of downloads, and why nothing may be stored there.
    let downloadDirectory: String
    let downloadObstacle: String?
    /// Whether its runs are done on several machines.
    let isShared: Bool
    /// The start, in seconds since 1970.
    let started: Double
    /// The notebook's state in version control, and the options shown in reports.
    let revision: Revision
    let commandOptions: [Run.Fact]

    /// Describes the sweep of a command.
    init(
        _ options: NotebookOptions, source: SourceFile, threads: Int, mayReplace: Bool, isShared: Bool,
        started: Date, revision: Revision
    ) {
        let (notebook, folders) = (options.notebook, options.folders)
        version = StepbookCommand.version
        instructionSet = KernelLibrary.instructionSet
        self.threads = threads
        workingDirectory = FileManager.default.currentDirectoryPath
        self.notebook = notebook.notebook
        text = Data(source.bytes)
        allowRead = notebook.allowRead
        dataDirectories = folders.dataDirectories
        cacheDirectory = folders.hasCache ? folders.cache.directory : nil
        outputDirectory = folders.outputDir
        name = notebook.name
        self.mayReplace = mayReplace
        downloadDirectory = UserCache.current.downloadDirectory
        downloadObstacle = UserCache.current.problem
        self.isShared = isShared
        self.started = started.timeIntervalSince1970
        self.revision = revision
        commandOptions = options.publishedFacts
    }

    /// The files that the notebook may read.
    var files: ReadableFiles { ReadableFiles(beside: notebook, opening: allowRead) }

    /// The cache, which no worker reduces.
    var cache: StepCache? { cacheDirectory.map { StepCache(directory: $0) } }

    /// The outputs of the sweep.
    var outputs: NotebookOutputs {
        var outputs = NotebookOutputs.ofSweep(
            in: outputDirectory, name: name, notebook: notebook, mayReplace: mayReplace)
        outputs.hasSharedRuns = isShared
        return outputs
    }

    /// What a report says of program and machine.
    var facts: [Run.Fact] { Machine.facts(threads: ThreadCount(option: threads, environment: [:])) }

    /// Whether the runs of another job give the same.
    func isSameWork(as other: SweepJob) -> Bool {
        (version, instructionSet, threads) == (other.version, other.instructionSet, other.threads)
            && (text, name, notebook) == (other.text, other.name, other.notebook)
            && (workingDirectory, outputDirectory) == (other.workingDirectory, other.outputDirectory)
            && cacheDirectory == other.cacheDirectory
            && (allowRead, dataDirectories) == (other.allowRead, other.dataDirectories)
    }

    /// Why a program may not work at it, in words; `nil` if it may.
    var obstacle: String? {
        if version != StepbookCommand.version {
            return "this program is version \(StepbookCommand.version), and the sweep one of \(version)"
        }
        if instructionSet != KernelLibrary.instructionSet {
            return
                "this machine computes with \(KernelLibrary.instructionSet), and the sweep with \(instructionSet), which gives other bits"
        }
        return nil
    }

    /// Reads the file.
    ///
    /// - Throws: ``UsageProblem`` if it cannot be read.
    static func read(_ path: String) throws -> SweepJob {
        do {
            return try JSONDecoder().decode(
                SweepJob.self, from: RegularFile.contents(of: path, limit: 2 * NotebookArguments.limit))
        } catch {
            throw UsageProblem("'\(path)' is not the job of a sweep: \(error.words)")
        }
    }
}
