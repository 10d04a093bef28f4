// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/installation.h"

namespace confab {

/// Authenticates the node messages of one installation on a Redis where other programs may publish too. A sealed node
/// message is one line "confab2 DATABASE STAMP", the node message, and 32 bytes: a BLAKE2b-256 keyed with the
/// installation's key, over the channel's name and all that comes before. So a node message counts in its own channel
/// only. Nothing is encrypted: a subscriber can read it. Thread: any one. Owned by: RedisBroker.
class NodeMessageSeal {
public:
    explicit NodeMessageSeal(const Installation& installation);

    /// `nodeMessage` as it is published in the channel. `stamp` grows with every node message of one run of a node.
    QByteArray seal(const QByteArray& channel, quint64 stamp, const QByteArray& nodeMessage) const;

    enum class Origin {
        Genuine, ///< from a node of this installation, for this channel
        Foreign, ///< claims to be from another database
        Forged   ///< anything else
    };
    struct Opened {
        Origin origin = Origin::Forged;
        quint64 stamp = 0;
        QByteArray nodeMessage; ///< refers to the bytes that were opened; only of a genuine one
    };
    /// Of a node message of another database it reads only the first line. `bytes` must outlive the result.
    Opened open(const QByteArray& channel, const QByteArray& bytes) const;
    /// The node message in it, whether genuine or not; empty when there is none. Refers to `bytes`.
    static QByteArray unverified(const QByteArray& bytes);

    const QByteArray& database() const { return m_database; }

private:
    QByteArray tag(const QByteArray& channel, QByteArrayView sealed) const;

    const QByteArray m_database;
    const QByteArray m_key;
};

} // namespace confab
