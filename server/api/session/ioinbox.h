// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"
#include "server/api/session/calltickets.h"
#include "server/api/session/limits.h"
#include "server/api/session/sessioncounters.h"
#include "server/hub/outbound.h"

#include <QObject>

#include <memory>
#include <vector>

namespace confab {

/// The queue from the chat thread to one io thread. It outlives both threads: an item that is posted after the io
/// thread has ended is never delivered.
///
/// Its bound is limits::outboundWaiting. Above it no new work begins: calls are refused, other nodes' events are read
/// from the database later, and ephemeral items are dropped. Only the results of work already begun still arrive: the
/// answers to calls, whose number the queues of the chat thread, the database and the hashes bound, and the effects of
/// connections that close.
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

    /// The handler is not called any more, even if the event loop still runs and other threads still post.
    void detach() { m_handler = nullptr; }

    /// Any thread, after attach(). `later`: the object that wakes the io thread by calling wake(). When the queue is
    /// full, ephemeral items are dropped and all others are taken; a producer that can produce less asks first.
    void post(Outbound item, CoalescedWakeup* later = nullptr) {
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
    /// On the io thread: the calls without a connection that wait for a StatelessReply.
    CallTickets& tickets() { return m_tickets; }

private:
    static bool isEphemeral(const Outbound& item) {
        if (const auto* notified = std::get_if<Notified>(&item))
            return confab::isEphemeral(notified->notification);
        const auto* publication = std::get_if<std::shared_ptr<const Publication>>(&item);
        const auto isKept = [](const std::optional<Notification>& one) { return one && !confab::isEphemeral(*one); };
        return publication && !isKept((*publication)->toEntered) && !isKept((*publication)->toWatching);
    }

    const size_t m_capacity;
    Mailbox<Outbound>::Handler m_handler; // the io thread's
    std::unique_ptr<QObject> m_home;
    std::unique_ptr<Mailbox<Outbound>> m_mailbox;
    SessionCounters m_counters;
    CallTickets m_tickets;
};

/// By the io thread's number.
using IoInboxes = std::vector<std::unique_ptr<IoInbox>>;

/// The chat thread's port to an io thread. The io thread is woken once for all items of one turn of the chat thread.
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
    CoalescedWakeup m_wake;
    quint64 m_posted = 0;
};

} // namespace confab
