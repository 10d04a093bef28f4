# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# The three kinds of target that this project has: a library per folder, a program, a test.

# The same file compiled again, in this tree or in a copy, comes from ccache when that is installed. It hashes a precompiled
# header as a file; __DATE__ and __TIME__, for which it would refuse it, are nowhere here.
option(CONFAB_CCACHE "Compile through ccache when it is installed" ON)
if(CONFAB_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER AND NOT MSVC)
    find_program(CCACHE ccache)
    if(CCACHE)
        set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
            CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE})
    endif()
endif()

# The headers of the standard library and of Qt Core that nearly every file includes, precompiled once for all targets.
# A file still includes what it uses: the fuzz preset builds without this.
option(CONFAB_PRECOMPILED_HEADER "Parse the common system headers once" ON)
# The precompiled headers of the targets that are compiled with the definitions of LINKS.
function(confab_precompile target)
    cmake_parse_arguments(ARG "" "" "HEADERS;LINKS" ${ARGN})
    file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${target}.cpp CONTENT "")
    add_library(${target} OBJECT ${CMAKE_BINARY_DIR}/${target}.cpp)
    target_link_libraries(${target} PRIVATE Qt6::Core tl::expected ${ARG_LINKS})
    target_precompile_headers(${target} PRIVATE
        <algorithm> <array> <atomic> <chrono> <deque> <functional> <limits> <map> <memory> <mutex> <optional> <set>
        <span> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>
        <QByteArray> <QCborArray> <QCborMap> <QCborValue> <QDateTime> <QDebug> <QHash> <QList> <QLoggingCategory> <QMap>
        <QObject> <QPointer> <QSet> <QString> <QStringBuilder> <QStringList> <QThread> <QTimer> <QVariant>
        <tl/expected.hpp> ${ARG_HEADERS})
    confab_compile_options(${target} NONE) # the same definitions and options as the targets that use it
    set_target_properties(${target} PROPERTIES AUTOMOC OFF)
endfunction()

# Every target is compiled alike: all warnings, no implicit string conversions, automoc, sanitizers when asked for.
# An argument after the target is the target whose precompiled headers it uses, in place of confab_headers, or NONE.
function(confab_compile_options target)
    set(headers ${ARGN} confab_headers)
    list(GET headers 0 headers)
    if(CONFAB_PRECOMPILED_HEADER AND NOT headers STREQUAL NONE)
        target_precompile_headers(${target} REUSE_FROM ${headers})
    endif()
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
    target_compile_definitions(${target} PRIVATE QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS
                                                 QT_NO_FOREACH QT_USE_QSTRINGBUILDER)
    if(MSVC)
        target_compile_options(${target} PRIVATE /W4 /utf-8 $<$<BOOL:${CONFAB_WERROR}>:/WX>)
    else()
        target_compile_options(${target} PRIVATE -Wall -Wextra $<$<BOOL:${CONFAB_WERROR}>:-Werror>)
        # GCC collects garbage from 130 MB on, which is where the precompiled header ends: a tenth of the time.
        target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:--param=ggc-min-heapsize=1048576>)
    endif()
    if(MINGW)
        # Qt declares friends of its classes again without the dllimport that they have.
        target_compile_options(${target} PRIVATE -Wno-attributes)
    endif()
    if(CONFAB_SANITIZE)
        target_compile_options(${target} PRIVATE -fsanitize=${CONFAB_SANITIZE} -fno-sanitize-recover=all
                                                 -fno-omit-frame-pointer)
        target_link_options(${target} PRIVATE -fsanitize=${CONFAB_SANITIZE})
    endif()
endfunction()

if(CONFAB_PRECOMPILED_HEADER)
    confab_precompile(confab_headers)
endif()

# confab_library(confab_core SOURCES a.cpp a.h LINKS Qt6::Core): a static library whose headers are included by their
# path from the top of the tree ("common/core/ids.h"). A folder that is not linked here can't be reached: the arrows
# of the architecture page are these LINKS.
function(confab_library target)
    cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
    add_library(${target} STATIC ${ARG_SOURCES})
    target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR})
    target_link_libraries(${target} PUBLIC ${ARG_LINKS})
    confab_compile_options(${target})
endfunction()

# confab_program(confabd COMPONENT server SOURCES main.cpp LINKS …): COMPONENT is its part of "cmake --install", and so
# the package that it is in: app, server or cli.
function(confab_program target)
    cmake_parse_arguments(ARG "" "COMPONENT" "SOURCES;LINKS" ${ARGN})
    add_executable(${target} ${ARG_SOURCES})
    target_link_libraries(${target} PRIVATE ${ARG_LINKS})
    confab_compile_options(${target})
    install(TARGETS ${target} RUNTIME DESTINATION bin COMPONENT ${ARG_COMPONENT} BUNDLE DESTINATION . COMPONENT ${ARG_COMPONENT})
endfunction()

# What the compiler defines by itself, for moc.
if(CMAKE_CXX_COMPILER_ID MATCHES "GNU|Clang" AND NOT MSVC)
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} -dM -E -x c++ -std=c++20 /dev/null
                    OUTPUT_FILE ${CMAKE_BINARY_DIR}/moc_predefined.h COMMAND_ERROR_IS_FATAL ANY)
    set(CONFAB_MOC_PREDEFINED --include ${CMAKE_BINARY_DIR}/moc_predefined.h)
endif()

