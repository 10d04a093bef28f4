// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/eventeffect.h"
#include "common/protocol/message.h"

#include <functional>

/// Threads, as the server makes them, for servers in the test's process.
namespace confab::test {

/// Gets a message of the room's log in its present form.
using FindMessage = std::function<std::optional<Message>(Seq)>;

/// Puts a message that answers another one into that one's thread.
inline void putInThread(EventData& data, const FindMessage& find) {
    auto* posted = std::get_if<MessagePosted>(&data);
    if (!posted || !posted->replyTo)
        return;
    if (const std::optional<Message> answered = find(*posted->replyTo))
        posted->thread = answered->thread.value_or(answered->seq);
}

/// The answer to room.thread, without the users; empty for what is no message.
inline HistoryPage threadPage(const RoomThread& request, Seq lastSeq, const FindMessage& find) {
    HistoryPage page;
    page.asOf = lastSeq;
    const std::optional<Message> one = find(request.seq);
    const Seq first = one ? one->thread.value_or(one->seq) : lastSeq + 1;
    for (Seq seq = std::max(first, request.after.value_or(0) + 1); seq <= lastSeq && !page.more; ++seq) {
        const std::optional<Message> message = find(seq);
        if (!message || (seq != first && message->thread != first))
            continue;
        page.more = page.messages.size() == request.limit.value_or(limits::defaultPage);
        if (!page.more)
            page.messages.append(*message);
    }
    return page;
}

} // namespace confab::test
