// The loops that no library has: one pass over memory where a chain of a library's kernels takes several.
//
// Each is compiled for several instruction sets, of which the best that the processor has is taken when the program
// starts. Numbers are float, or bfloat16 (the upper half of a float) where a function is told so. Nothing here
// allocates, keeps state or checks its arguments: NeuralNet does.

#ifndef STEPBOOK_KERNELS_H
#define STEPBOOK_KERNELS_H

#include "batch_normalization.h"
#include "max_pooling.h"
#include "optimizers.h"
#include "pooled_convolution.h"
#include "winograd_convolution.h"

#endif
