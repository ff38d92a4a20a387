import NeuralNet
import Steps
import Testing
import Workflow

/// What the results of numeric steps depend on beside their arguments.
struct StandardRegistryTests {
    @Test func `results of another engine, kernel library or instruction set are other results`() {
        #expect(
            Registry.standard.arithmetic == [
                "engine": KernelLibrary.engineVersion, "kernel library": KernelLibrary.version,
                "instruction set": KernelLibrary.instructionSet,
            ])
        let numeric = Registry.standard.steps.values.filter { $0.dependence.contains(.arithmetic) }
        #expect(numeric.map(\.signature.name).sorted() == ["evaluate", "pad", "predict", "train"])
    }
}
