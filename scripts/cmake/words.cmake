# words.cmake - turns the translations in res/words into a C table, and names the languages.
#
#   netlatch_words(OUT_VARIABLE)
#
# sets OUT_VARIABLE to a generated C file that defines nl_languages (src/model/words.h), to be
# listed among a room's SOURCES. A new language is one new file res/words/TAG.po. The generated
# header "languages.h" has NL_LANGUAGE_CHOICE, "en|zh-CN": what --lang takes.

find_program(NETLATCH_PYTHON NAMES python3 python REQUIRED)

function(netlatch_words out_variable)
    file(GLOB files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/res/words/*.po")
    list(SORT files)
    if(NOT files)
        message(FATAL_ERROR "res/words holds no translation")
    endif()
    set(tags en)
    foreach(file IN LISTS files)
        cmake_path(GET file STEM tag)
        list(APPEND tags "${tag}")
    endforeach()
    list(JOIN tags "|" NETLATCH_LANGUAGE_CHOICE)
    list(JOIN tags ", " NETLATCH_LANGUAGE_LIST)
    configure_file("${CMAKE_SOURCE_DIR}/res/languages.h.in"
                   "${NETLATCH_GENERATED_DIR}/languages.h" @ONLY)
    set(output "${NETLATCH_GENERATED_DIR}/nl_languages.c")
    set(scripts "${CMAKE_SOURCE_DIR}/scripts/make_words.py" "${CMAKE_SOURCE_DIR}/scripts/po.py")
    add_custom_command(OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" -E env PYTHONDONTWRITEBYTECODE=1
                "${NETLATCH_PYTHON}" "${CMAKE_SOURCE_DIR}/scripts/make_words.py" "${output}" ${files}
        DEPENDS ${files} ${scripts}
        COMMENT "Compiling the translations" VERBATIM)
    set(${out_variable} "${output}" PARENT_SCOPE)
endfunction()
