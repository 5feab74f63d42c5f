# rooms.cmake - how rooms, the executable and the tests are declared.
#
# A ROOM is a folder of src/ with one CMakeLists.txt holding one call:
#
#   netlatch_room(plan
#       DEPENDS model host base      rooms this one may include (checked by scripts/check_layers.py);
#                                    netlatch_yyjson and other targets are taken too
#       SOURCES plan.c order.c       every file by name, relative to the folder
#       LIBRARIES netlatch::yyjson   optional: yyjson (base only), netlatch::hivex, ws2_32 ...
#       DEFINITIONS _GNU_SOURCE)     optional: preprocessor definitions, private to the room
#
# It makes the static library nl_plan (host/survey: nl_host_survey; the room's name
# is its path below src/). A room of headers only may leave SOURCES out. Include
# headers by their path below src/: #include "model/value.h". "version.h", "embedded.h" and,
# for Windows, "events.h" (from res/events.mc) are generated and visible everywhere.
#
# TO ADD A SOURCE: write the file, add its name to SOURCES. A listed file, room or test that does not
# exist stops the configuration: nothing is ever left out without a word. The test check.names fails
# on a source or test file that is not listed.
#
# THE EXECUTABLE, in src/app/CMakeLists.txt:
#
#   netlatch_executable(SOURCES main.c ... WINDOWS wiring_windows.c POSIX wiring_posix.c)
#
# links every room there is, and on Windows the resources of res/.
#
# A UNIT TEST, in tests/unit/CMakeLists.txt:
#
#   netlatch_unit_test(text SOURCES text_test.c ROOMS base [LABEL unit] [LIBRARIES ...]
#                      [DEFINITIONS ...] [ARGS ...])
#
# makes unit.text, linked with cmocka; natively it runs under the sanitizers, cross-built
# under Wine. A test for one target only stands in if(WIN32) or if(NOT WIN32). Exit 77
# means skipped. LABEL golden, contract or crash makes golden.text and so on. The test
# finds the tree in the environment: NETLATCH_SOURCE_DIR, NETLATCH_BINARY_DIR.
#
# A SCRIPTED TEST (bats, bash or python3, chosen by the file's ending):
#
#   netlatch_script_test(audit LABEL e2e FILE audit.bats [WINE [BOTH] | WINDOWS] [SERIAL] [PROCESSORS 2]
#                        [FUZZER] [ARGS ...] [ENVIRONMENT NAME=VALUE ...])
#
# Natively it belongs to the linux build; with WINE to the windows-x64 build, and with WINE BOTH to
# windows-x86 too; with WINDOWS to both Windows builds, and looks at the executable without running
# it; with FUZZER to the fuzz build. In its environment are
# NETLATCH_SOURCE_DIR, NETLATCH_BINARY_DIR, NETLATCH_EXE (the executable of this build) and
# NETLATCH_NATIVE_EXE (build/linux/netlatch). WINE tests hold a lock, so that one runs at a time;
# tests/support/wine.bash gives each its own prefix, copied from the base prefix.
#
# A FUZZ TARGET, in tests/fuzz/CMakeLists.txt:
#
#   netlatch_fuzz_test(profile SOURCES fuzz_profile.c ROOMS model base CORPUS corpus/profile [SECONDS 10])
#
# where fuzz_profile.c defines LLVMFuzzerTestOneInput. The fuzz preset explores with libFuzzer; the
# other native presets replay the corpus.

# TIME LIMITS are for tests that hang, not for slow machines: there is one limit for all of them,
# NETLATCH_TEST_TIMEOUT below, ten times what the slowest test takes on two cores. Waits inside tests
# have theirs in tests/support/patience.bash.
#
# A TEST THAT CANNOT RUN HERE is skipped, never left out: by exit 77, by skip of bats, or because its
# tool is missing. scripts/test.sh lists each of them with its reason.

find_program(NETLATCH_BASH bash)
find_program(NETLATCH_BATS bats)

set(NETLATCH_TEST_TIMEOUT 1800 CACHE STRING "Seconds after which a test counts as hanging")

set(NETLATCH_TEST_ENVIRONMENT
    "NETLATCH_SOURCE_DIR=${CMAKE_SOURCE_DIR}"
    PYTHONDONTWRITEBYTECODE=1
    "NETLATCH_BINARY_DIR=${CMAKE_BINARY_DIR}"
    "NETLATCH_EXE=${CMAKE_BINARY_DIR}/netlatch${CMAKE_EXECUTABLE_SUFFIX}"
    "NETLATCH_NATIVE_EXE=${CMAKE_SOURCE_DIR}/build/linux/netlatch"
    # A sanitizer's report ends the program with its own code, never with one of ours.
    "ASAN_OPTIONS=exitcode=99:strict_string_checks=1:detect_stack_use_after_return=1"
    "UBSAN_OPTIONS=exitcode=99:print_stacktrace=1:halt_on_error=1")

