// Loops that no library has: one pass over memory where a sequence of library kernels takes several.
//
// Each is compiled for several instruction sets; the best that the CPU supports is selected when the program
// starts. Numbers are float, or bfloat16 (the upper half of a float) where an argument says so. Nothing here
// allocates, keeps state or checks its arguments: NeuralNet does.

#ifndef STEPBOOK_KERNELS_H
#define STEPBOOK_KERNELS_H

#include "batch_normalization.h"
#include "layer_normalization.h"
#include "max_pooling.h"
#include "optimizers.h"
#include "pooled_convolution.h"
#include "winograd_convolution.h"

#endif
