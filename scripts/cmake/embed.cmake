# embed.cmake - turns files into a C table, compressed.
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
#   const struct nl_embedded_file SYMBOL[];      one per file; nl_embedded_text gives its text
#   const size_t SYMBOL_count;
#
# and "embedded.h" has NL_DECLARE_EMBEDDED(SYMBOL); to declare both. The name is the
# path below res/ (or below the source tree).

configure_file("${CMAKE_CURRENT_LIST_DIR}/embedded.h.in" "${NETLATCH_GENERATED_DIR}/embedded.h" COPYONLY)

function(netlatch_embed out_variable symbol)
    set(output "${NETLATCH_GENERATED_DIR}/${symbol}.c")
    set(files "")
    set(arguments "")
    foreach(file IN LISTS ARGN)
        get_filename_component(path "${file}" ABSOLUTE)
        if(NOT EXISTS "${path}")
            message(FATAL_ERROR "netlatch_embed(${symbol}): there is no ${file}")
        endif()
        file(RELATIVE_PATH name "${CMAKE_SOURCE_DIR}" "${path}")
        string(REGEX REPLACE "^res/" "" name "${name}")
        list(APPEND files "${path}")
        list(APPEND arguments "${name}=${path}")
    endforeach()
    add_custom_command(OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" -E env PYTHONDONTWRITEBYTECODE=1
                "${NETLATCH_PYTHON}" "${CMAKE_SOURCE_DIR}/scripts/embed.py" "${output}" "${symbol}" ${arguments}
        DEPENDS ${files} "${CMAKE_SOURCE_DIR}/scripts/embed.py" "${CMAKE_SOURCE_DIR}/scripts/make_words.py"
        COMMENT "Embedding ${symbol}" VERBATIM)
    set(${out_variable} "${output}" PARENT_SCOPE)
endfunction()