if(WIN32 AND CMAKE_SIZEOF_VOID_P EQUAL 4)
    list(APPEND NETLATCH_TEST_ENVIRONMENT NETLATCH_WINE_BITS=32)
endif()

# Several builds are tested in one run (scripts/test.sh): all but the native one with the
# sanitizers say in their test names which they are.
if(WIN32 AND CMAKE_SIZEOF_VOID_P EQUAL 8)
    set(NETLATCH_TEST_SUFFIX ".x64")
elseif(WIN32)
    set(NETLATCH_TEST_SUFFIX ".x86")
elseif(NETLATCH_FUZZ)
    set(NETLATCH_TEST_SUFFIX ".fuzzer")
elseif(NOT NETLATCH_SANITIZE)
    set(NETLATCH_TEST_SUFFIX ".release")
elseif(CMAKE_C_COMPILER_ID STREQUAL "Clang")
    set(NETLATCH_TEST_SUFFIX ".clang")
else()
    set(NETLATCH_TEST_SUFFIX "")
endif()

function(netlatch_room_target out_variable room)
    string(REPLACE "/" "_" name "${room}")
    set(${out_variable} "nl_${name}" PARENT_SCOPE)
endfunction()

# Links rooms (or targets of that very name) to a target.
function(netlatch_link_rooms target visibility)
    foreach(room IN LISTS ARGN)
        netlatch_room_target(library "${room}")
        if(TARGET ${library})
            target_link_libraries(${target} ${visibility} ${library})
        elseif(TARGET "${room}")
            target_link_libraries(${target} ${visibility} "${room}")
        else()
            message(FATAL_ERROR "${target}: there is no room ${room}")
        endif()
    endforeach()
endfunction()

function(netlatch_room room)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPENDS;SOURCES;LIBRARIES;DEFINITIONS")
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "netlatch_room(${room}): what is ${arg_UNPARSED_ARGUMENTS}?")
    endif()
    netlatch_room_target(library "${room}")
    if(arg_SOURCES)
        netlatch_place_words(sources ${arg_SOURCES})
        add_library(${library} STATIC ${sources})
        target_include_directories(${library} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
        if(TARGET netlatch_events)
            add_dependencies(${library} netlatch_events) # "events.h" is made first
        endif()
        target_compile_definitions(${library} PRIVATE ${arg_DEFINITIONS})
        set(visibility PUBLIC)
    else()
        add_library(${library} INTERFACE)
        set(visibility INTERFACE)
    endif()
    target_link_libraries(${library} ${visibility} netlatch_flags)
    netlatch_link_rooms(${library} ${visibility} ${arg_DEPENDS})
    target_link_libraries(${library} ${visibility} ${arg_LIBRARIES})
    set_property(GLOBAL APPEND PROPERTY NETLATCH_ROOMS "${room}")
endfunction()

function(netlatch_executable)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "" "SOURCES;WINDOWS;POSIX;LIBRARIES")
    set(sources ${arg_SOURCES})
    if(WIN32)
        list(APPEND sources ${arg_WINDOWS})
    else()
        list(APPEND sources ${arg_POSIX})
    endif()
    netlatch_place_words(sources ${sources})
    add_executable(netlatch ${sources})
    # The same program with the places where a test stops it to kill it; never shipped.
    add_executable(netlatch-hooks ${sources})
    target_compile_definitions(netlatch-hooks PRIVATE NETLATCH_TEST_HOOKS)
    set_target_properties(netlatch-hooks PROPERTIES RUNTIME_OUTPUT_DIRECTORY
        "${CMAKE_BINARY_DIR}/tests")
    get_property(rooms GLOBAL PROPERTY NETLATCH_ROOMS)
    list(REVERSE rooms) # users before what they use
    foreach(program netlatch netlatch-hooks)
        netlatch_link_rooms(${program} PRIVATE ${rooms})
        target_link_libraries(${program} PRIVATE netlatch_flags ${arg_LIBRARIES})
        target_include_directories(${program} PRIVATE "${CMAKE_CURRENT_SOURCE_DIR}")
    endforeach()
    set_target_properties(netlatch PROPERTIES NETLATCH_WHOLE_PROGRAM ON)
    if(WIN32)
        netlatch_add_resources(netlatch)
    endif()
endfunction()