# Lets moc read a test's sources alone: "tst_x.moc" of each that includes it. AUTOMOC starts a program of CMake for each
# target and compiles a file for it that is empty, a fifth of the time of building a test. A test whose headers have
# Q_OBJECT keeps it.
function(confab_moc_of_test target)
    foreach(source IN LISTS ARGN)
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} NORMALIZE OUTPUT_VARIABLE path)
        file(STRINGS ${path} marks REGEX "^ *Q_OBJECT|^#include .*[.]moc\"")
        if(NOT marks)
            continue()
        endif()
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${path})
        cmake_path(GET path STEM LAST_ONLY name)
        if(NOT marks MATCHES "#include \"${name}[.]moc\"")
            return() # a header's
        endif()
        list(APPEND read ${path})
    endforeach()
    set_target_properties(${target} PROPERTIES AUTOMOC OFF)
    # As AUTOMOC calls it, or a test that is within an #ifdef would be left out.
    set(includes $<REMOVE_DUPLICATES:$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>>)
    set(definitions $<REMOVE_DUPLICATES:$<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>>)
    file(MAKE_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc)
    foreach(path IN LISTS read)
        cmake_path(GET path STEM LAST_ONLY name)
        set(made ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc/${name}.moc)
        add_custom_command(OUTPUT ${made} DEPENDS ${path} VERBATIM COMMAND_EXPAND_LISTS
                           COMMAND Qt6::moc ${CONFAB_MOC_PREDEFINED} -I$<JOIN:${includes},$<SEMICOLON>-I>
                                   $<$<BOOL:${definitions}>:-D$<JOIN:${definitions},$<SEMICOLON>-D>> -o ${made} ${path})
        target_sources(${target} PRIVATE ${made})
        target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc)
    endforeach()
endfunction()

# The precompiled headers of a test. Qt Test's differ when Qt GUI is linked, and so do those of QTEST_MAIN.
function(confab_test_headers result)
    set(known)
    set(links ${ARGN})
    while(links)
        list(POP_FRONT links link)
        if(link IN_LIST known OR NOT TARGET ${link})
            continue()
        endif()
        list(APPEND known ${link})
        get_target_property(further ${link} INTERFACE_LINK_LIBRARIES)
        if(further)
            list(APPEND links ${further})
        endif()
    endwhile()
    if(Qt6::Gui IN_LIST known)
        set(headers confab_gui_test_headers)
        set(gui Qt6::Gui)
    else()
        set(headers confab_test_headers)
        set(gui)
    endif()
    if(CONFAB_PRECOMPILED_HEADER AND NOT TARGET ${headers})
        confab_precompile(${headers} HEADERS <QTest> <QSignalSpy> LINKS Qt6::Test Qt6::Network ${gui})
    endif()
    set(${result} ${headers} PARENT_SCOPE)
endfunction()

# confab_test(tst_codec SOURCES tst_codec.cpp LINKS confab_protocol LABELS unit [TIMEOUT 60] [TOGETHER] [WAITS]): a Qt Test
# program under ctest. Labels: unit (in process, no other program; several run at once), system (starts real programs;
# runs alone, unless it is TOGETHER with others: it measures no time and has its own ports, folders and accounts),
# threads (shared between threads, run by the thread sanitizer too), decoders (first to read untrusted bytes, run by the
# address sanitizer too), both before each change lands. The targets threads_tests and decoders_tests build all of these.
# A test takes two of the presets' four "jobs", one that WAITS (for what the product does after seconds) a single one: so
# two run at a time, or three of which two sleep.
function(confab_test target)
    cmake_parse_arguments(ARG "TOGETHER;WAITS" "TIMEOUT" "SOURCES;LINKS;LABELS" ${ARGN})
    if(NOT ARG_TIMEOUT)
        set(ARG_TIMEOUT 60)
    endif()
    add_executable(${target} ${ARG_SOURCES})
    target_include_directories(${target} PRIVATE ${CMAKE_SOURCE_DIR})
    target_link_libraries(${target} PRIVATE ${ARG_LINKS} Qt6::Test Qt6::Network)
    confab_test_headers(headers ${ARG_LINKS})
    confab_compile_options(${target} ${headers})
    confab_moc_of_test(${target} ${ARG_SOURCES})
    set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/bin)
    add_test(NAME ${target} COMMAND ${target})
    set_tests_properties(${target} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT}
                                              ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8" PROCESSORS 2)
    if(ARG_WAITS)
        set_tests_properties(${target} PROPERTIES PROCESSORS 1 COST 100) # early, beside the others
    endif()
    if(system IN_LIST ARG_LABELS AND NOT ARG_TOGETHER)
        set_tests_properties(${target} PROPERTIES RUN_SERIAL ON) # shares CPU time
    endif()
    foreach(label threads decoders)
        if(label IN_LIST ARG_LABELS)
            add_dependencies(${label}_tests ${target})
        endif()
    endforeach()
endfunction()

# Runs a test a second time, with servers on Qt's WebSockets (--transport qt): as TARGET_qt.
function(confab_test_on_qt target)
    get_property(labels TEST ${target} PROPERTY LABELS)
    get_property(timeout TEST ${target} PROPERTY TIMEOUT)
    get_property(environment TEST ${target} PROPERTY ENVIRONMENT)
    get_property(serial TEST ${target} PROPERTY RUN_SERIAL)
    get_property(places TEST ${target} PROPERTY PROCESSORS)
    add_test(NAME ${target}_qt COMMAND ${target})
    set_tests_properties(${target}_qt PROPERTIES LABELS "${labels}" TIMEOUT ${timeout} RUN_SERIAL "${serial}"
                                                 PROCESSORS ${places} ENVIRONMENT "${environment};CONFAB_TEST_TRANSPORT=qt")
endfunction()
