#include "winograd_convolution.h"

#include "matrix_product.h"
#include "winograd_bfloat16.h"
#include "winograd_stages.h"

/// Offsets in the scratch memory, in floats.
struct places {
    /// The transformed weight: `[36, inputs, outputs]`, in the backward pass `[36, outputs, inputs]`.
    long weight;
    /// The transformed tiles of the input and the output: `[36, tiles, inputs]`, `[36, tiles, outputs]`.
    long input, output;
    /// The weight gradient before its transform, `[36, inputs, outputs]`.
    long weight_gradient;
    /// The gradient of one image, which is rounded once it is complete.
    long image;
    long end;
};

INLINE struct places places_of(
    struct stepbook_winograd_convolution convolution, struct sizes sizes, int backward) {
    long weight = tile_products * sizes.weight_step;
    long image = convolution.is_bfloat16 ? convolution.height * convolution.width * sizes.inputs : 0;
    struct places places = {.weight = 0};
    places.input = places.weight + weight;
    places.output = places.input + tile_products * sizes.input_step;
    places.weight_gradient = places.output + tile_products * sizes.output_step;
    places.image = places.weight_gradient + (backward ? weight : 0);
    places.end = places.image + (backward ? image : 0);
    return places;
}

long stepbook_winograd_convolution_scratch(struct stepbook_winograd_convolution convolution, int backward) {
#if defined(__x86_64__)
    if (convolution.has_bfloat16_products) return stepbook_winograd_bfloat16_scratch(convolution, backward);
#endif
    return places_of(convolution, sizes_of(convolution), backward).end;
}

/// The transformed weight of a product, `[depth, blocks · 16]`, as a factor.
///
/// With short registers, only one block at a time is multiplied, so the blocks are stored one after the other: rows of
/// all blocks would map to a few sets of the L1 cache.
INLINE struct right_factor weight_factor(const float *weight, long blocks, long depth, const int has_long_registers) {
    return has_long_registers ? (struct right_factor){weight, lanes, blocks * lanes}
                              : (struct right_factor){weight, depth * lanes, lanes};
}

/// Transforms a weight into the factors of the 36 products.
///
/// - block_step, depth_step: the distance from one block to the next, and along the depth, in kernels of `[3, 3, 16]`.
INLINE void transform_weight(
    const float *weight, long blocks, long block_step, long depth, long depth_step, float *transformed,
    long weight_step, const int has_long_registers) {
    struct right_factor factor = weight_factor(NULL, blocks, depth, has_long_registers);
    for (long block = 0; block < blocks; block++) {
        for (long index = 0; index < depth; index++) {
            long start = (block * block_step + index * depth_step) * tile_kernel * tile_kernel;
            floats kernel[tile_kernel][tile_kernel], products[tile_inputs][tile_inputs];
            UNROLLED for (int tap = 0; tap < tile_kernel * tile_kernel; tap++) {
                kernel[tap / tile_kernel][tap % tile_kernel] = load(weight, (start + tap) * lanes, 0);
            }
            TRANSFORM_SQUARE(transform_kernel, kernel, tile_kernel, products, tile_inputs);
            UNROLLED for (int product = 0; product < tile_products; product++) {
                store(
                    transformed + product * weight_step,
                    block * factor.panel_step + index * factor.place_step, 0,
                    products[product / tile_inputs][product % tile_inputs]);
            }
        }
    }
}

