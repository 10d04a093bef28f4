// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/closecodes.h"
#include "common/protocol/codec.h"

#include <QByteArray>
#include <QString>

namespace confab {

/// A whole WebSocket frame of the server's side, header and payload in one buffer. Server frames carry no mask, so all
/// recipients share the same bytes: a copy costs a reference count.
/// Thread: a value; any.
class Frame {
public:
    enum class Keep {
        Durable,   ///< the connection goes before this frame does
        Ephemeral, ///< typing, presence: dropped first for a slow reader
    };

    Frame() = default;

    static Frame text(const QByteArray& utf8, Keep keep = Keep::Durable);
    static Frame binary(const QByteArray& payload, Keep keep = Keep::Durable);
    /// The kind of frame in which this codec travels.
    static Frame message(Codec codec, const QByteArray& payload, Keep keep = Keep::Durable);

    static Frame ping();
    static Frame pong(const QByteArray& payload);
    /// `reason` is cut to the 123 bytes that fit, at a character's end. 1005: without code and reason.
    static Frame close(quint16 code, const QString& reason);

    const QByteArray& wire() const { return m_wire; }
    qsizetype size() const { return m_wire.size(); }
    bool isEphemeral() const { return m_keep == Keep::Ephemeral; }

private:
    Frame(QByteArray wire, Keep keep) : m_wire(std::move(wire)), m_keep(keep) {}

    QByteArray m_wire;
    Keep m_keep = Keep::Durable;
};

} // namespace confab