# Common to every kind of test.
function(netlatch_test_properties test label)
    set_tests_properties("${test}" PROPERTIES
        LABELS "${label}"
        SKIP_RETURN_CODE 77
        SKIP_REGULAR_EXPRESSION "^netlatch: skipped: "
        ENVIRONMENT "${NETLATCH_TEST_ENVIRONMENT}"
        TIMEOUT "${NETLATCH_TEST_TIMEOUT}")
endfunction()

# A test whose tool is missing: it is there, and says why it did not run.
function(netlatch_skipped_test test label why)
    add_test(NAME "${test}" COMMAND "${CMAKE_COMMAND}" -E echo "netlatch: skipped: ${why}")
    netlatch_test_properties("${test}" "${label}")
endfunction()

# What a test that starts Wine needs: a prefix made once, one such test at a time.
function(netlatch_wine_properties test)
    set_tests_properties("${test}" PROPERTIES
        FIXTURES_REQUIRED "wine${NETLATCH_TEST_SUFFIX}"
        RESOURCE_LOCK "wine${NETLATCH_TEST_SUFFIX}")
endfunction()

function(netlatch_need_wine_fixture)
    get_property(known GLOBAL PROPERTY NETLATCH_WINE_FIXTURE)
    if(NOT known)
        set_property(GLOBAL PROPERTY NETLATCH_WINE_FIXTURE ON)
        set(fixture "wine${NETLATCH_TEST_SUFFIX}")
        add_test(NAME "wine.prefix${NETLATCH_TEST_SUFFIX}" COMMAND "${CMAKE_SOURCE_DIR}/scripts/wine.sh" base)
        add_test(NAME "wine.end${NETLATCH_TEST_SUFFIX}" COMMAND "${CMAKE_SOURCE_DIR}/scripts/wine.sh" end-unit)
        foreach(step IN ITEMS prefix end)
            netlatch_test_properties("wine.${step}${NETLATCH_TEST_SUFFIX}" fixture)
            set_tests_properties("wine.${step}${NETLATCH_TEST_SUFFIX}" PROPERTIES RESOURCE_LOCK "${fixture}")
        endforeach()
        set_tests_properties("wine.prefix${NETLATCH_TEST_SUFFIX}" PROPERTIES FIXTURES_SETUP "${fixture}")
        set_tests_properties("wine.end${NETLATCH_TEST_SUFFIX}" PROPERTIES FIXTURES_CLEANUP "${fixture}")
    endif()
endfunction()

function(netlatch_refuse_time_limit test limit)
    if(limit)
        message(FATAL_ERROR "test ${test}: one time limit holds for all tests, NETLATCH_TEST_TIMEOUT")
    endif()
endfunction()

function(netlatch_unit_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "LABEL;TIMEOUT"
        "SOURCES;ROOMS;LIBRARIES;DEFINITIONS;ARGS")
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "netlatch_unit_test(${name}): what is ${arg_UNPARSED_ARGUMENTS}?")
    endif()
    netlatch_refuse_time_limit("${name}" "${arg_TIMEOUT}")
    if(NOT arg_LABEL)
        set(arg_LABEL unit)
    endif()
    set(test "${arg_LABEL}.${name}${NETLATCH_TEST_SUFFIX}")
    if(WIN32 AND CMAKE_SIZEOF_VOID_P EQUAL 4 AND NOT arg_LABEL STREQUAL "contract")
        return() # the 64-bit build runs the rest
    endif()
    set(target "test_${arg_LABEL}_${name}")
    add_executable(${target} ${arg_SOURCES})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_include_directories(${target} PRIVATE "${CMAKE_SOURCE_DIR}/tests/support")
    target_compile_definitions(${target} PRIVATE ${arg_DEFINITIONS})
    netlatch_link_rooms(${target} PRIVATE ${arg_ROOMS})
    target_link_libraries(${target} PRIVATE netlatch_flags netlatch::cmocka ${arg_LIBRARIES})
    add_test(NAME "${test}" COMMAND ${target} ${arg_ARGS})
    netlatch_test_properties("${test}" "${arg_LABEL}")
    if(CMAKE_CROSSCOMPILING)
        netlatch_need_wine_fixture()
        netlatch_wine_properties("${test}")
    endif()
endfunction()

