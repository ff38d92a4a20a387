// Sixteen numbers at a time: one register of AVX-512, two of AVX, four elsewhere.

#ifndef STEPBOOK_VECTORS_H
#define STEPBOOK_VECTORS_H

#include <stdint.h>
#include <string.h>

// One source, several versions of machine code. The function for each instruction set takes no vectors and calls an
// `INLINE` one, which is inlined with everything that it calls; so no vector is passed between functions, and the
// instruction sets' different calling conventions do not matter.
#pragma clang diagnostic ignored "-Wpsabi"
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EACH_INSTRUCTION_SET \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_INSTRUCTION_SET
#endif
#define INLINE static inline __attribute__((always_inline))

/// For loops over arrays that then stay in registers.
#define UNROLLED _Pragma("clang loop unroll(full)")

enum { lanes = 16 };

typedef float floats __attribute__((ext_vector_type(16)));
typedef int32_t integers __attribute__((ext_vector_type(16)));
typedef uint32_t patterns __attribute__((ext_vector_type(16)));
typedef uint16_t halves __attribute__((ext_vector_type(16)));
typedef uint8_t bytes __attribute__((ext_vector_type(16)));

/// Loads elements of float or bfloat16 at an index.
INLINE floats load(const void *elements, long index, int is_bfloat16) {
    if (is_bfloat16) {
        halves upper;
        memcpy(&upper, (const uint16_t *)elements + index, sizeof upper);
        return (floats)(__builtin_convertvector(upper, patterns) << 16);
    }
    floats vector;
    memcpy(&vector, (const float *)elements + index, sizeof vector);
    return vector;
}

/// The bit patterns of the nearest bfloat16, ties to even; NaN stays NaN.
INLINE patterns round_to_bfloat16(floats vector) {
    patterns bits = (patterns)vector;
    patterns rounded = (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
    return vector == vector ? rounded : (patterns)0x7FC0;
}

/// Stores elements as float or rounded to bfloat16.
INLINE void store(void *elements, long index, int is_bfloat16, floats vector) {
    if (is_bfloat16) {
        halves upper = __builtin_convertvector(round_to_bfloat16(vector), halves);
        memcpy((uint16_t *)elements + index, &upper, sizeof upper);
    } else {
        memcpy((float *)elements + index, &vector, sizeof vector);
    }
}

/// Loads the argmax of windows, as integers.
INLINE integers load_argmax(const uint8_t *argmax, long index) {
    bytes narrow;
    memcpy(&narrow, argmax + index, sizeof narrow);
    return __builtin_convertvector(narrow, integers);
}

INLINE void store_argmax(uint8_t *argmax, long index, integers places) {
    bytes narrow = __builtin_convertvector(places, bytes);
    memcpy(argmax + index, &narrow, sizeof narrow);
}

/// The maximum and the argmax of the four elements of a window.
struct maximum {
    floats value;
    integers place;
};

/// Finds the maximum: the first of equal elements, and NaN before all others, as in PyTorch.
INLINE struct maximum largest(const floats window[4]) {
    struct maximum best = {window[0], 0};
    for (int place = 1; place < 4; place++) {
        integers is_larger = (window[place] > best.value) | (window[place] != window[place]);
        best.value = is_larger ? window[place] : best.value;
        best.place = is_larger ? (integers)place : best.place;
    }
    return best;
}

/// The argmax that stands for none of a window's four elements.
enum { none = 4 };

#endif
