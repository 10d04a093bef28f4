// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/storage/bots.h"
#include "server/storage/roomlog.h"

namespace confab {

/// The next request to a webhook, out of a page of its room's log.
struct HookDelivery {
    Seq upTo = 0;    ///< delivered, when the request is taken; at once when there is none
    QByteArray body; ///< JSON; empty: nothing of the page is for this webhook
    /// Of a command: the message that has it. The answer may have a text for the room.
    std::optional<Seq> command = std::nullopt;
};

/// All events of the page but its own; or, of a webhook with a command, the first message of a person that begins with
/// it. The page is not empty.
HookDelivery deliveryOf(const HookWork& work, const LogPage& page);

/// "sha256=" and the HMAC of the body in hexadecimal, as GitHub's webhooks have it.
QByteArray hookSignature(const QByteArray& body, const QByteArray& key);

/// The text that an answer to a command has for the room, as the room keeps it; empty: none.
QString answerText(const QByteArray& answer);

} // namespace confab
