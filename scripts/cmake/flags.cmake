# flags.cmake - every compiler and linker flag of the project, in one target.
#
# Rooms, the executable and the tests link netlatch_flags; third-party sources
# do not, they have their own warnings policy.

add_library(netlatch_flags INTERFACE)

set(NETLATCH_GENERATED_DIR "${CMAKE_BINARY_DIR}/generated")
target_include_directories(netlatch_flags INTERFACE
    "${CMAKE_SOURCE_DIR}/src" "${NETLATCH_GENERATED_DIR}")

target_compile_options(netlatch_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wformat=2
    -Wstrict-prototypes -Wmissing-prototypes -Wmissing-declarations
    -Wold-style-definition -Wcast-qual -Wpointer-arith -Wwrite-strings -Wundef
    -Wvla -Wswitch-enum -Wimplicit-fallthrough -Wdouble-promotion
    -Werror
    -fstack-protector-strong
    # No path of the building machine in the result. The last match wins.
    "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=."
    "-ffile-prefix-map=${CMAKE_BINARY_DIR}=build")

if(CMAKE_C_COMPILER_ID STREQUAL "GNU" AND NOT NETLATCH_SANITIZE AND NOT WIN32)
    # Sections of their own, so that --gc-sections leaves out what no one calls. Not on Windows: the
    # linker keeps every function there that has unwind data (.pdata), which on x64 is every function,
    # and with -fdata-sections MinGW's gcc writes zeros to the file that would be .bss.
    target_compile_options(netlatch_flags INTERFACE -ffunction-sections -fdata-sections)
    target_link_options(netlatch_flags INTERFACE -Wl,--gc-sections)
endif()

if(WIN32)
    if(CMAKE_SIZEOF_VOID_P EQUAL 8)
        set(NETLATCH_STACK_CHK_FAIL __stack_chk_fail)
    else()
        set(NETLATCH_STACK_CHK_FAIL ___stack_chk_fail) # C names have an underscore in front
    endif()
    target_compile_definitions(netlatch_flags INTERFACE
        UNICODE _UNICODE
        # C99 printf (%zu, PRIu64), checked by -Wformat through gnu_printf.
        __USE_MINGW_ANSI_STDIO=1
        # Declarations of Windows 10. What is newer than the oldest Windows we
        # run on is loaded at run time; tests/check/imports.py guards that.
        WINVER=0x0A00 _WIN32_WINNT=0x0A00)
    target_link_options(netlatch_flags INTERFACE
        -static
        # --tsaware: on a terminal server Windows would otherwise load a DLL that redirects INI files.
        -Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--tsaware)
    # -fstack-protector is not told to the linker, which would bring libssp: win_stack_guard.c.
    target_link_libraries(netlatch_flags INTERFACE netlatch_stack_guard netlatch_format)
    if(CMAKE_C_COMPILER_ID STREQUAL "GNU" AND CMAKE_BUILD_TYPE STREQUAL "Release")
        # Whole-program optimisation of the executable alone, which throws out what no one calls.
        # Objects hold both forms, so the tests link as quickly as without it.
        set(NETLATCH_LTO_FLAGS -flto -ffat-lto-objects)
        # Structs stay in one piece: 1 kB less code.
        target_compile_options(netlatch_flags INTERFACE -fno-tree-sra)
        target_compile_options(netlatch_flags INTERFACE ${NETLATCH_LTO_FLAGS})
        target_link_options(netlatch_flags INTERFACE
            # In one piece: equal texts of several files are then kept once.
            "$<IF:$<BOOL:$<TARGET_PROPERTY:NETLATCH_WHOLE_PROGRAM>>,-flto;-flto-partition=one,-fno-lto>"
            # The calls of the guard are added after it: nothing asks for the guard before.
            "$<$<BOOL:$<TARGET_PROPERTY:NETLATCH_WHOLE_PROGRAM>>:-Wl,--require-defined=${NETLATCH_STACK_CHK_FAIL}>")
    endif()
    # Functions here hold much on the stack, and what lies at the frame pointer is reached by shorter
    # instructions: 18 kB less, with the larger unwind data counted. For sentences that are data of
    # another object -mcmodel=small spares a pointer each (.refptr); nothing is imported from a DLL by
    # its address.
    target_compile_options(netlatch_flags INTERFACE -fno-omit-frame-pointer)
    if(CMAKE_SIZEOF_VOID_P EQUAL 8)
        target_compile_options(netlatch_flags INTERFACE -mcmodel=small)
        # Windows 7 is the oldest x64 system.
        target_link_options(netlatch_flags INTERFACE
            -Wl,--high-entropy-va
            -Wl,--major-os-version,6,--minor-os-version,1
            -Wl,--major-subsystem-version,6,--minor-subsystem-version,1)
    else()
        # C without exceptions: longjmp needs no unwind data on x86 (on x64 it does, see .pdata). The
        # linker is told too: whole-program optimisation makes the code of all, 72 kB of tables otherwise.
        set(NETLATCH_UNWIND_FLAGS -fno-asynchronous-unwind-tables -fno-unwind-tables)
        target_compile_options(netlatch_flags INTERFACE ${NETLATCH_UNWIND_FLAGS})
        target_link_options(netlatch_flags INTERFACE ${NETLATCH_UNWIND_FLAGS})
        # Windows XP is the oldest x86 system.
        target_link_options(netlatch_flags INTERFACE
            -Wl,--major-os-version,5,--minor-os-version,1
            -Wl,--major-subsystem-version,5,--minor-subsystem-version,1)
    endif()
    # Symbols are stripped from what people run: they hold no source paths, but
    # they double its size. A debugging build (CMAKE_BUILD_TYPE=Debug) keeps them.
    target_link_options(netlatch_flags INTERFACE "$<$<CONFIG:Release>:-s>")
