// oneDNN's C API. Version 3 changed it; supporting that is one more implementation behind `NeuralNet/OneDNN`.
#include <oneapi/dnnl/dnnl.h>

#if DNNL_VERSION_MAJOR != 2
#error "stepbook needs oneDNN 2.x (Debian 12: libdnnl-dev 2.6.3); the installed version has another C API."
#endif

// How many threads OpenMP gives to a kernel that this thread makes or runs. OpenMP's own header is part of a compiler,
// not of the library, so the function is declared here.
extern void omp_set_num_threads(int count);
