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

    /// The notebook that declares the sweep.
    var declared: Notebook { source.declared }
}

extension SourceFile {
    /// The notebook that declares a sweep.
    var declared: Notebook { Notebook(parsing: self) }
}