else()
    target_compile_definitions(netlatch_flags INTERFACE _POSIX_C_SOURCE=200809L)
endif()

set(NETLATCH_SANITIZE_FLAGS "")
if(NETLATCH_SANITIZE)
    list(APPEND NETLATCH_SANITIZE_FLAGS
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    if(CMAKE_C_COMPILER_ID STREQUAL "Clang")
        list(APPEND NETLATCH_SANITIZE_FLAGS -fsanitize=integer-divide-by-zero)
    endif()
endif()
if(NETLATCH_FUZZ)
    list(APPEND NETLATCH_SANITIZE_FLAGS -fsanitize=fuzzer-no-link)
endif()
# tests/check/headers.py compiles each header alone, with exactly these flags.
file(GENERATE OUTPUT "${NETLATCH_GENERATED_DIR}/flags.txt" CONTENT
"$<JOIN:$<TARGET_PROPERTY:netlatch_flags,INTERFACE_COMPILE_OPTIONS>,\n>
-D$<JOIN:$<TARGET_PROPERTY:netlatch_flags,INTERFACE_COMPILE_DEFINITIONS>,\n-D>
-I$<JOIN:$<TARGET_PROPERTY:netlatch_flags,INTERFACE_INCLUDE_DIRECTORIES>,\n-I>
-isystem
$<JOIN:$<TARGET_PROPERTY:netlatch_yyjson,INTERFACE_INCLUDE_DIRECTORIES>,\n-isystem\n>
-isystem
$<JOIN:$<TARGET_PROPERTY:netlatch_lzma,INTERFACE_INCLUDE_DIRECTORIES>,\n-isystem\n>
")

target_compile_options(netlatch_flags INTERFACE ${NETLATCH_SANITIZE_FLAGS})
target_link_options(netlatch_flags INTERFACE ${NETLATCH_SANITIZE_FLAGS})

# CMake's default for Release is -O3; -O2 is smaller and no slower here, and for Windows, where the
# executable is copied to machines, -Oz is smaller still (by 10 kB than -Os). NDEBUG is left out on
# purpose: an assert costs nothing next to a registry call, and a tool that changes a machine had better
# stop than go on with a broken invariant.
if(WIN32)
    set(CMAKE_C_FLAGS_RELEASE "-Oz")
else()
    set(CMAKE_C_FLAGS_RELEASE "-O2")
endif()
set(CMAKE_C_FLAGS_DEBUG "-O1 -g")
