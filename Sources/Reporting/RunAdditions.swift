import Workflow

extension Run {
    /// Every file that was read, once, in the order of reading.
    var inputs: [InputFile] {
        var seen: Set<InputFile> = []
        return steps.flatMap(\.inputs).filter { seen.insert($0).inserted }
    }
}
