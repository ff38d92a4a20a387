import NeuralNet
import Steps
import Testing
import Workflow

/// The dependencies of numeric steps' results beside their arguments.
struct StandardRegistryTests {
    @Test func `results depend on engine, kernel library and instruction set`() {
        #expect(
            Registry.standard.arithmetic == [
                "engine": KernelLibrary.engineVersion, "kernel library": KernelLibrary.version,
                "instruction set": KernelLibrary.instructionSet,
            ])
        let numeric = Registry.standard.steps.values.filter { $0.dependence.contains(.arithmetic) }
        #expect(
            numeric.map(\.signature.name).sorted() == [
                "compareModels", "evaluate", "explain", "pad", "predict", "train",
            ])
    }
}
