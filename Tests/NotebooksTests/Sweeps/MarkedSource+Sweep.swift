import Diagnostics
import Notebooks
import TestSupport

extension MarkedSource {
    /// A notebook with parameters of each type, and the lines of a sweep.
    init(sweep lines: String) {
        self.init(
            "---\nparams:\n  rate: 0.1\n  size: 32\n  epochs: 8\n  optimizer: adam\n  deep: true\n\(lines)\n---\n"
        )
    }

    /// The sweep that the notebook declares, and what is said of it.
    var declared: DeclaredSweep { source.declared }
}

extension SourceFile {
    /// The sweep that a notebook declares, and what is said of it.
    var declared: DeclaredSweep { DeclaredSweep(in: self) }
}
