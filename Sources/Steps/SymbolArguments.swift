public import Figures
import Images
public import NeuralNet
public import Workflow

// Enumerations of modules independent of notebooks, whose cases a notebook writes with a leading dot.
extension Attribution.Method: SymbolArgument {}
extension HandwrittenPicture.Subject: SymbolArgument {}
extension DecayedParameters: SymbolArgument {}
extension EpochSelection.Quantity: SymbolArgument {}
extension LineChart.Scale: SymbolArgument {}
extension Precision: SymbolArgument {}
