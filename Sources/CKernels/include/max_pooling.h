#ifndef STEPBOOK_MAX_POOLING_H
#define STEPBOOK_MAX_POOLING_H

#include <stdint.h>

/// Max pooling of 2×2 windows without overlap over planes of 16 channels each, `[planes, height, width, 16]`.
///
/// A last row or column that fills no window is dropped, as in PyTorch.
struct stepbook_max_pooling {
    long planes;
    long height, width;
    /// Whether the elements are bfloat16.
    int is_bfloat16;
    /// Whether the backward pass includes the gradient of a ReLU before the pooling.
    int includes_relu_gradient;
};

/// Writes the maximum and the argmax of each window.
///
/// - argmax: 0…3 by rows, the first of equal ones; 4 where a ReLU blocks the gradient. Null if not needed.
void stepbook_max_pooling_forward(
    struct stepbook_max_pooling pooling, const void *input, void *output, uint8_t *argmax);

/// Writes the gradient of the input: each window's gradient at its argmax, zeros elsewhere in the window.
///
/// A row or column that fills no window is not written; the caller zeroes it once.
void stepbook_max_pooling_backward(
    struct stepbook_max_pooling pooling, const void *output_gradient, const uint8_t *argmax,
    void *input_gradient);

#endif
