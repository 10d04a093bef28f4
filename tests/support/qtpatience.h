// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTest>

// QTRY_VERIFY and its like give up after five seconds; a machine that others use may stand still for as long. With more
// patience a condition that comes costs no more. One that never comes is reported after three times this (Qt looks for
// how long it would have taken), which is within a test's minute. Precompiled into every test; one that is compiled
// without the precompiled header has Qt's own.
#define CONFAB_PATIENCE_MS 15000
#undef QTRY_VERIFY
#define QTRY_VERIFY(...) QTRY_VERIFY_WITH_TIMEOUT((__VA_ARGS__), CONFAB_PATIENCE_MS)
#undef QTRY_VERIFY2
#define QTRY_VERIFY2(expr, messageExpression) QTRY_VERIFY2_WITH_TIMEOUT((expr), (messageExpression), CONFAB_PATIENCE_MS)
#undef QTRY_COMPARE
#define QTRY_COMPARE(expr, ...) QTRY_COMPARE_WITH_TIMEOUT((expr), (__VA_ARGS__), CONFAB_PATIENCE_MS)
