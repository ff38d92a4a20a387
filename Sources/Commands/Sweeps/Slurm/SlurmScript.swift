import Diagnostics

/// The script by which Slurm starts an element: it becomes the program, so that signals reach it.
enum SlurmScript {
    /// The script's text.
    ///
    /// - Parameters:
    ///   - program: the program's path, the same on all nodes.
    ///   - job: the path of the job's file.
    static func text(program: String, job: String) -> String {
        "#!/bin/sh\nexec \(ShellCommand([program, SweepElementCommand.name, job]).text)\n"
    }
}
