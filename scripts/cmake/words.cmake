# words.cmake - packs sentences and translations, and names the languages.
#
#   netlatch_words(OUT_VARIABLE)
#
# sets OUT_VARIABLE to a generated C file that defines nl_languages (src/model/words.h), to be
# listed among a room's SOURCES. A new language is one new file res/words/TAG.po. The generated
# header "languages.h" has NL_LANGUAGE_CHOICE, "en|zh-CN": what --lang takes. The English sentences are
# a library of their own, netlatch_english, that comes with netlatch_flags.
#
#   netlatch_place_words(OUT_VARIABLE file.c...)
#
# sets OUT_VARIABLE to the same files where sentences stand in the sources (NETLATCH_PLACED_SENTENCES is
# off), or to copies whose sentences are addresses in the packed table. The copies include what the originals
# do: the folder of the originals must be among the include directories.

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
    set(english "${NETLATCH_GENERATED_DIR}/nl_english.c")
    set(languages "${NETLATCH_GENERATED_DIR}/nl_languages.c")
    file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/*.c")
    add_custom_command(OUTPUT "${english}" "${languages}"
        COMMAND "${CMAKE_COMMAND}" -E env PYTHONDONTWRITEBYTECODE=1
                "${NETLATCH_PYTHON}" "${CMAKE_SOURCE_DIR}/scripts/make_words.py"
                "${CMAKE_SOURCE_DIR}" "${NETLATCH_GENERATED_DIR}" ${files}
        DEPENDS ${files} ${sources} "${CMAKE_SOURCE_DIR}/scripts/make_words.py"
                "${CMAKE_SOURCE_DIR}/scripts/po.py" "${CMAKE_SOURCE_DIR}/scripts/c_sentences.py"
        COMMENT "Packing the sentences" VERBATIM)
    add_custom_target(netlatch_words_made DEPENDS "${english}" "${languages}")
    # Outside of whole-program optimisation, which does not see the labels of its assembler.
    add_library(netlatch_english STATIC "${english}")
    add_dependencies(netlatch_english netlatch_words_made)
    set_source_files_properties("${english}" PROPERTIES COMPILE_OPTIONS "$<$<BOOL:${WIN32}>:-fno-lto>")
    if(NETLATCH_PLACED_SENTENCES)
        target_compile_definitions(netlatch_english PRIVATE NL_PLACED_SENTENCES)
        # Every room has sentences.
        target_link_libraries(netlatch_flags INTERFACE netlatch_english)
    endif()
    target_link_libraries(netlatch_english PRIVATE nl_base)
    set(${out_variable} "${languages}" PARENT_SCOPE)
endfunction()

set(NETLATCH_PLACED_SENTENCES ${WIN32})

function(netlatch_place_words out_variable)
    if(NOT NETLATCH_PLACED_SENTENCES)
        set(${out_variable} ${ARGN} PARENT_SCOPE)
        return()
    endif()
    set(folder "${NETLATCH_GENERATED_DIR}/placed")
    set(originals "")
    set(copies "")
    set(others "")
    foreach(file IN LISTS ARGN)
        if(IS_ABSOLUTE "${file}") # made by the build, without sentences
            list(APPEND others "${file}")
        else()
            cmake_path(ABSOLUTE_PATH file BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" OUTPUT_VARIABLE original)
            file(RELATIVE_PATH name "${CMAKE_SOURCE_DIR}" "${original}")
            list(APPEND originals "${original}")
            list(APPEND copies "${folder}/${name}")
        endif()
    endforeach()
    file(GLOB headers CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.h")
    add_custom_command(OUTPUT ${copies}
        COMMAND "${CMAKE_COMMAND}" -E env PYTHONDONTWRITEBYTECODE=1
                "${NETLATCH_PYTHON}" "${CMAKE_SOURCE_DIR}/scripts/place_words.py"
                "${CMAKE_SOURCE_DIR}" "${folder}" ${originals}
        DEPENDS ${originals} ${headers} "${CMAKE_SOURCE_DIR}/scripts/place_words.py"
                "${CMAKE_SOURCE_DIR}/scripts/c_sentences.py"
        COMMENT "Placing sentences" VERBATIM)
    set(${out_variable} ${copies} ${others} PARENT_SCOPE)
endfunction()
