# dependencies.cmake - yyjson, LZMA and cmocka, for whichever target is being built.
#
# An installed yyjson or cmocka is taken first (MSYS2, vcpkg). Debian has no MinGW builds
# of either, so scripts/setup.sh puts their Debian sources in build/deps and they
# are compiled here, with their own warnings policy: none of ours.

set(NETLATCH_DEPS_DIR "${CMAKE_SOURCE_DIR}/build/deps" CACHE PATH
    "Sources of yyjson and cmocka, as scripts/setup.sh leaves them")

# Third-party code gets the code generation flags (sanitizers, prefix map), so that
# a test sees into it and the result stays reproducible, but not our warnings.
function(netlatch_third_party_flags target)
    target_compile_options(${target} PRIVATE
        -w -fstack-protector-strong
        # The last match wins, and the sources usually stand inside the tree.
        "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=."
        "-ffile-prefix-map=${NETLATCH_DEPS_DIR}=deps"
        ${NETLATCH_SANITIZE_FLAGS} ${NETLATCH_LTO_FLAGS} ${NETLATCH_UNWIND_FLAGS})
    if(WIN32)
        target_link_libraries(${target} PRIVATE netlatch_stack_guard)
    endif()
    if(NETLATCH_SANITIZE)
        # Optimising sanitized yyjson takes a minute of compiling and saves nothing in tests.
        target_compile_options(${target} PRIVATE -O0)
    endif()
    set_target_properties(${target} PROPERTIES C_EXTENSIONS ON)
endfunction()

# --- yyjson ------------------------------------------------------------------
find_package(yyjson CONFIG QUIET)
if(TARGET yyjson::yyjson)
    add_library(netlatch_yyjson INTERFACE)
    target_link_libraries(netlatch_yyjson INTERFACE yyjson::yyjson)
elseif(EXISTS "${NETLATCH_DEPS_DIR}/yyjson/src/yyjson.c")
    add_library(netlatch_yyjson STATIC "${NETLATCH_DEPS_DIR}/yyjson/src/yyjson.c")
    target_include_directories(netlatch_yyjson SYSTEM PUBLIC "${NETLATCH_DEPS_DIR}/yyjson/src")
    # Our documents nest a handful of levels deep. Versions that do not know the
    # limit ignore it; their reader does not recurse.
    # Left out: JSON Pointer, patches and merging, which nothing uses, and the tables for fast
    # floating point, which no document of ours holds (strtod and snprintf do it instead).
    target_compile_definitions(netlatch_yyjson PRIVATE YYJSON_READER_DEPTH_LIMIT=256
        PUBLIC YYJSON_DISABLE_UTILS YYJSON_DISABLE_FAST_FP_CONV)
    if(WIN32)
        # Its header forces every small function of its interface into each of the hundreds of places
        # that call one: 88 kB of the executable.
        target_compile_definitions(netlatch_yyjson PUBLIC yyjson_inline=inline
            # strtod of msvcrt instead of MinGW's own (15 kB): no document of ours holds a fraction, so
            # it decides at most in which digit a foreign one is rounded. And its one snprintf, of a fraction.
            PRIVATE __USE_MINGW_ANSI_STDIO=0 __NO_ISOCEXT snprintf=_snprintf)
    endif()
    netlatch_third_party_flags(netlatch_yyjson)
else()
    message(FATAL_ERROR "yyjson not found: run scripts/setup.sh first")
endif()
add_library(netlatch::yyjson ALIAS netlatch_yyjson)

# --- LZMA (7-Zip's decoder alone) ------------------------------------------------
# Compiled here in every case: with whole-program optimisation it is smaller, and every build then
# unpacks with the same code.
if(NOT EXISTS "${NETLATCH_DEPS_DIR}/7zip/C/LzmaDec.c")
    message(FATAL_ERROR "LZMA not found: run scripts/setup.sh first")
endif()
add_library(netlatch_lzma STATIC "${NETLATCH_DEPS_DIR}/7zip/C/LzmaDec.c")
target_include_directories(netlatch_lzma SYSTEM PUBLIC "${NETLATCH_DEPS_DIR}/7zip/C")
target_compile_definitions(netlatch_lzma PRIVATE Z7_LZMA_SIZE_OPT)
netlatch_third_party_flags(netlatch_lzma)

# --- cmocka (tests only) -----------------------------------------------------
find_package(cmocka CONFIG QUIET)
if(TARGET cmocka::cmocka)
    add_library(netlatch_cmocka INTERFACE)
    target_link_libraries(netlatch_cmocka INTERFACE cmocka::cmocka)
elseif(EXISTS "${NETLATCH_DEPS_DIR}/cmocka/src/cmocka.c")
    # Its one source file, told directly what its configure script would find.
    add_library(netlatch_cmocka STATIC EXCLUDE_FROM_ALL "${NETLATCH_DEPS_DIR}/cmocka/src/cmocka.c")
    target_include_directories(netlatch_cmocka SYSTEM PUBLIC "${NETLATCH_DEPS_DIR}/cmocka/include")
    target_compile_definitions(netlatch_cmocka PRIVATE
        HAVE_ASSERT_H=1 HAVE_INTTYPES_H=1 HAVE_MALLOC_H=1 HAVE_SETJMP_H=1 HAVE_SIGNAL_H=1
        HAVE_STDARG_H=1 HAVE_STDDEF_H=1 HAVE_STDINT_H=1 HAVE_STDIO_H=1 HAVE_STDLIB_H=1
        HAVE_STRING_H=1 HAVE_TIME_H=1 HAVE_STRUCT_TIMESPEC=1 HAVE_SNPRINTF=1 HAVE_VSNPRINTF=1
        HAVE_GCC_THREAD_LOCAL_STORAGE=1)
    if(WIN32)
        target_compile_definitions(netlatch_cmocka PRIVATE
            HAVE_IO_H=1 __USE_MINGW_ANSI_STDIO=1 CMOCKA_STATIC=1
            "PRIdS=\"zd\"") # its own is msvcrt's Id, which C11 and win_format.c do not have
    else()
        target_compile_definitions(netlatch_cmocka PRIVATE
            _GNU_SOURCE HAVE_UNISTD_H=1 HAVE_STRSIGNAL=1 HAVE_SIGLONGJMP=1 HAVE_CLOCK_GETTIME=1
            HAVE_CLOCK_REALTIME=1)
    endif()
    netlatch_third_party_flags(netlatch_cmocka)
endif()
if(TARGET netlatch_cmocka)
    add_library(netlatch::cmocka ALIAS netlatch_cmocka)
elseif(BUILD_TESTING OR NOT DEFINED BUILD_TESTING)
    message(FATAL_ERROR "cmocka not found: run scripts/setup.sh, or build with -DBUILD_TESTING=OFF")
endif()

# --- libhivex (the witness of tests over hives, native build only) -------------------------------
if(NOT WIN32)
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(HIVEX REQUIRED QUIET IMPORTED_TARGET hivex)
    add_library(netlatch::hivex ALIAS PkgConfig::HIVEX)
endif()
