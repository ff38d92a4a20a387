/// The script by which Slurm starts an element: it becomes the program, so that signals reach it.
enum SlurmScript {
    /// The script's text.
    ///
    /// - Parameters:
    ///   - program: the program's path, the same on all nodes.
    ///   - job: the path of the job's file.
    static func text(program: String, job: String) -> String {
        "#!/bin/sh\nexec \(word(program)) \(SweepElementCommand.name) \(word(job))\n"
    }

    /// A path as a word of every shell.
    private static func word(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy {
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || "/._-+".utf8.contains($0)
        }
        // By bytes: a quotation mark with an accent is one to a shell.
        return isPlain
            ? path : "'" + path.unicodeScalars.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
    }
}
