// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"

#include <QByteArray>
#include <QList>

namespace confab::test {

/// One thing that a client may do on an open WebSocket, and what RFC 6455 says becomes of it. The numbers in the names
/// are those of the Autobahn test suite, whose cases these are; where that wants its message back, this wants the
/// answer to a call, whose id is a text of the client's choice.
struct WebSocketCase {
    QByteArray name{};
    QByteArray bytes{}; ///< whole frames or less
    qsizetype step = 0; ///< sent in pieces of so many bytes, each on its way before the next; 0: all at once
    bool signedIn = true;
    QList<QByteArray> ids{};   ///< of the answers that have to come, in this order
    QList<QByteArray> pongs{}; ///< that have to come, in this order
    /// The server closes with one of these, answers nothing more, and hangs up; with none it goes on serving. Answers
    /// to calls before the end may be missing then, as the calls were on their way through the server.
    QList<quint16> closes{};
    /// An exception of --transport qt (docs/operating.md): it closes with one of these instead.
    QList<quint16> closesOnQt{};
};

/// Sections 1 to 5, 7, 9 and 10, and what they leave out: masks, length forms, the bounds before the sign-in, floods.
QList<WebSocketCase> webSocketCases(Codec codec);
/// Section 6, of text only.
QList<WebSocketCase> utf8Cases();

// ---- what they are made of ----

enum class LengthForm { Shortest, Bits16, Bits64 };

/// A frame with any first byte, masked unless `mask` is empty.
QByteArray rawFrame(quint8 first, const QByteArray& payload, const QByteArray& mask = "\x12\x34\x56\x78",
                    LengthForm form = LengthForm::Shortest);
/// A call that is answered under this id, of at least so many bytes. Its method is none: that is answered at once, and
/// so in the order of the calls.
QByteArray callNamed(const QByteArray& id, Codec codec, qsizetype size = 0);
/// A message in pieces of so many bytes.
QByteArray fragments(const QByteArray& message, Codec codec, qsizetype step);
inline quint8 opcodeOf(Codec codec) {
    return codec == Codec::Json ? 1 : 2;
}

} // namespace confab::test
