#ifndef STEPBOOK_MAX_POOLING_H
#define STEPBOOK_MAX_POOLING_H

#include <stdint.h>

/// Max pooling of windows of 2×2 without overlap over planes of 16 channels each, `[planes, height, width, 16]`.
///
/// A last row or column that fills no window is left out, as PyTorch does.
struct stepbook_max_pooling {
    long planes;
    long height, width;
    /// Whether the elements are bfloat16.
    int is_bfloat16;
    /// Whether the input comes from a ReLU whose derivative is to be part of the pooling's.
    int includes_relu_gradient;
};

/// Writes each window's largest element, and where it stands in its window.
///
/// - winners: 0…3 by rows, the first of equal ones; 4 where a ReLU lets no gradient through. Null if not wanted.
void stepbook_max_pooling_forward(
    struct stepbook_max_pooling pooling, const void *input, void *output, uint8_t *winners);

/// Writes the derivative by the input: each window's where its largest element stands, zeros elsewhere in the window.
///
/// Nothing is written to a row or column that fills no window; its zeros are the caller's to put there once.
void stepbook_max_pooling_backward(
    struct stepbook_max_pooling pooling, const void *output_gradient, const uint8_t *winners,
    void *input_gradient);

#endif
