# Toolchain: Windows XP SP3 and later, x86.
set(NETLATCH_TRIPLE i686-w64-mingw32)
include("${CMAKE_CURRENT_LIST_DIR}/mingw.cmake")
set(CMAKE_SYSTEM_PROCESSOR X86)
# Tests of this build run in a 32-bit Wine (scripts/other_wine.sh wine32), where there is one.
if(NOT CMAKE_HOST_WIN32)
    set(CMAKE_CROSSCOMPILING_EMULATOR "${CMAKE_CURRENT_LIST_DIR}/../wine.sh;exec")
endif()