INLINE void forward(
    struct stepbook_winograd_convolution convolution, const void *input, const float *weight, const float *bias,
    void *output, uint8_t *argmax, float *scratch, const int has_long_registers) {
    struct sizes sizes = sizes_of(convolution);
    struct places places = places_of(convolution, sizes, 0);
    transform_weight(
        weight, convolution.output_blocks, sizes.inputs, sizes.inputs, 1, scratch + places.weight,
        sizes.weight_step, has_long_registers);
    for (long tile = 0; tile < sizes.tiles; tile += sizes.tiles_at_once) {
        long count = sizes.tiles - tile < sizes.tiles_at_once ? sizes.tiles - tile : sizes.tiles_at_once;
        struct tile_matrices inputs = {scratch + places.input, sizes.input_step, sizes.inputs, float_numbers};
        transform_inputs(convolution, sizes, input, tile, count, inputs);
        for (long product = 0; product < tile_products; product++) {
            multiply(
                (struct left_factor){scratch + places.input + product * sizes.input_step, sizes.inputs, 1},
                weight_factor(
                    scratch + places.weight + product * sizes.weight_step, convolution.output_blocks,
                    sizes.inputs, has_long_registers),
                scratch + places.output + product * sizes.output_step, sizes.tiles_at_once, sizes.inputs,
                sizes.outputs, has_long_registers, 0);
        }
        write_outputs(convolution, sizes, scratch + places.output, bias, tile, count, output, argmax, 0);
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_winograd_convolution_forward(
    struct stepbook_winograd_convolution convolution, const void *input, const float *weight, const float *bias,
    void *output, uint8_t *argmax, float *scratch) {
#if defined(__x86_64__)
    if (convolution.has_bfloat16_products) {
        stepbook_winograd_bfloat16_forward(convolution, input, weight, bias, output, argmax, scratch);
        return;
    }
#endif
    if (convolution.has_long_registers) {
        forward(convolution, input, weight, bias, output, argmax, scratch, 1);
    } else {
        forward(convolution, input, weight, bias, output, argmax, scratch, 0);
    }
}

INLINE void backward(
    struct stepbook_winograd_convolution convolution, const void *input, const void *output,
    const uint8_t *argmax, const void *output_gradient, const float *weight_by_outputs, void *input_gradient,
    float *weight_gradient, float *bias_gradient, float *scratch, const int has_long_registers) {
    struct sizes sizes = sizes_of(convolution);
    struct places places = places_of(convolution, sizes, 1);
    if (sizes.tiles == 0) return;
    if (input_gradient) {
        transform_weight(
            weight_by_outputs, convolution.input_blocks, 1, sizes.outputs, convolution.input_blocks,
            scratch + places.weight, sizes.weight_step, has_long_registers);
    }
    for (long tile = 0; tile < sizes.tiles; tile += sizes.tiles_at_once) {
        long count = sizes.tiles - tile < sizes.tiles_at_once ? sizes.tiles - tile : sizes.tiles_at_once;
        struct tile_matrices transformed = {scratch + places.input, sizes.input_step, sizes.inputs, float_numbers};
        transform_inputs(convolution, sizes, input, tile, count, transformed);
        transformed = (struct tile_matrices){scratch + places.output, sizes.output_step, sizes.outputs, float_numbers};
        transform_output_gradients(
            convolution, sizes, output, argmax, output_gradient, tile, count, transformed, transformed,
            bias_gradient);
        for (long product = 0; product < tile_products; product++) {
            float *inputs = scratch + places.input + product * sizes.input_step;
            float *outputs = scratch + places.output + product * sizes.output_step;
            float *sums = scratch + places.weight_gradient + product * sizes.weight_step;
            // Just before they are needed, so that they are in the cache then.
            if (tile == 0) memset(sums, 0, (size_t)(sizes.inputs * sizes.outputs) * sizeof *sums);
            multiply(
                (struct left_factor){inputs, 1, sizes.inputs}, (struct right_factor){outputs, lanes, sizes.outputs},
                sums, sizes.inputs, count, sizes.outputs, has_long_registers, 1);
            // The inputs are no longer needed: their gradients overwrite them.
            if (input_gradient) {
                multiply(
                    (struct left_factor){outputs, sizes.outputs, 1},
                    weight_factor(
                        scratch + places.weight + product * sizes.weight_step, convolution.input_blocks, sizes.outputs,
                        has_long_registers),
                    inputs, sizes.tiles_at_once, sizes.outputs, sizes.inputs, has_long_registers, 0);
            }
        }
        if (input_gradient) {
            add_input_gradients(
                convolution, sizes, scratch + places.input, tile, count, input_gradient, scratch + places.image, 0);
        }
    }
    add_weight_gradient(sizes, convolution.output_blocks, scratch + places.weight_gradient, weight_gradient, 0);
}

FOR_EACH_INSTRUCTION_SET
void stepbook_winograd_convolution_backward(
    struct stepbook_winograd_convolution convolution, const void *input, const void *output,
    const uint8_t *argmax, const void *output_gradient, const float *weight_by_outputs, void *input_gradient,
    float *weight_gradient, float *bias_gradient, float *scratch) {
#if defined(__x86_64__)
    if (convolution.has_bfloat16_products) {
        stepbook_winograd_bfloat16_backward(
            convolution, input, output, argmax, output_gradient, weight_by_outputs, input_gradient, weight_gradient,
            bias_gradient, scratch);
        return;
    }
#endif
    if (convolution.has_long_registers) {
        backward(
            convolution, input, output, argmax, output_gradient, weight_by_outputs, input_gradient, weight_gradient,
            bias_gradient, scratch, 1);
    } else {
        backward(
            convolution, input, output, argmax, output_gradient, weight_by_outputs, input_gradient, weight_gradient,
            bias_gradient, scratch, 0);
    }
}
