#include "winograd_convolution.h"

#include "matrix_product.h"
#include "winograd_tiles.h"

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
    long weight = tile_products * sizes.inputs * sizes.outputs;
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
    return places_of(convolution, sizes_of(convolution), backward).end;
}

/// Transforms a weight into `[36, depth, blocks · 16]`.
///
/// - block_step, depth_step: the distance from one block to the next, and along the depth, in kernels of `[3, 3, 16]`.
INLINE void transform_weight(
    const float *weight, long blocks, long block_step, long depth, long depth_step, float *transformed) {
    for (long block = 0; block < blocks; block++) {
        for (long index = 0; index < depth; index++) {
            long start = (block * block_step + index * depth_step) * tile_kernel * tile_kernel;
            floats kernel[tile_kernel][tile_kernel], products[tile_inputs][tile_inputs];
            for (int tap = 0; tap < tile_kernel * tile_kernel; tap++) {
                kernel[tap / tile_kernel][tap % tile_kernel] = load(weight, (start + tap) * lanes, 0);
            }
            TRANSFORM_SQUARE(transform_kernel, kernel, tile_kernel, products, tile_inputs);
            for (int product = 0; product < tile_products; product++) {
                store(
                    transformed, ((product * depth + index) * blocks + block) * lanes, 0,
                    products[product / tile_inputs][product % tile_inputs]);
            }
        }
    }
}

/// Transforms the sums of a weight gradient, `[36, inputs, outputs]`, and accumulates them.
INLINE void add_weight_gradient(struct sizes sizes, long blocks, const float *sums, float *weight_gradient) {
    for (long block = 0; block < blocks; block++) {
        for (long index = 0; index < sizes.inputs; index++) {
            floats products[tile_inputs][tile_inputs], kernel[tile_kernel][tile_kernel];
            for (int product = 0; product < tile_products; product++) {
                products[product / tile_inputs][product % tile_inputs] =
                    load(sums, ((product * sizes.inputs + index) * blocks + block) * lanes, 0);
            }
            TRANSFORM_SQUARE(transform_kernel_back, products, tile_inputs, kernel, tile_kernel);
            for (int tap = 0; tap < tile_kernel * tile_kernel; tap++, weight_gradient += lanes) {
                floats sum = load(weight_gradient, 0, 0) + kernel[tap / tile_kernel][tap % tile_kernel];
                store(weight_gradient, 0, 0, sum);
            }
        }
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_winograd_convolution_forward(
    struct stepbook_winograd_convolution convolution, const void *input, const float *weight, const float *bias,
    void *output, uint8_t *argmax, float *scratch) {
    struct sizes sizes = sizes_of(convolution);
    struct places places = places_of(convolution, sizes, 0);
    transform_weight(weight, convolution.output_blocks, sizes.inputs, sizes.inputs, 1, scratch + places.weight);
    for (long tile = 0; tile < sizes.tiles; tile += tiles_at_once) {
        long count = sizes.tiles - tile < tiles_at_once ? sizes.tiles - tile : tiles_at_once;
        transform_inputs(convolution, sizes, input, tile, count, scratch + places.input);
        for (long product = 0; product < tile_products; product++) {
            struct left_factor tiles = {scratch + places.input + product * sizes.input_step, sizes.inputs, 1};
            multiply(
                tiles, scratch + places.weight + product * sizes.inputs * sizes.outputs,
                scratch + places.output + product * sizes.output_step, tiles_at_once, sizes.inputs, sizes.outputs, 0);
        }
        write_outputs(convolution, sizes, scratch + places.output, bias, tile, count, output, argmax);
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_winograd_convolution_backward(
    struct stepbook_winograd_convolution convolution, const void *input, const void *output,
    const uint8_t *argmax, const void *output_gradient, const float *weight_by_outputs, void *input_gradient,
    float *weight_gradient, float *bias_gradient, float *scratch) {
    struct sizes sizes = sizes_of(convolution);
    struct places places = places_of(convolution, sizes, 1);
    long weight_step = sizes.inputs * sizes.outputs;
    if (input_gradient) {
        transform_weight(
            weight_by_outputs, convolution.input_blocks, 1, sizes.outputs, convolution.input_blocks, scratch + places.weight);
    }
    memset(scratch + places.weight_gradient, 0, (size_t)(tile_products * weight_step) * sizeof *scratch);
    for (long tile = 0; tile < sizes.tiles; tile += tiles_at_once) {
        long count = sizes.tiles - tile < tiles_at_once ? sizes.tiles - tile : tiles_at_once;
        transform_inputs(convolution, sizes, input, tile, count, scratch + places.input);
        transform_output_gradients(
            convolution, sizes, output, argmax, output_gradient, tile, count, scratch + places.output, bias_gradient);
        for (long product = 0; product < tile_products; product++) {
            float *inputs = scratch + places.input + product * sizes.input_step;
            float *outputs = scratch + places.output + product * sizes.output_step;
            multiply(
                (struct left_factor){inputs, 1, sizes.inputs}, outputs,
                scratch + places.weight_gradient + product * weight_step, sizes.inputs, count, sizes.outputs, 1);
            // The inputs are no longer needed: their gradients overwrite them.
            if (input_gradient) {
                multiply(
                    (struct left_factor){outputs, sizes.outputs, 1}, scratch + places.weight + product * weight_step,
                    inputs, tiles_at_once, sizes.outputs, sizes.inputs, 0);
            }
        }
        if (input_gradient) {
            add_input_gradients(
                convolution, sizes, scratch + places.input, tile, count, input_gradient, scratch + places.image);
        }
    }
    add_weight_gradient(sizes, convolution.output_blocks, scratch + places.weight_gradient, weight_gradient);
}
