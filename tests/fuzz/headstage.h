// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/admission/network.h"

#include <QByteArray>

namespace confab {

/// An HttpConnection between a stream and a host that only record its calls.
/// Thread: any one. Owned by: none, it is only a function.
class HeadStage {
public:
    /// The outcome of the requests.
    struct Outcome {
        QByteArray answer; ///< all written bytes
        QByteArray behind; ///< of a connection: the bytes behind its head
        QByteArray client; ///< of a connection: the client's address
        bool isConnection = false;
        bool isLost = false; ///< it disconnected with unread bytes, which resets the connection: the answer may be lost
        int ends = 0;        ///< number of last answers and connections
        friend bool operator==(const Outcome&, const Outcome&) = default;
    };

    /// Runs the bytes in pieces of this size through a scene, which is bits: whether the peer is a proxy, which peers
    /// are refused and how, when, whether there is room for another connection, and how much is written at once.
    static Outcome play(quint8 scene, const QByteArray& bytes, qsizetype piece);

    static constexpr qsizetype headBytes = 512; // small, so that short inputs reach it
    static constexpr qsizetype bodyBytes = 128;
    static const QByteArray origin; ///< of the pages that may connect
    static Subnets proxies();
};

} // namespace confab
