# Toolchain: Windows 7 and later, x64, with Debian's or MSYS2's MinGW-w64 and msvcrt.
set(NETLATCH_TRIPLE x86_64-w64-mingw32)
include("${CMAKE_CURRENT_LIST_DIR}/mingw.cmake")
set(CMAKE_SYSTEM_PROCESSOR AMD64)
# Tests of this build run in Wine, in a prefix of their own.
if(NOT CMAKE_HOST_WIN32)
    set(CMAKE_CROSSCOMPILING_EMULATOR "${CMAKE_CURRENT_LIST_DIR}/../wine.sh;exec")
endif()
