#include "winograd_bfloat16.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

// Instead of several instruction sets, this file is for the one that has what it needs.
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4,avx512bf16"))), apply_to = function)

#include "matrix_product_bfloat16.h"
#include "winograd_stages.h"

/// The distances, in 32 bits, from one product's matrix of bfloat16 to the next.
struct pair_steps {
    long weight, input, output;
};

INLINE struct pair_steps pair_steps_of(struct sizes sizes) {
    return (struct pair_steps){
        .weight = sizes.inputs * sizes.outputs / 2 + lanes,
        .input = sizes.tiles_at_once * sizes.inputs / 2 + lanes,
        .output = sizes.tiles_at_once * sizes.outputs / 2 + lanes};
}

/// The scratch memory, in 32 bits from its start.
struct pair_places {
    /// The transformed weight: `[36, inputs / 2, outputs, 2]`, in the backward pass `[36, outputs / 2, inputs, 2]`.
    long weight;
    /// The transformed tiles of the input: `[36, tiles, inputs]`, in the backward pass `[36, tiles / 2, inputs, 2]`.
    long input;
    /// In the forward pass the products, `[36, tiles, outputs]` in float. In the backward pass the transformed tiles of
    /// the output gradient twice, `[36, tiles, outputs]` and `[36, tiles / 2, outputs, 2]`.
    long output, output_pairs;
    /// The products of the input gradient, `[36, tiles, inputs]` in float.
    long input_gradient;
    /// The weight gradient before its transform, `[36, inputs, outputs]` in float.
    long weight_gradient;
    /// The gradient of one image in float, which is rounded once it is complete.
    long image;
    long end;
};

INLINE struct pair_places pair_places_of(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, int backward) {
    struct pair_steps steps = pair_steps_of(sizes);
    struct pair_places places = {.weight = 0};
    places.input = places.weight + tile_products * steps.weight;
    places.output = places.input + tile_products * steps.input;
    if (!backward) {
        places.end = places.output + tile_products * sizes.output_step;
        return places;
    }
    places.output_pairs = places.output + tile_products * steps.output;
    places.input_gradient = places.output_pairs + tile_products * steps.output;
    places.weight_gradient = places.input_gradient + tile_products * sizes.input_step;
    places.image = places.weight_gradient + tile_products * sizes.weight_step;
    places.end = places.image + convolution.height * convolution.width * sizes.inputs;
    return places;
}

long stepbook_winograd_bfloat16_scratch(struct stepbook_winograd_convolution convolution, int backward) {
    struct sizes sizes = sizes_of(convolution);
    long forward = pair_places_of(convolution, sizes, 0).end;
    long both = backward ? pair_places_of(convolution, sizes, 1).end : 0;
    return forward > both ? forward : both;
}

/// Transforms a weight into the factors of the 36 products, `[depth / 2, blocks · 16, 2]`.
///
/// - block_step, depth_step: the distance from one block to the next, and along the depth, in kernels of `[3, 3, 16]`.
INLINE void transform_weight_to_pairs(
    const float *weight, long blocks, long block_step, long depth, long depth_step, uint32_t *transformed,
    long step) {
    for (long block = 0; block < blocks; block++) {
        for (long index = 0; index < depth; index += 2) {
            floats products[2][tile_inputs][tile_inputs];
            UNROLLED for (int one = 0; one < 2; one++) {
                long start = (block * block_step + (index + one) * depth_step) * tile_kernel * tile_kernel;
                floats kernel[tile_kernel][tile_kernel];
                UNROLLED for (int tap = 0; tap < tile_kernel * tile_kernel; tap++) {
                    kernel[tap / tile_kernel][tap % tile_kernel] = load(weight, (start + tap) * lanes, 0);
                }
                TRANSFORM_SQUARE(balanced_kernel, kernel, tile_kernel, products[one], tile_inputs);
            }
            UNROLLED for (int product = 0; product < tile_products; product++) {
                int row = product / tile_inputs, column = product % tile_inputs;
                patterns pairs = round_to_bfloat16(products[0][row][column]) |
                                 round_to_bfloat16(products[1][row][column]) << 16;
                memcpy(transformed + product * step + (index / 2 * blocks + block) * lanes, &pairs, sizeof pairs);
            }
        }
    }
}

