// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QTest>

/// Checks of Result<T> in Qt Test's manner: a failure is reported with the error and leaves the test function.
namespace confab::test {

inline QByteArray described(const Error& error) {
    const std::string_view name = errorRow(error.kind).name;
    const QString text =
        QStringLiteral("%1: %2").arg(QLatin1String(name.data(), qsizetype(name.size())), error.message);
    return error.path.isEmpty() ? text.toUtf8() : QString(text % u" (" % error.path % u')').toUtf8();
}

template <class T>
QByteArray described(const Result<T>& result) {
    return result ? QByteArray("success") : described(result.error());
}

} // namespace confab::test

/// `name` is the value of `expression`, which has to succeed.
#define VERIFY_OK(name, expression)                                                                                    \
    auto name##Result = (expression);                                                                                  \
    QVERIFY2(name##Result.has_value(), confab::test::described(name##Result).constData());                             \
    [[maybe_unused]] auto& name = *name##Result

/// `expression` has to succeed; its value is ignored.
#define VERIFY_DONE(expression)                                                                                        \
    do {                                                                                                               \
        const auto doneResult = (expression);                                                                          \
        QVERIFY2(doneResult.has_value(), confab::test::described(doneResult).constData());                             \
    } while (false)

/// `expression` has to fail with this ErrorKind.
#define VERIFY_REFUSED(expression, expectedKind)                                                                       \
    do {                                                                                                               \
        const auto refusedResult = (expression);                                                                       \
        QVERIFY2(!refusedResult.has_value() && refusedResult.error().kind == ErrorKind::expectedKind,                  \
                 QByteArray("expected " #expectedKind ", got " + confab::test::described(refusedResult)).constData()); \
    } while (false)
