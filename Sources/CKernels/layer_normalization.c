#include "layer_normalization.h"

#include "vectors.h"

typedef double doubles __attribute__((ext_vector_type(16)));

/// Features whose sums are float before they are added to a double's.
enum { run = 4096 };

/// Sums side by side, so that none waits for the one before.
enum { chains = 4 };

/// Loads the next features of an image, of which there may be fewer than a vector has; 0 for the rest.
INLINE floats load_next(const void *elements, long index, long count, int is_bfloat16) {
    if (count >= lanes) return load(elements, index, is_bfloat16);
    if (is_bfloat16) {
        uint16_t part[lanes] = {0};
        memcpy(part, (const uint16_t *)elements + index, count * sizeof *part);
        return load(part, 0, 1);
    }
    float part[lanes] = {0};
    memcpy(part, (const float *)elements + index, count * sizeof *part);
    return load(part, 0, 0);
}

/// Stores the next features of an image.
INLINE void store_next(void *elements, long index, long count, int is_bfloat16, floats vector) {
    if (count >= lanes) {
        store(elements, index, is_bfloat16, vector);
    } else if (is_bfloat16) {
        uint16_t part[lanes];
        store(part, 0, 1, vector);
        memcpy((uint16_t *)elements + index, part, count * sizeof *part);
    } else {
        float part[lanes];
        store(part, 0, 0, vector);
        memcpy((float *)elements + index, part, count * sizeof *part);
    }
}

/// The first of a vector's numbers, and 0 for the rest.
INLINE floats keep_first(floats vector, long count) {
    integers places = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    return places < (integers)(int)count ? vector : (floats)0;
}

INLINE double total(doubles sums) {
    double total = 0;
    for (int lane = 0; lane < lanes; lane++) total += sums[lane];
    return total;
}

/// Σ (x − pivot) of an image's features, or Σ (x − pivot)².
INLINE double sum_of_deviations(
    const void *input, long start, long features, float pivot, int is_squared, int is_bfloat16) {
    doubles sums = 0;
    for (long from = 0; from < features; from += run) {
        long to = from + run < features ? from + run : features;
        floats parts[chains] = {0};
        for (long place = from; place < to; place += chains * lanes) {
            for (int chain = 0; chain < chains && place + chain * lanes < to; chain++) {
                long next = place + chain * lanes, count = to - next;
                floats x = load_next(input, start + next, count, is_bfloat16) - pivot;
                if (count < lanes) x = keep_first(x, count);
                parts[chain] += is_squared ? x * x : x;
            }
        }
        floats part = (parts[0] + parts[1]) + (parts[2] + parts[3]);
        sums += __builtin_convertvector(part, doubles);
    }
    return total(sums);
}

INLINE void normalize(
    struct stepbook_layer_normalization n, const void *input, const float *weight, const float *bias,
    float *moments, void *output, int is_bfloat16, int is_output_bfloat16) {
    for (long image = 0; image < n.images; image++) {
        long start = image * n.features;
        // The first feature is near enough to the mean that nothing cancels out.
        float pivot = load_next(input, start, 1, is_bfloat16)[0];
        double sum = sum_of_deviations(input, start, n.features, pivot, 0, is_bfloat16);
        float mean = (float)(pivot + sum / n.features);
        double squares = sum_of_deviations(input, start, n.features, mean, 1, is_bfloat16);
        float inverse = (float)(1 / __builtin_elementwise_sqrt(squares / n.features + (double)n.epsilon));
        moments[2 * image] = mean;
        moments[2 * image + 1] = inverse;
        for (long place = 0; place < n.features; place += lanes) {
            long count = n.features - place;
            floats x = (load_next(input, start + place, count, is_bfloat16) - mean) * inverse;
            floats y = x * load_next(weight, place, count, 0) + load_next(bias, place, count, 0);
            store_next(output, start + place, count, is_output_bfloat16, y);
        }
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_layer_normalize(
    struct stepbook_layer_normalization normalization, const void *input, const float *weight,
    const float *bias, float *moments, void *output) {
    if (normalization.is_bfloat16 && normalization.is_output_bfloat16) {
        normalize(normalization, input, weight, bias, moments, output, 1, 1);
    } else if (normalization.is_bfloat16) {
        normalize(normalization, input, weight, bias, moments, output, 1, 0);
    } else {
        normalize(normalization, input, weight, bias, moments, output, 0, normalization.is_output_bfloat16);
    }
}

/// Σ g and Σ g·(x − mean)·inverse of an image, where g is the derivative by (x − mean)·inverse.
struct sums {
    double first, second;
};

/// Adds an image's derivatives by weight and bias.
INLINE struct sums add_gradients(
    struct stepbook_layer_normalization n, const void *input, const float *weight, const float moments[2],
    const void *output_gradient, float *weight_gradient, float *bias_gradient, long start, int is_bfloat16) {
    doubles first = 0, second = 0;
    for (long from = 0; from < n.features; from += run) {
        long to = from + run < n.features ? from + run : n.features;
        floats one = 0, other = 0;
        for (long place = from; place < to; place += lanes) {
            long count = to - place;
            floats x = (load_next(input, start + place, count, is_bfloat16) - moments[0]) * moments[1];
            floats y = load_next(output_gradient, start + place, count, is_bfloat16);
            floats by_weight = load_next(weight_gradient, place, count, 0) + y * x;
            floats by_bias = load_next(bias_gradient, place, count, 0) + y;
            store_next(weight_gradient, place, count, 0, by_weight);
            store_next(bias_gradient, place, count, 0, by_bias);
            // Behind an image's features the derivatives are 0, and so are these.
            floats g = y * load_next(weight, place, count, 0);
            one += g;
            other += g * x;
        }
        first += __builtin_convertvector(one, doubles);
        second += __builtin_convertvector(other, doubles);
    }
    return (struct sums){total(first), total(second)};
}

INLINE void gradients(
    struct stepbook_layer_normalization n, const void *input, const float *weight, const float *moments,
    const void *output_gradient, float *weight_gradient, float *bias_gradient, void *input_gradient,
    int is_bfloat16) {
    for (long image = 0; image < n.images; image++, moments += 2) {
        long start = image * n.features;
        struct sums sums = add_gradients(
            n, input, weight, moments, output_gradient, weight_gradient, bias_gradient, start, is_bfloat16);
        if (!input_gradient) continue;
        float offset = (float)(sums.first / n.features), slope = (float)(sums.second / n.features);
        for (long place = 0; place < n.features; place += lanes) {
            long count = n.features - place;
            floats x = (load_next(input, start + place, count, is_bfloat16) - moments[0]) * moments[1];
            floats g = load_next(output_gradient, start + place, count, is_bfloat16)
                * load_next(weight, place, count, 0);
            store_next(
                input_gradient, start + place, count, is_bfloat16, (g - offset - x * slope) * moments[1]);
        }
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_layer_gradients(
    struct stepbook_layer_normalization normalization, const void *input, const float *weight,
    const float *moments, const void *output_gradient, float *weight_gradient, float *bias_gradient,
    void *input_gradient) {
    if (normalization.is_bfloat16) {
        gradients(
            normalization, input, weight, moments, output_gradient, weight_gradient, bias_gradient,
            input_gradient, 1);
    } else {
        gradients(
            normalization, input, weight, moments, output_gradient, weight_gradient, bias_gradient,
            input_gradient, 0);
    }
}
