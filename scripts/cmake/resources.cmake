# resources.cmake - icon, manifest, version and event messages of the Windows executable.

enable_language(RC)

# Event messages: res/events.mc becomes a message table in the executable and the header
# "events.h" with the event ids, which every room sees. Keep the .mc in UTF-8 with CRLF line
# ends: windmc copies line ends into the messages, and Event Viewer wants CRLF.
set(NETLATCH_MESSAGES "${CMAKE_SOURCE_DIR}/res/events.mc")
if(EXISTS "${NETLATCH_MESSAGES}")
    # windmc stands beside the resource compiler: x86_64-w64-mingw32-windres -> ...-windmc.
    cmake_path(GET CMAKE_RC_COMPILER PARENT_PATH folder)
    cmake_path(GET CMAKE_RC_COMPILER FILENAME name)
    string(REPLACE "windres" "windmc" name "${name}")
    find_program(NETLATCH_WINDMC NAMES "${name}" HINTS "${folder}" REQUIRED)
    add_custom_command(OUTPUT "${NETLATCH_GENERATED_DIR}/events.h" "${NETLATCH_GENERATED_DIR}/events.rc"
        COMMAND "${NETLATCH_WINDMC}" -C 65001 -U
                -h "${NETLATCH_GENERATED_DIR}" -r "${NETLATCH_GENERATED_DIR}" "${NETLATCH_MESSAGES}"
        DEPENDS "${NETLATCH_MESSAGES}"
        COMMENT "Compiling event messages" VERBATIM)
    add_custom_target(netlatch_events DEPENDS "${NETLATCH_GENERATED_DIR}/events.h")
endif()

function(netlatch_add_resources target)
    set(script "${CMAKE_SOURCE_DIR}/res/netlatch.rc")
    set(inputs "${CMAKE_SOURCE_DIR}/res/netlatch.ico"
        "${CMAKE_SOURCE_DIR}/res/netlatch-png.ico" "${CMAKE_SOURCE_DIR}/res/netlatch.exe.manifest"
        "${NETLATCH_GENERATED_DIR}/version.h")
    set_source_files_properties("${script}" PROPERTIES
        INCLUDE_DIRECTORIES "${NETLATCH_GENERATED_DIR};${CMAKE_SOURCE_DIR}/res")
    if(TARGET netlatch_events)
        list(APPEND inputs "${NETLATCH_MESSAGES}")
        set_source_files_properties("${script}" PROPERTIES COMPILE_DEFINITIONS NETLATCH_HAVE_EVENTS)
        add_dependencies(${target} netlatch_events)
    endif()
    set_source_files_properties("${script}" PROPERTIES OBJECT_DEPENDS "${inputs}")
    target_sources(${target} PRIVATE "${script}")
endfunction()
