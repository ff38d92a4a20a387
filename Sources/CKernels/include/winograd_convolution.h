#ifndef STEPBOOK_WINOGRAD_CONVOLUTION_H
#define STEPBOOK_WINOGRAD_CONVOLUTION_H

#include <stdint.h>

/// A 3×3 convolution of stride 1 by Winograd's algorithm, fused with a ReLU and 2×2 max pooling after it.
///
/// Tiles of 4×4 outputs are computed from 6×6 inputs with 36 multiplications instead of 144, F(4×4, 3×3) of Lavin and
/// Gray, "Fast Algorithms for Convolutional Neural Networks" (CVPR 2016). A few tiles at a time pass all stages, so
/// that intermediate results stay in a core's L2 cache. Arithmetic is in float, but for the products where that is said.
struct stepbook_winograd_convolution {
    long images;
    /// The numbers of blocks of 16 inputs and outputs.
    long input_blocks, output_blocks;
    /// The size of the input.
    long height, width;
    /// The zero padding of the input on each side, 0…2.
    long padding;
    /// Whether a ReLU follows.
    int has_relu;
    /// Whether max pooling without overlap follows the ReLU.
    int is_pooled;
    /// Whether the input and its gradient are bfloat16, and the output and its; weight and bias are float.
    int is_bfloat16, is_output_bfloat16;
    /// Whether the processor has 32 registers of 16 floats, as AVX-512, rather than 16 of 8. The result is the same.
    int has_long_registers;
    /// Whether the products of transformed tiles and weights are computed in bfloat16 with sums in float: only for a
    /// processor that has instructions for them, and where the input and its gradient are bfloat16.
    int has_bfloat16_products;
};

/// The number of floats of scratch memory that the functions below need.
///
/// - backward: 0 if only `forward` will be called.
long stepbook_winograd_convolution_scratch(struct stepbook_winograd_convolution convolution, int backward);

/// Computes the output and, if pooled, the argmax of each window.
///
/// - input: `[images, input blocks, height, width, 16]`.
/// - weight: `[output blocks, inputs, 3, 3, 16]`; bias: `[output blocks, 16]`.
/// - output: `[images, output blocks, height, width, 16]`, of the convolution or after pooling, which drops a last row
///   or column that fills no window.
/// - argmax: the same shape, if pooled: 0…3 by rows, the first of equal ones; 4 where the ReLU gives 0. Null if not
///   needed.
/// - scratch: aligned to 64 bytes.
void stepbook_winograd_convolution_forward(
    struct stepbook_winograd_convolution convolution, const void *input, const float *weight, const float *bias,
    void *output, uint8_t *argmax, float *scratch);

/// Accumulates the gradients of weight and bias, and writes the gradient of the input.
///
/// - output: that of `forward`, if a ReLU follows and no pooling; null otherwise.
/// - argmax: those of `forward`, if pooled; null otherwise.
/// - weight_by_outputs: the weight as `[outputs, input blocks, 3, 3, 16]`.
/// - input_gradient: null if not needed.
/// - weight_gradient: `[output blocks, inputs, 3, 3, 16]`.
void stepbook_winograd_convolution_backward(
    struct stepbook_winograd_convolution convolution, const void *input, const void *output,
    const uint8_t *argmax, const void *output_gradient, const float *weight_by_outputs, void *input_gradient,
    float *weight_gradient, float *bias_gradient, float *scratch);

#endif
