// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"
#include "common/protocol/jsonrpc.h"
#include "server/api/jsonrpc/limits.h"
#include "server/api/jsonrpc/sessioncounters.h"
#include "server/hub/outbound.h"

#include <QObject>

#include <memory>
#include <vector>

namespace confab {

/// What the chat thread has for one io thread. It outlives both: what is posted when the io thread has ended is never
/// delivered.
///
/// Its bound is limits::outboundWaiting, and it holds because nothing new is begun beyond it: calls are refused, other
/// nodes' events are left to be read from the database later, and what is ephemeral is dropped. What still comes then
/// has been begun before: the answers to calls, of which the chat thread has no more in hand than its own queue, the
/// database's and that of the hashes take, and what follows from connections that close.
/// Thread: attach() on the io thread before anything is posted, detach() there too; post() any. Owned by: Daemon.
class IoInbox final {
public:
    explicit IoInbox(size_t capacity = limits::outboundWaiting) : m_capacity(capacity) {}

    /// `handler` is called on this thread, with whole batches, as long as the thread's event loop runs.
    void attach(Mailbox<Outbound>::Handler handler) {
        m_handler = std::move(handler);
        m_home = std::make_unique<QObject>();
        m_mailbox = std::make_unique<Mailbox<Outbound>>(m_home.get(), m_capacity, [this](std::vector<Outbound>& batch) {
            if (m_handler)
                m_handler(batch);
        });
    }

    /// The handler is not called any more, though the event loop may still turn and others still post.
    void detach() { m_handler = nullptr; }

    /// Any thread, after attach(). `later`: who wakes the io thread, by calling wake(). When there is no room, what is
    /// ephemeral is dropped; all else is taken, so whoever could make less of it has to ask before.
    void post(Outbound item, WakeLater* later = nullptr) {
        if (isEphemeral(item))
            m_mailbox->tryPost(std::move(item), later);
        else
            m_mailbox->post(std::move(item), later);
    }
    bool hasRoom() const { return m_mailbox->hasRoom(); }
    void wake() { m_mailbox->wake(); }

    /// Any thread, after attach().
    QueueCounts queue() const { return m_mailbox->counts(); }
    const SessionCounters& counters() const { return m_counters; }
    /// On the io thread.
    SessionCounters& counters() { return m_counters; }

private:
    static bool isEphemeral(const Outbound& item) {
        if (const auto* notified = std::get_if<Notified>(&item))
            return jsonrpc::isEphemeral(notified->notification);
        const auto* publication = std::get_if<std::shared_ptr<const Publication>>(&item);
        const auto isKept = [](const std::optional<Notification>& one) { return one && !jsonrpc::isEphemeral(*one); };
        return publication && !isKept((*publication)->toEntered) && !isKept((*publication)->toWatching);
    }

    const size_t m_capacity;
    Mailbox<Outbound>::Handler m_handler; // the io thread's
    std::unique_ptr<QObject> m_home;
    std::unique_ptr<Mailbox<Outbound>> m_mailbox;
    SessionCounters m_counters;
};

/// By the io thread's number.
using IoInboxes = std::vector<std::unique_ptr<IoInbox>>;

/// The chat thread's way to an io thread: it is woken once for all that it gets in a turn of the chat thread.
/// Thread: chat thread. Owned by: ChatParts.
class IoPort final : public OutboundPort {
public:
    explicit IoPort(IoInbox& inbox) : m_inbox(inbox), m_wake([&inbox] { inbox.wake(); }) {}

    void post(Outbound item) override {
        m_inbox.post(std::move(item), &m_wake);
        if (++m_posted % mostHeldBack == 0) // a turn of thousands of calls must not fill the inbox meanwhile
            m_inbox.wake();
    }
    bool hasRoom() override { return m_inbox.hasRoom(); }

private:
    static constexpr quint64 mostHeldBack = 256;

    IoInbox& m_inbox;
    WakeLater m_wake;
    quint64 m_posted = 0;
};

} // namespace confab
