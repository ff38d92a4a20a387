import ArgumentParser
import NeuralNet

/// Describes the machine and measures its peak performance.
struct MachineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "machine", abstract: "Shows the machine and its peak of multiply-adds.")

    func run() {
        let cores = Machine.coreCount
        print("processor: \(Machine.processor), \(cores) cores")
        print("system: \(Machine.system)")
        print("kernels: \(KernelLibrary.version) for \(KernelLibrary.instructionSet)")
        print("peak of multiply-adds in float32, one core: \((Machine.peak(cores: 1) / 1e9).text(0)) GFLOP/s")
        print("the same, all cores at once: \((Machine.peak(cores: cores) / 1e9).text(0)) GFLOP/s")
    }
}
