# What both MinGW toolchains share.
set(CMAKE_SYSTEM_NAME Windows)

# The win32 thread model: with the posix one libgcc brings winpthread along.
find_program(NETLATCH_MINGW_GCC NAMES ${NETLATCH_TRIPLE}-gcc-win32 ${NETLATCH_TRIPLE}-gcc REQUIRED)
set(CMAKE_C_COMPILER "${NETLATCH_MINGW_GCC}")
set(CMAKE_RC_COMPILER ${NETLATCH_TRIPLE}-windres)

# Programs come from this machine, everything else from the target's root.
set(CMAKE_FIND_ROOT_PATH /usr/${NETLATCH_TRIPLE})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
