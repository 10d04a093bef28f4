// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/registry.h"
#include "server/transport/websocket/frame.h"

#include <QVarLengthArray>

#include <optional>

namespace confab {

/// Writes notifications as one kind of session reads them: a dialect in one codec.
/// Thread: its sessions' io thread. Owned by: its dialect.
class NotificationEncoder {
public:
    /// Nothing when the dialect has no word for it. `author`: the name of the person who wrote the message that
    /// `notification` is about, when it is a message.
    virtual std::optional<Frame> encode(const Notification& notification, const QString& author) const = 0;

protected:
    ~NotificationEncoder() = default;
};

/// A notification as frames: written when the first session of an encoder needs it, shared by all of them.
/// Thread: its io thread. Owned by: the function that sends it.
class EncodedNotification {
public:
    explicit EncodedNotification(const Notification& notification, QString author = {})
        : m_notification(notification), m_author(std::move(author)) {}

    /// Valid until the next call; null when the encoder has no word for it, or when there is no encoder.
    const Frame* by(const NotificationEncoder* encoder) {
        if (!encoder)
            return nullptr;
        for (const Written& one : std::as_const(m_written)) {
            if (one.encoder == encoder)
                return one.frame ? &*one.frame : nullptr;
        }
        m_written.append({encoder, encoder->encode(m_notification, m_author)});
        const std::optional<Frame>& frame = m_written.back().frame;
        return frame ? &*frame : nullptr;
    }

private:
    struct Written {
        const NotificationEncoder* encoder = nullptr;
        std::optional<Frame> frame;
    };

    const Notification& m_notification;
    const QString m_author;
    QVarLengthArray<Written, 6> m_written; // as many encoders as there are
};

} // namespace confab
