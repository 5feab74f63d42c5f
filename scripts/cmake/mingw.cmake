# What both MinGW toolchains share.

# On Windows itself (MSYS2) nothing is crossed: programs run, and libraries are where they are.
if(NOT CMAKE_HOST_WIN32)
    set(CMAKE_SYSTEM_NAME Windows)
    # Programs come from this machine, everything else from the target's root.
    set(CMAKE_FIND_ROOT_PATH /usr/${NETLATCH_TRIPLE})
    set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
    set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
    set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
    set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
endif()

# The win32 thread model: with the posix one libgcc brings winpthread along.
find_program(NETLATCH_MINGW_GCC NAMES ${NETLATCH_TRIPLE}-gcc-win32 ${NETLATCH_TRIPLE}-gcc REQUIRED)
set(CMAKE_C_COMPILER "${NETLATCH_MINGW_GCC}")
find_program(NETLATCH_WINDRES NAMES ${NETLATCH_TRIPLE}-windres windres REQUIRED)
set(CMAKE_RC_COMPILER "${NETLATCH_WINDRES}")
