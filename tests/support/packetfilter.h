// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QProcess>
#include <QString>

namespace confab::test {

/// Drops packets to or from a loopback address, silently for both ends, as a pulled cable does. The rules are a table
/// of its own in nftables, which belongs to a process that dies with this one, so that nothing remains whatever happens
/// to the test. Needs nft and root. Thread: the test's. Owned by: the test.
class PacketFilter {
public:
    PacketFilter() = default;
    /// Lets all packets pass again.
    ~PacketFilter();
    PacketFilter(const PacketFilter&) = delete;
    PacketFilter& operator=(const PacketFilter&) = delete;

    /// False when it is not possible here: error() has the reason.
    [[nodiscard]] bool start();

    enum class Way { To = 1, From = 2, Both = 3 };
    /// Drops packets to, or from, this port at this address. Effective when this returns; false when it failed.
    /// not be done.
    [[nodiscard]] bool drop(const QString& address, quint16 port, Way way = Way::Both);
    /// All packets pass again.
    [[nodiscard]] bool passAll();
    QString error() const { return m_error; }

private:
    bool command(const QByteArray& line);

    QProcess m_process;
    QByteArray m_table;
    QString m_error;
};

} // namespace confab::test
