// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/packetfilter.h"

#include "tests/support/waiting.h"

#include <QCoreApplication>

#include <csignal>
#include <sys/prctl.h>

namespace confab::test {

PacketFilter::~PacketFilter() {
    m_process.closeWriteChannel(); // nft ends, and its table with it
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished(-1);
    }
}

bool PacketFilter::start() {
    m_table = "confab_" + QByteArray::number(QCoreApplication::applicationPid());
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_process.start(QStringLiteral("nft"), {QStringLiteral("-i")});
    if (!m_process.waitForStarted()) {
        m_error = QString(u"nft: " % m_process.errorString());
        return false;
    }
    return command("add table ip " + m_table + " { flags owner; }") &&
           command("add chain ip " + m_table + " drops { type filter hook input priority 0; }");
}

bool PacketFilter::drop(const QString& address, quint16 port, Way way) {
    const auto rule = [&](const char* end, const char* side) {
        return command("add rule ip " + m_table + " drops ip " + end + ' ' + address.toLatin1() + " tcp " + side + ' ' +
                       QByteArray::number(port) + " drop");
    };
    const bool to = (int(way) & int(Way::To)) == 0 || rule("daddr", "dport");
    const bool from = (int(way) & int(Way::From)) == 0 || rule("saddr", "sport");
    return to && from;
}

bool PacketFilter::passAll() {
    return command("flush chain ip " + m_table + " drops");
}

/// nft is silent on success, so it gets a command after it that it has to answer.
bool PacketFilter::command(const QByteArray& line) {
    m_process.write(line + "\nlist tables ip\n");
    const QByteArray listed = "table ip " + m_table + '\n';
    QByteArray answer;
    const auto answered = [&] {
        answer += m_process.readAll();
        return answer.contains(listed) || m_process.state() == QProcess::NotRunning;
    };
    const bool came = waitUntil([&] { return answered() || answer.contains("rror:"); }, patience / 4);
    if (came && !answer.contains("rror:") && m_process.state() == QProcess::Running)
        return true;
    m_error = QString(u"nft refuses \"" % QString::fromUtf8(line) % u"\": " % QString::fromUtf8(answer));
    return false;
}

} // namespace confab::test
