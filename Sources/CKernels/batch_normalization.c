#include "batch_normalization.h"

#include "vectors.h"

typedef double doubles __attribute__((ext_vector_type(16)));

/// Pixels whose sums are float before they are added to a double's.
enum { run = 256 };

/// Sums side by side, so that none waits for the one before.
enum { chains = 4 };

/// Two sums of each of a block's channels.
struct sums {
    doubles first, second;
};

INLINE doubles load_doubles(const double *elements, long index) {
    doubles vector;
    memcpy(&vector, elements + index, sizeof vector);
    return vector;
}

INLINE void store_doubles(double *elements, long index, doubles vector) {
    memcpy(elements + index, &vector, sizeof vector);
}

/// The sum of a few pixels' numbers and of their products, or squares, added to what there was.
INLINE struct sums add(struct sums sums, const floats first[chains], const floats second[chains]) {
    floats one = (first[0] + first[1]) + (first[2] + first[3]);
    floats other = (second[0] + second[1]) + (second[2] + second[3]);
    sums.first += __builtin_convertvector(one, doubles);
    sums.second += __builtin_convertvector(other, doubles);
    return sums;
}

/// Where a channel is shifted and scaled to.
struct channels {
    floats mean, scale, shift;
};

INLINE struct channels channels_at(struct stepbook_channels channels, long channel) {
    return (struct channels){
        load(channels.mean, channel, 0), load(channels.scale, channel, 0), load(channels.shift, channel, 0)};
}

INLINE floats normalized(floats x, struct channels channels) {
    return (x - channels.mean) * channels.scale + channels.shift;
}

/// Adds to a block's sums each pixel's distance to the mean and its square, or if the sums are a gradient's, the pixel's
/// output gradient and its product with the distance.
INLINE struct sums add_block(
    struct stepbook_batch_normalization n, const void *input, struct channels own, long block, struct sums total,
    int is_gradient, const void *output_gradient, void *gradient, int is_bfloat16) {
    for (long image = 0; image < n.images; image++) {
        long plane = (image * n.blocks + block) * n.pixels;
        for (long from = 0; from < n.pixels; from += run) {
            long to = from + run < n.pixels ? from + run : n.pixels;
            floats first[chains] = {0}, second[chains] = {0};
            for (long pixel = from; pixel < to; pixel += chains) {
                for (int chain = 0; chain < chains && pixel + chain < to; chain++) {
                    long index = (plane + pixel + chain) * lanes;
                    floats x = load(input, index, is_bfloat16), distance = x - own.mean, term = distance;
                    if (is_gradient) {
                        term = load(output_gradient, index, is_bfloat16);
                        if (n.has_relu) term = normalized(x, own) <= 0 ? (floats)0 : term;
                        if (gradient) store(gradient, index, is_bfloat16, term);
                    }
                    first[chain] += term;
                    second[chain] += term * distance;
                }
            }
            total = add(total, first, second);
        }
    }
    return total;
}

INLINE void moments(
    struct stepbook_batch_normalization n, const void *input, float *pivots, double *sums,
    double *squares, int is_bfloat16) {
    for (long block = 0; block < n.blocks; block++) {
        long channel = block * lanes;
        struct channels pivot = {.mean = load(input, channel * n.pixels, is_bfloat16)};
        struct sums total = add_block(n, input, pivot, block, (struct sums){0, 0}, 0, NULL, NULL, is_bfloat16);
        store(pivots, channel, 0, pivot.mean);
        store_doubles(sums, channel, total.first);
        store_doubles(squares, channel, total.second);
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_batch_moments(
    struct stepbook_batch_normalization normalization, const void *input, float *pivots, double *sums,
    double *squares) {
    if (normalization.is_bfloat16) {
        moments(normalization, input, pivots, sums, squares, 1);
    } else {
        moments(normalization, input, pivots, sums, squares, 0);
    }
}

INLINE void normalize(
    struct stepbook_batch_normalization n, const void *input, struct stepbook_channels channels, void *output,
    int is_bfloat16, int is_output_bfloat16) {
    for (long plane = 0; plane < n.images * n.blocks; plane++) {
        struct channels own = channels_at(channels, plane % n.blocks * lanes);
        for (long pixel = plane * n.pixels; pixel < (plane + 1) * n.pixels; pixel++) {
            floats y = normalized(load(input, pixel * lanes, is_bfloat16), own);
            // Not `y > 0 ? y : 0`: what is no number stays none.
            if (n.has_relu) y = y <= 0 ? (floats)0 : y;
            store(output, pixel * lanes, is_output_bfloat16, y);
        }
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_batch_normalize(
    struct stepbook_batch_normalization normalization, const void *input, struct stepbook_channels channels,
    void *output) {
    if (normalization.is_bfloat16 && normalization.is_output_bfloat16) {
        normalize(normalization, input, channels, output, 1, 1);
    } else if (normalization.is_bfloat16) {
        normalize(normalization, input, channels, output, 1, 0);
    } else {
        normalize(normalization, input, channels, output, 0, normalization.is_output_bfloat16);
    }
}

INLINE void gradient_sums(
    struct stepbook_batch_normalization n, const void *input, struct stepbook_channels channels,
    const void *output_gradient, void *gradient, double *sums, double *products, int is_bfloat16) {
    for (long block = 0; block < n.blocks; block++) {
        long channel = block * lanes;
        struct sums total = {load_doubles(sums, channel), load_doubles(products, channel)};
        total = add_block(
            n, input, channels_at(channels, channel), block, total, 1, output_gradient, gradient, is_bfloat16);
        store_doubles(sums, channel, total.first);
        store_doubles(products, channel, total.second);
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_batch_gradient_sums(
    struct stepbook_batch_normalization normalization, const void *input, struct stepbook_channels channels,
    const void *output_gradient, void *gradient, double *sums, double *products) {
    if (normalization.is_bfloat16) {
        gradient_sums(normalization, input, channels, output_gradient, gradient, sums, products, 1);
    } else {
        gradient_sums(normalization, input, channels, output_gradient, gradient, sums, products, 0);
    }
}

INLINE void input_gradient(
    struct stepbook_batch_normalization n, const void *input, struct stepbook_channels channels,
    const void *gradient, const float *slopes, const float *offsets, void *input_gradient, int is_bfloat16) {
    for (long plane = 0; plane < n.images * n.blocks; plane++) {
        long channel = plane % n.blocks * lanes;
        floats mean = load(channels.mean, channel, 0), scale = load(channels.scale, channel, 0);
        floats slope = load(slopes, channel, 0), offset = load(offsets, channel, 0);
        for (long pixel = plane * n.pixels; pixel < (plane + 1) * n.pixels; pixel++) {
            floats x = load(input, pixel * lanes, is_bfloat16), g = load(gradient, pixel * lanes, is_bfloat16);
            store(input_gradient, pixel * lanes, is_bfloat16, g * scale + ((x - mean) * slope + offset));
        }
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_batch_input_gradient(
    struct stepbook_batch_normalization normalization, const void *input, struct stepbook_channels channels,
    const void *gradient, const float *slope, const float *offset, void *result) {
    if (normalization.is_bfloat16) {
        input_gradient(normalization, input, channels, gradient, slope, offset, result, 1);
    } else {
        input_gradient(normalization, input, channels, gradient, slope, offset, result, 0);
    }
}
