#ifndef STEPBOOK_PEAK_H
#define STEPBOOK_PEAK_H

/// Computes chains of fused multiply-adds in float that lie in registers and touch no memory.
///
/// Returns the number of floating-point operations done, two for each multiply-add of a number; `sum` gets a result
/// that needs all of them.
double stepbook_multiply_adds(long rounds, float *sum);

#endif
