#include "CPeak.h"

#pragma clang diagnostic ignored "-Wpsabi"
#pragma STDC FP_CONTRACT ON

enum { lanes = 16, most = 12 };

typedef float floats __attribute__((ext_vector_type(lanes)));

/// A number of independent chains: enough to keep the units busy, and few enough for the registers.
static inline __attribute__((always_inline)) double run(long rounds, int chains, float *sum) {
    floats values[most];
    for (int chain = 0; chain < chains; chain++) values[chain] = (floats)(float)chain;
    // From volatile memory, so that the compiler cannot know the values.
    volatile float given_factor = 0.5f, given_addend = 1.0f;
    floats factor = (floats)given_factor, addend = (floats)given_addend;
    for (long round = 0; round < rounds; round++) {
#pragma clang loop unroll(full)
        for (int chain = 0; chain < chains; chain++) values[chain] = values[chain] * factor + addend;
    }
    floats total = values[0];
    for (int chain = 1; chain < chains; chain++) total += values[chain];
    *sum = 0;
    for (int lane = 0; lane < lanes; lane++) *sum += total[lane];
    return 2.0 * lanes * (double)chains * (double)rounds;
}

#if defined(__x86_64__)

// Without this width the compiler takes registers of 256 bits, which have half the peak where there are units of 512.
__attribute__((target("arch=x86-64-v4"), min_vector_width(512))) static double run_v4(long rounds, float *sum) {
    return run(rounds, 12, sum);
}

__attribute__((target("arch=x86-64-v3"))) static double run_v3(long rounds, float *sum) {
    return run(rounds, 6, sum);
}

double stepbook_multiply_adds(long rounds, float *sum) {
    if (__builtin_cpu_supports("x86-64-v4")) return run_v4(rounds, sum);
    if (__builtin_cpu_supports("x86-64-v3")) return run_v3(rounds, sum);
    return run(rounds, 3, sum);
}

#else

double stepbook_multiply_adds(long rounds, float *sum) { return run(rounds, 6, sum); }

#endif
