// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTest>

#include <algorithm>

namespace confab {

/// Runs the contracts one after the other. A function that the arguments name runs in the contract that has it; the
/// others would call it unknown. Returns how many failed.
inline int runContracts(const QList<QObject*>& contracts, const QStringList& arguments) {
    const auto has = [](const QObject* contract, const QString& argument) {
        const QByteArray function = argument.section(u':', 0, 0).toLatin1();
        return contract->metaObject()->indexOfSlot(QByteArray(function + "()").constData()) >= 0;
    };
    const auto isFunction = [&](const QString& argument) {
        return std::any_of(contracts.begin(), contracts.end(), [&](QObject* one) { return has(one, argument); });
    };
    const bool areNamed = std::any_of(arguments.begin(), arguments.end(), isFunction);
    int failed = 0;
    for (QObject* contract : contracts) {
        QStringList own = arguments;
        own.removeIf([&](const QString& argument) { return isFunction(argument) && !has(contract, argument); });
        if (!areNamed || std::any_of(own.begin(), own.end(), isFunction))
            failed += QTest::qExec(contract, own);
    }
    return failed;
}

} // namespace confab
