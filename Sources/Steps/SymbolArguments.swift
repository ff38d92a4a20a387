public import Figures
import Images
public import NeuralNet
public import Workflow

// Enumerations of modules that know no notebook, whose cases a notebook names with a leading dot.
extension HandwrittenPicture.Subject: SymbolArgument {}
extension LineChart.Scale: SymbolArgument {}
extension Precision: SymbolArgument {}
