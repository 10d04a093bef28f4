// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProcess>
#include <QString>

namespace confab::test {

/// Makes packets vanish on their way to or from an address of the loopback, without a word to either end, as a pulled
/// cable does. The rules are a table of its own in nftables, which belongs to a process that dies with this one, so
/// that nothing stays behind whatever happens to the test. Needs nft and root. Thread: the test's. Owned by: the test.
class PacketFilter {
public:
    PacketFilter() = default;
    /// Lets everything pass again.
    ~PacketFilter();
    PacketFilter(const PacketFilter&) = delete;
    PacketFilter& operator=(const PacketFilter&) = delete;

    /// False when it can't be done here: error() says why.
    [[nodiscard]] bool start();

    enum class Way { To = 1, From = 2, Both = 3 };
    /// Drops what goes to, or comes from, this port at this address. It holds when this returns; false when it could
    /// not be done.
    [[nodiscard]] bool drop(const QString& address, quint16 port, Way way = Way::Both);
    /// Everything passes again.
    [[nodiscard]] bool passAll();
    QString error() const { return m_error; }

private:
    bool command(const QByteArray& line);

    QProcess m_process;
    QByteArray m_table;
    QString m_error;
};

} // namespace confab::test
