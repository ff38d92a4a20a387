// A convolution by Winograd's algorithm with products in bfloat16, for processors that have instructions for them.

#ifndef STEPBOOK_WINOGRAD_BFLOAT16_H
#define STEPBOOK_WINOGRAD_BFLOAT16_H

#include "winograd_convolution.h"

/// The number of floats of scratch memory that the functions below need.
long stepbook_winograd_bfloat16_scratch(struct stepbook_winograd_convolution convolution, int backward);

/// As `stepbook_winograd_convolution_forward`.
void stepbook_winograd_bfloat16_forward(
    struct stepbook_winograd_convolution convolution, const void *input, const float *weight, const float *bias,
    void *output, uint8_t *argmax, float *scratch);

/// As `stepbook_winograd_convolution_backward`.
void stepbook_winograd_bfloat16_backward(
    struct stepbook_winograd_convolution convolution, const void *input, const void *output,
    const uint8_t *argmax, const void *output_gradient, const float *weight_by_outputs, void *input_gradient,
    float *weight_gradient, float *bias_gradient, float *scratch);

#endif
