// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <array>

namespace confab {

/// Why the server closes a WebSocket. Below 4000: RFC 6455's own.
enum class CloseCode : quint16 {
    Normal = 1000,
    GoingAway = 1001,
    ProtocolError = 1002,
    WrongFrameType = 1003, ///< text on a CBOR connection, or binary on a JSON one
    NotUtf8 = 1007,
    TooBig = 1009,
    AuthNeeded = 4001,     ///< no sign-in in time
    SessionRevoked = 4003, ///< signed out elsewhere: don't reconnect with the same tokens
    SlowReader = 4008,     ///< reconnect and catch up
    Draining = 4010,       ///< reconnect after a moment
    Flooding = 4029,
};

inline constexpr std::array allCloseCodes{
    CloseCode::Normal,     CloseCode::GoingAway, CloseCode::ProtocolError, CloseCode::WrongFrameType,
    CloseCode::NotUtf8,    CloseCode::TooBig,    CloseCode::AuthNeeded,    CloseCode::SessionRevoked,
    CloseCode::SlowReader, CloseCode::Draining,  CloseCode::Flooding,
};

/// Whether a client reconnects by itself after this code.
constexpr bool mayReconnect(CloseCode code) {
    return code != CloseCode::SessionRevoked && code != CloseCode::WrongFrameType;
}

} // namespace confab
