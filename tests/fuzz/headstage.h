// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/network.h"

#include <QByteArray>

namespace confab {

/// A HeadReader between a stream and a host that only note what it does.
/// Thread: any one. Owned by: nobody, there is nothing to own.
class HeadStage {
public:
    /// What became of a head.
    struct Outcome {
        QByteArray answer; ///< all that was written
        QByteArray behind; ///< of a connection: what came behind its head
        QByteArray client; ///< of a connection: whose it is
        bool isConnection = false;
        bool isLost = false; ///< it hung up with bytes unread, which resets the connection: the answer may be lost
        int ends = 0;        ///< answers and connections
        friend bool operator==(const Outcome&, const Outcome&) = default;
    };

    /// The bytes come in pieces of this size to a scene, which is bits: whether a proxy asks, who is refused and how,
    /// when, whether there is room for another connection, and how much is written at once.
    static Outcome play(quint8 scene, const QByteArray& bytes, qsizetype piece);

    static constexpr qsizetype headBytes = 512; // small, so that short inputs reach it
    static const QByteArray origin;             ///< of the pages that may connect
    static Subnets proxies();
};

} // namespace confab
