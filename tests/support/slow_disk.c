/* slow_disk.c - loaded before the C library (LD_PRELOAD): every fsync takes as long as on a tired
 * disk, so that a test can press a key while a change is being made. */
#include <dlfcn.h>
#include <time.h>

int fsync(int descriptor);

int fsync(int descriptor)
{
    const struct timespec pause = {.tv_nsec = 150 * 1000 * 1000};
    int (*real)(int) = NULL;
    *(void **)&real = dlsym(RTLD_NEXT, "fsync");
    (void)nanosleep(&pause, NULL);
    return real ? real(descriptor) : -1;
}
