# Toolchain: Windows XP SP3 and later, x86. Debian's Wine has no 32-bit side, so this
# build is judged by its imports (tests/check/imports.py) and not run.
set(NETLATCH_TRIPLE i686-w64-mingw32)
include("${CMAKE_CURRENT_LIST_DIR}/mingw.cmake")
set(CMAKE_SYSTEM_PROCESSOR X86)