function(netlatch_script_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "WINE;BOTH;WINDOWS;FUZZER;SERIAL" "LABEL;FILE;PROCESSORS;TIMEOUT"
        "ARGS;ENVIRONMENT")
    if(arg_UNPARSED_ARGUMENTS OR NOT arg_LABEL OR NOT arg_FILE)
        message(FATAL_ERROR "netlatch_script_test(${name}): needs LABEL and FILE; what is '${arg_UNPARSED_ARGUMENTS}'?")
    endif()
    netlatch_refuse_time_limit("${name}" "${arg_TIMEOUT}")
    get_filename_component(file "${arg_FILE}" ABSOLUTE)
    if(NOT EXISTS "${file}")
        message(FATAL_ERROR "netlatch_script_test(${name}): there is no ${file}")
    endif()
    if(arg_WINE AND NOT (WIN32 AND CMAKE_CROSSCOMPILING_EMULATOR))
        return()
    endif()
    # In the 32-bit Wine runs what says so.
    if(arg_WINE AND CMAKE_SIZEOF_VOID_P EQUAL 4 AND NOT arg_BOTH)
        return()
    endif()
    if(WIN32 AND NOT (arg_WINE OR arg_WINDOWS))
        return()
    endif()
    if(arg_FUZZER AND NOT NETLATCH_FUZZ)
        return()
    endif()
    if(NOT WIN32 AND NOT arg_FUZZER AND (arg_WINDOWS OR NOT NETLATCH_TEST_SUFFIX STREQUAL ""))
        return()
    endif()
    set(test "${arg_LABEL}.${name}${NETLATCH_TEST_SUFFIX}")
    if(file MATCHES "\\.bats$")
        # Ends with 77 where every test in the file was skipped.
        set(program "${NETLATCH_BATS}")
        set(tool bats)
        set(command "${NETLATCH_BASH}" "${CMAKE_SOURCE_DIR}/tests/support/bats_or_skip.sh" "${file}")
    elseif(file MATCHES "\\.py$")
        set(program "${NETLATCH_PYTHON}")
        set(tool python3)
        set(command "${NETLATCH_PYTHON}" "${file}")
    else()
        set(program "${NETLATCH_BASH}")
        set(tool bash)
        set(command "${NETLATCH_BASH}" "${file}")
    endif()
    if(NOT program OR NOT NETLATCH_BASH)
        netlatch_skipped_test("${test}" "${arg_LABEL}" "${tool} is not installed")
        return()
    endif()
    add_test(NAME "${test}" COMMAND ${command} ${arg_ARGS} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
    netlatch_test_properties("${test}" "${arg_LABEL}")
    if(arg_WINE)
        netlatch_need_wine_fixture()
        netlatch_wine_properties("${test}")
    endif()
    if(arg_PROCESSORS)
        set_tests_properties("${test}" PROPERTIES PROCESSORS "${arg_PROCESSORS}")
    endif()
    if(arg_SERIAL)
        set_tests_properties("${test}" PROPERTIES RUN_SERIAL ON)
    endif()
    # Temporary folders in the build folder: Wine prefixes made there share files with the base
    # prefix, which links cannot do across file systems.
    file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/tmp")
    set_tests_properties("${test}" PROPERTIES ENVIRONMENT
        "${NETLATCH_TEST_ENVIRONMENT};TMPDIR=${CMAKE_BINARY_DIR}/tmp;${arg_ENVIRONMENT}")
endfunction()

function(netlatch_fuzz_test name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "CORPUS;SECONDS" "SOURCES;ROOMS;LIBRARIES")
    if(WIN32)
        return() # the readers are portable; the sanitizers are not
    endif()
    if(NOT arg_SECONDS)
        set(arg_SECONDS 10)
    endif()
    set(target "fuzz_${name}")
    get_filename_component(corpus "${arg_CORPUS}" ABSOLUTE)
    if(NETLATCH_FUZZ)
        add_executable(${target} ${arg_SOURCES})
        target_link_options(${target} PRIVATE -fsanitize=fuzzer)
        # New inputs go to the build folder; the corpus in the tree is read only.
        set(found "${CMAKE_BINARY_DIR}/corpus/${name}")
        file(MAKE_DIRECTORY "${found}")
        set(arguments -max_total_time=${arg_SECONDS} -timeout=120 -rss_limit_mb=1024 -print_final_stats=0
            "-artifact_prefix=${CMAKE_BINARY_DIR}/crash-${name}-" "${found}" "${corpus}")
    else()
        add_executable(${target} ${arg_SOURCES} "${CMAKE_SOURCE_DIR}/tests/fuzz/replay_main.c")
        set(arguments "${corpus}")
    endif()
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
    target_include_directories(${target} PRIVATE "${CMAKE_SOURCE_DIR}/tests/support")
    netlatch_link_rooms(${target} PRIVATE ${arg_ROOMS})
    target_link_libraries(${target} PRIVATE netlatch_flags ${arg_LIBRARIES})
    set(test "fuzz.${name}${NETLATCH_TEST_SUFFIX}")
    add_test(NAME "${test}" COMMAND ${target} ${arguments})
    netlatch_test_properties("${test}" fuzz)
endfunction()
