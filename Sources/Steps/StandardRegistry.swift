import NeuralNet
public import Workflow

extension Registry {
    /// Everything that a notebook may call.
    ///
    /// - Parameter threads: the threads that steps compute with, on which the bits of their results depend.
    public static func standard(threads: Int) -> Registry { standard(threads: threads, mnist: .original) }

    /// The same with MNIST published elsewhere.
    package static func standard(threads: Int, mnist: MNISTPublication) -> Registry {
        Registry(
            steps: [
                Load(mnist: mnist), Normalize(), Augment(), Train(), Evaluate(), Plot(), Show(), Expect(),
                Save(),
            ],
            constructors: LayerConstructors.all + OptimizerConstructors.all,
            artifacts: [
                Dataset.self, Examples.self, Model.self, History.self, Evaluation.self, Confusion.self,
                Mistakes.self,
            ],
            arithmetic: [
                "kernel library": KernelLibrary.version, "instruction set": KernelLibrary.instructionSet,
                "threads": String(threads),
            ])
    }
}
