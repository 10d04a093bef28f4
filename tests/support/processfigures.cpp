// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/processfigures.h"

#include "tests/support/sanitized.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

namespace confab::test {

namespace {

QList<QByteArray> fieldsOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray text = file.readAll();
    return text.mid(text.lastIndexOf(')') + 1).simplified().split(' '); // the program's name may contain anything
}

} // namespace

qint64 residentBytes(qint64 pid) {
    if (keepsFreedMemory)
        return 0;
    return fieldsOf(QStringLiteral("/proc/%1/statm").arg(pid)).value(1).toLongLong() * ::sysconf(_SC_PAGESIZE);
}

int openDescriptors(qint64 pid) {
    return int(QDir(QStringLiteral("/proc/%1/fd").arg(pid)).entryList(QDir::Files | QDir::System).size());
}

double cpuSeconds(qint64 pid) {
    const QList<QByteArray> fields = fieldsOf(QStringLiteral("/proc/%1/stat").arg(pid)); // from the third on
    const qint64 ticks = fields.value(11).toLongLong() + fields.value(12).toLongLong();
    return double(ticks) / double(::sysconf(_SC_CLK_TCK));
}

MemoryPeak::MemoryPeak(qint64 pid) : m_pid(pid), m_start(residentBytes(pid)), m_most(m_start) {
    m_timer.callOnTimeout(this, &MemoryPeak::look);
    m_timer.start(20);
}

qint64 MemoryPeak::growth() {
    look();
    return m_most - m_start;
}

void MemoryPeak::look() {
    m_most = std::max(m_most, residentBytes(m_pid));
}

} // namespace confab::test
