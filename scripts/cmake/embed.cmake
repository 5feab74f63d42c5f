# embed.cmake - turns files into a C table, with CMake alone.
#
#   netlatch_embed(OUT_VARIABLE SYMBOL file...)
#
# sets OUT_VARIABLE to a generated C file, to be listed among a room's SOURCES:
#
#   netlatch_embed(PROFILES nl_embedded_profiles
#       "${CMAKE_SOURCE_DIR}/res/profiles/article.json" ...)
#   netlatch_room(model DEPENDS base SOURCES profile.c "${PROFILES}")
#
# It defines, as declared by the generated header "embedded.h",
#
#   const struct nl_embedded_file SYMBOL[];      { name, bytes, size } per file
#   const size_t SYMBOL_count;
#
# and "embedded.h" has NL_DECLARE_EMBEDDED(SYMBOL); to declare both. The name is the
# path below res/ (or below the source tree). One zero byte that is not counted in
# size follows the bytes, so a text file can be used as a string.

if(CMAKE_SCRIPT_MODE_FILE)
    # The part that runs while building: -DOUTPUT= -DSYMBOL= -DNAMES= -DFILES= (lists with |).
    string(REPLACE "|" ";" FILES "${FILES}")
    string(REPLACE "|" ";" NAMES "${NAMES}")
    set(text "/* Made from files by scripts/cmake/embed.cmake. */\n\n#include \"embedded.h\"\n\n")
    string(APPEND text "NL_DECLARE_EMBEDDED(${SYMBOL});\n\n")
    set(rows "")
    set(index 0)
    foreach(file name IN ZIP_LISTS FILES NAMES)
        file(READ "${file}" hex HEX)
        string(LENGTH "${hex}" length)
        math(EXPR size "${length} / 2")
        string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
        # 16 bytes a line: no compiler or diff likes a line of 50 kB.
        string(REGEX REPLACE "(................................................................................)"
               "    \\1\n" bytes "${bytes}")
        string(APPEND text "static const unsigned char bytes_${index}[] = {\n${bytes}0x00};\n\n")
        string(APPEND rows "    {\"${name}\", bytes_${index}, ${size}u},\n")
        math(EXPR index "${index} + 1")
    endforeach()
    string(APPEND text "const struct nl_embedded_file ${SYMBOL}[] = {\n${rows}};\n\n")
    string(APPEND text "const size_t ${SYMBOL}_count = ${index}u;\n")
    file(WRITE "${OUTPUT}" "${text}")
    return()
endif()

set(NETLATCH_EMBED_SCRIPT "${CMAKE_CURRENT_LIST_FILE}")

configure_file("${CMAKE_CURRENT_LIST_DIR}/embedded.h.in" "${NETLATCH_GENERATED_DIR}/embedded.h" COPYONLY)

function(netlatch_embed out_variable symbol)
    set(output "${NETLATCH_GENERATED_DIR}/${symbol}.c")
    set(files "")
    set(names "")
    foreach(file IN LISTS ARGN)
        get_filename_component(path "${file}" ABSOLUTE)
        if(NOT EXISTS "${path}")
            message(FATAL_ERROR "netlatch_embed(${symbol}): there is no ${file}")
        endif()
        file(RELATIVE_PATH name "${CMAKE_SOURCE_DIR}" "${path}")
        string(REGEX REPLACE "^res/" "" name "${name}")
        list(APPEND files "${path}")
        list(APPEND names "${name}")
    endforeach()
    string(REPLACE ";" "|" files_argument "${files}")
    string(REPLACE ";" "|" names_argument "${names}")
    add_custom_command(OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" "-DOUTPUT=${output}" "-DSYMBOL=${symbol}"
                "-DFILES=${files_argument}" "-DNAMES=${names_argument}" -P "${NETLATCH_EMBED_SCRIPT}"
        DEPENDS ${files} "${NETLATCH_EMBED_SCRIPT}"
        COMMENT "Embedding ${symbol}" VERBATIM)
    set(${out_variable} "${output}" PARENT_SCOPE)
endfunction()
