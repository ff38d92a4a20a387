#ifndef STEPBOOK_WINOGRAD_CONVOLUTION_H
#define STEPBOOK_WINOGRAD_CONVOLUTION_H

#include <stdint.h>

/// A convolution of stride 1 with a kernel of 3×3 by Winograd's algorithm, a ReLU and max pooling of 2×2 behind it.
///
/// Tiles of 4×4 outputs are computed from 6×6 inputs with 36 multiplications in place of 144, F(4×4, 3×3) of Lavin and
/// Gray, "Fast Algorithms for Convolutional Neural Networks" (CVPR 2016). A few tiles at a time go through all stages, so
/// that what lies between the stages stays in a core's second-level cache. Arithmetic is in float.
struct stepbook_winograd_convolution {
    long images;
    /// Inputs and outputs, in blocks of 16.
    long input_blocks, output_blocks;
    /// The size of the input.
    long height, width;
    /// The rim of zeros around the input, 0…2.
    long padding;
    /// Whether a ReLU follows.
    int is_rectified;
    /// Whether the ReLU is followed by max pooling without overlap.
    int is_pooled;
    /// Whether the input and its derivative are bfloat16, and the output and its; weight and bias are float.
    int is_bfloat16, is_output_bfloat16;
};

/// The floats of scratch memory that the functions below need.
///
/// - backward: 0 where only `forward` will be called.
long stepbook_winograd_convolution_scratch(struct stepbook_winograd_convolution convolution, int backward);

/// Computes the output, and where it is pooled, which element of each window is passed on.
///
/// - input: `[images, input blocks, height, width, 16]`.
/// - weight: `[output blocks, inputs, 3, 3, 16]`; bias: `[output blocks, 16]`.
/// - output: `[images, output blocks, height, width, 16]`, of the convolution or after pooling; a last row or column that
///   fills no window is left out.
/// - winners: as many, where pooled: 0…3 by rows, the first of equal ones; 4 where the ReLU gives 0. Null if not wanted.
/// - scratch: at a multiple of 64 bytes.
void stepbook_winograd_convolution_forward(
    struct stepbook_winograd_convolution convolution, const void *input, const float *weight, const float *bias,
    void *output, uint8_t *winners, float *scratch);

/// Adds the derivatives by weight and bias to what stands there, and writes that by the input.
///
/// - output: that of `forward`, where it is rectified and not pooled; null elsewhere.
/// - winners: those of `forward`, where it is pooled; null elsewhere.
/// - weight_by_outputs: the weight as `[outputs, input blocks, 3, 3, 16]`.
/// - input_gradient: null if not wanted.
/// - weight_gradient: `[output blocks, inputs, 3, 3, 16]`.
void stepbook_winograd_convolution_backward(
    struct stepbook_winograd_convolution convolution, const void *input, const void *output,
    const uint8_t *winners, const void *output_gradient, const float *weight_by_outputs, void *input_gradient,
    float *weight_gradient, float *bias_gradient, float *scratch);

#endif
