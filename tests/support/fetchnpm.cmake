# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# cmake -DFROM=<folder with package.json and its lock> -DTO=<folder> -DWANTED=<file below TO/node_modules> -P fetchnpm.cmake
# Installs npm packages of the locked versions and checksums into TO, once for each lock. Their scripts are not run.
set(wanted ${TO}/node_modules/${WANTED})
if(EXISTS ${wanted} AND EXISTS ${TO}/package-lock.json)
    file(SHA256 ${TO}/package-lock.json installed)
    file(SHA256 ${FROM}/package-lock.json locked)
    if(installed STREQUAL locked)
        return()
    endif()
endif()
find_program(npm npm REQUIRED)
file(COPY ${FROM}/package.json ${FROM}/package-lock.json DESTINATION ${TO})
execute_process(COMMAND ${npm} ci --ignore-scripts --no-audit --no-fund WORKING_DIRECTORY ${TO}
                RESULT_VARIABLE result)
if(NOT result EQUAL 0 OR NOT EXISTS ${wanted})
    message(FATAL_ERROR "npm could not install what ${FROM}/package.json names (${result})")
endif()
