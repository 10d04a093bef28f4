// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/runarguments.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTest>

#include <limits>
#include <random>

namespace confab::test {

RunArguments::RunArguments() : m_arguments(QCoreApplication::arguments()) {
    m_seed = given(QStringLiteral("seed")).value_or(std::random_device()());
}

int RunArguments::number(const QString& name, int fallback) {
    return int(given(name).value_or(quint64(fallback)));
}

std::optional<quint64> RunArguments::given(const QString& name) {
    const qsizetype at = m_arguments.indexOf(QString(u"--" % name));
    if (at >= 0 && at + 1 < m_arguments.size()) {
        const quint64 value = m_arguments.at(at + 1).toULongLong();
        m_arguments.remove(at, 2);
        return value;
    }
    const QString program = QFileInfo(m_arguments.first()).fileName().mid(QStringLiteral("tst_").size());
    const QByteArray variable = QString(u"CONFAB_" % program % u'_' % name).toUpper().toLatin1();
    return qEnvironmentVariableIsSet(variable) ? std::optional(qgetenv(variable).toULongLong()) : std::nullopt;
}

int RunArguments::run(QObject& test) {
    qInfo("seed %llu: --seed %llu does the same again", m_seed, m_seed);
    // The tests have their own limits, and the long forms take longer than Qt Test's five minutes.
    qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(std::numeric_limits<int>::max()));
    return QTest::qExec(&test, m_arguments);
}

} // namespace confab::test
