// libjpeg-turbo's TurboJPEG API: whole images in, whole images out, no setjmp.
#include <turbojpeg.h>
