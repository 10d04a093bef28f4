// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>
#include <QTest>

/// Checks of promises, like Qt Test's: a failure leaves the test function.

/// `expression` describes what went wrong; it has to be empty.
#define VERIFY_NOTHING(expression)                                                                                     \
    do {                                                                                                               \
        const QString failure = (expression);                                                                          \
        QVERIFY2(failure.isEmpty(), qPrintable(failure));                                                              \
    } while (false)

/// `expression` is the list of broken promises, which has to be empty. The first of them are shown; the last line is
/// what a script looks for.
#define VERIFY_KEPT(expression, seed)                                                                                  \
    do {                                                                                                               \
        const QStringList unkept = (expression);                                                                       \
        for (const QString& promise : unkept.mid(0, 20))                                                               \
            qWarning("%s", qPrintable(promise));                                                                       \
        const QString sum = QStringLiteral("%1 broken promises, with seed %2").arg(unkept.size()).arg(seed);           \
        QVERIFY2(unkept.isEmpty(), qPrintable(sum));                                                                   \
    } while (false)
