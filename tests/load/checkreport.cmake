# SPDX-FileCopyrightText: 2026 The Confab authors
# SPDX-License-Identifier: Apache-2.0
#
# cmake -DREPORT=FILE -P checkreport.cmake: the report is JSON, has a row for every workload, and nothing in it was lost.
cmake_minimum_required(VERSION 3.24)
file(READ ${REPORT} json)
string(JSON rows LENGTH "${json}" rows)
math(EXPR last "${rows} - 1")
set(found "")
foreach(i RANGE ${last})
    string(JSON workload GET "${json}" rows ${i} workload)
    list(APPEND found ${workload})
    string(JSON lost ERROR_VARIABLE none GET "${json}" rows ${i} figures lost median)
    if(NOT none AND NOT lost EQUAL 0)
        message(FATAL_ERROR "${workload} lost ${lost}")
    endif()
endforeach()
foreach(workload a b c burst ack idle join history startup)
    if(NOT workload IN_LIST found)
        message(FATAL_ERROR "There is no row for ${workload}")
    endif()
endforeach()
string(JSON cores GET "${json}" machine cores)
message(STATUS "${rows} rows, measured on ${cores} cores")