void stepbook_winograd_bfloat16_forward(
    struct stepbook_winograd_convolution convolution, const void *input, const float *weight, const float *bias,
    void *output, uint8_t *argmax, float *scratch) {
    struct sizes sizes = sizes_of(convolution);
    struct pair_steps steps = pair_steps_of(sizes);
    struct pair_places places = pair_places_of(convolution, sizes, 0);
    uint32_t *pairs = (uint32_t *)scratch;
    transform_weight_to_pairs(
        weight, convolution.output_blocks, sizes.inputs, sizes.inputs, 1, pairs + places.weight, steps.weight);
    for (long tile = 0; tile < sizes.tiles; tile += sizes.tiles_at_once) {
        long count = sizes.tiles - tile < sizes.tiles_at_once ? sizes.tiles - tile : sizes.tiles_at_once;
        struct tile_matrices inputs = {pairs + places.input, steps.input, sizes.inputs, channel_pairs};
        transform_inputs(convolution, sizes, input, tile, count, inputs);
        for (long product = 0; product < tile_products; product++) {
            multiply_pairs(
                (struct left_pairs){pairs + places.input + product * steps.input, sizes.inputs / 2, 1},
                (struct right_pairs){pairs + places.weight + product * steps.weight, lanes, sizes.outputs},
                scratch + places.output + product * sizes.output_step, sizes.tiles_at_once, sizes.inputs / 2,
                sizes.outputs, 0);
        }
        write_outputs(convolution, sizes, scratch + places.output, bias, tile, count, output, argmax, 1);
    }
}

void stepbook_winograd_bfloat16_backward(
    struct stepbook_winograd_convolution convolution, const void *input, const void *output,
    const uint8_t *argmax, const void *output_gradient, const float *weight_by_outputs, void *input_gradient,
    float *weight_gradient, float *bias_gradient, float *scratch) {
    struct sizes sizes = sizes_of(convolution);
    struct pair_steps steps = pair_steps_of(sizes);
    struct pair_places places = pair_places_of(convolution, sizes, 1);
    if (sizes.tiles == 0) return;
    uint32_t *pairs = (uint32_t *)scratch;
    if (input_gradient) {
        transform_weight_to_pairs(
            weight_by_outputs, convolution.input_blocks, 1, sizes.outputs, convolution.input_blocks,
            pairs + places.weight, steps.weight);
    }
    for (long tile = 0; tile < sizes.tiles; tile += sizes.tiles_at_once) {
        long count = sizes.tiles - tile < sizes.tiles_at_once ? sizes.tiles - tile : sizes.tiles_at_once;
        struct tile_matrices inputs = {pairs + places.input, steps.input, sizes.inputs, tile_pairs};
        transform_inputs(convolution, sizes, input, tile, count, inputs);
        struct tile_matrices by_channels = {pairs + places.output, steps.output, sizes.outputs, channel_pairs};
        struct tile_matrices by_tiles = {pairs + places.output_pairs, steps.output, sizes.outputs, tile_pairs};
        transform_output_gradients(
            convolution, sizes, output, argmax, output_gradient, tile, count, by_channels, by_tiles, bias_gradient);
        for (long product = 0; product < tile_products; product++) {
            float *sums = scratch + places.weight_gradient + product * sizes.weight_step;
            // Just before they are needed, so that they are in the cache then.
            if (tile == 0) memset(sums, 0, (size_t)(sizes.inputs * sizes.outputs) * sizeof *sums);
            multiply_pairs(
                (struct left_pairs){pairs + places.input + product * steps.input, 1, sizes.inputs},
                (struct right_pairs){pairs + places.output_pairs + product * steps.output, lanes, sizes.outputs}, sums,
                sizes.inputs, (count + 1) / 2, sizes.outputs, 1);
            if (input_gradient) {
                multiply_pairs(
                    (struct left_pairs){pairs + places.output + product * steps.output, sizes.outputs / 2, 1},
                    (struct right_pairs){pairs + places.weight + product * steps.weight, lanes, sizes.inputs},
                    scratch + places.input_gradient + product * sizes.input_step, sizes.tiles_at_once,
                    sizes.outputs / 2, sizes.inputs, 0);
            }
        }
        if (input_gradient) {
            add_input_gradients(
                convolution, sizes, scratch + places.input_gradient, tile, count, input_gradient,
                scratch + places.image, 1);
        }
    }
    add_weight_gradient(
        sizes, convolution.output_blocks, scratch + places.weight_gradient, weight_gradient, 1);
}

#pragma clang attribute pop

#endif
