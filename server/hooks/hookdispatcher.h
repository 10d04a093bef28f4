// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/time.h"
#include "server/broker/backplane.h"
#include "server/hooks/hookbody.h"
#include "server/hooks/hookcounters.h"
#include "server/hooks/hooksender.h"
#include "server/storage/storage.h"

#include <QObject>
#include <QTimer>

namespace confab {

/// Delivers what is appended to rooms to their outgoing webhooks. Where each one stands is a place in its room's log,
/// in the database: nothing is lost with this process, and a receiver may get the same twice. Of several nodes one has
/// a webhook in hand. While there are none, or nothing is written, it sleeps.
/// Thread: chat thread; counters() any. Owned by: ChatParts.
class HookDispatcher : public QObject {
    Q_OBJECT

public:
    struct Parts {
        Storage& storage;
        Backplane& backplane;
        const Clock& clock;
        QStringList allowed;   ///< hosts that may have addresses which are not public
        bool isShared = false; ///< other nodes use the same database
    };
    /// `parts` outlive this and resume their coroutines on this thread.
    explicit HookDispatcher(Parts parts);
    ~HookDispatcher() override;

    void start();
    const HookCounters& counters() const { return m_counters; }

private:
    void noteAppend();
    /// This node or another one has made an outgoing webhook.
    void noteHook();
    void lookIn(std::chrono::milliseconds time);
    /// Takes what is due, and sends it.
    QCoro::Task<> look();
    QCoro::Task<> deliver(HookWork work);
    QCoro::Task<> finish(HookWork work, HookDelivery delivery, HookOutcome outcome);
    QCoro::Task<> noteFailure(HookWork work, QString trouble, bool isGone);
    /// A text for the room, once.
    QCoro::Task<Status> say(HookWork work, Seq command, QString text);
    void count(const HookOutcome& outcome);
    void ended();

    const Parts m_parts;
    HookSender m_sender;
    QTimer m_timer;
    int m_inHand = 0;
    bool m_isLooking = false;
    bool m_hasNews = false;    // since the last look began
    bool m_hasNewHook = false; // likewise
    bool m_hasAny = true;      // outgoing webhooks, as the last look said
    HookCounters m_counters;
};

} // namespace confab
