#include "optimizers.h"

#include "vectors.h"

/// The sum of all gradients, in order.
INLINE floats gradient_sum(struct stepbook_trained trained, long index) {
    floats sum = load(trained.gradients[0], index, 0);
    for (long other = 1; other < trained.gradient_count; other++) {
        sum += load(trained.gradients[other], index, 0);
    }
    return sum;
}

INLINE void descend(struct stepbook_trained trained, struct stepbook_descent step, long from, long to) {
    for (long index = from; index < to; index += lanes) {
        floats value = load(trained.values, index, 0);
        floats change = gradient_sum(trained, index) + step.weight_decay * value;
        if (step.has_momentum) {
            floats velocity = step.carried * load(trained.first_means, index, 0) + change;
            store(trained.first_means, index, 0, velocity);
            change = step.own * change + step.ahead * velocity;
        }
        store(trained.values, index, 0, value - step.rate * change);
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_descend(struct stepbook_trained trained, struct stepbook_descent step, long from, long to) {
    descend(trained, step, from, to);
}

INLINE void adapt(struct stepbook_trained trained, struct stepbook_adam step, long from, long to) {
    for (long index = from; index < to; index += lanes) {
        floats value = load(trained.values, index, 0) * step.value_factor;
        floats change = gradient_sum(trained, index) + step.gradient_decay * value;
        floats mean = step.beta1 * load(trained.first_means, index, 0) + step.rest_of_beta1 * change;
        floats square =
            step.beta2 * load(trained.second_means, index, 0) + step.rest_of_beta2 * change * change;
        store(trained.first_means, index, 0, mean);
        store(trained.second_means, index, 0, square);
        // One division per element: the second mean's bias correction is a factor of its root.
        floats root = __builtin_elementwise_sqrt(square) * step.root_factor + step.epsilon;
        store(trained.values, index, 0, value - step.step_size * (mean / root));
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_adapt(struct stepbook_trained trained, struct stepbook_adam step, long from, long to) {
    adapt(trained, step, from, to);
}

typedef double doubles __attribute__((ext_vector_type(16)));

INLINE double square_sum(const float *const *gradients, long count, long from, long to) {
    doubles squares = 0;
    for (long index = from; index < to; index += lanes) {
        floats sum = load(gradients[0], index, 0);
        for (long other = 1; other < count; other++) { sum += load(gradients[other], index, 0); }
        doubles wide = __builtin_convertvector(sum, doubles);
        squares += wide * wide;
    }
    double total = 0;
    for (int lane = 0; lane < lanes; lane++) { total += squares[lane]; }
    return total;
}

FOR_EACH_INSTRUCTION_SET
double stepbook_square_sum(const float *const *gradients, long count, long from, long to) {
    return square_sum(gradients, count, from, to);
}

INLINE void scale(float *values, float factor, long from, long to) {
    for (long index = from; index < to; index += lanes) {
        store(values, index, 0, factor * load(values, index, 0));
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_scale(float *values, float factor, long from, long to) { scale(values, factor, from, to); }

INLINE void move(float *average, const float *values, float share, long from, long to) {
    for (long index = from; index < to; index += lanes) {
        floats old = load(average, index, 0);
        floats value = load(values, index, 0);
        floats moved = share < 0.5f ? old + share * (value - old) : value - (value - old) * (1 - share);
        store(average, index, 0, moved);
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_average(float *average, const float *values, float share, long from, long to) {
    move(average, values, share, from, to);
}

INLINE void interleave(const float *values, uint16_t *pairs, long length, long from, long to) {
    for (long rows = from; rows < to; rows += 2 * length) {
        for (long column = 0; column < length; column += lanes) {
            patterns first = round_to_bfloat16(load(values, rows + column, 0));
            patterns second = round_to_bfloat16(load(values, rows + length + column, 0));
            patterns both = first | second << 16;
            memcpy(pairs + rows + 2 * column, &both, sizeof both);
        }
    }
}

FOR_EACH_INSTRUCTION_SET
void stepbook_interleave(const float *values, uint16_t *pairs, long length, long from, long to) {
    interleave(values, pairs, length, from, to);
}
