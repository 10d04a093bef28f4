// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/threadmessages.h"

#include "app/client/client.h"
#include "app/client/messageactions.h"
#include "app/client/outbox.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace confab::client {

ThreadMessages::ThreadMessages(Client& client, OpenRoom& room, Seq seq) : m_client(client), m_room(room), m_seq(seq) {
    connect(&room, &OpenRoom::events, this, &ThreadMessages::arrived);
    connect(&room, &OpenRoom::missed, this, &ThreadMessages::reload);
    connect(&client.session(), &Session::online, this, [this] {
        if (m_first == 0 || m_wantsAll)
            loadMore();
    });
    const auto mine = [this](RoomId other) { return other == m_room.id(); };
    connect(&client.outbox(), &Outbox::queued, this, &ThreadMessages::put);
    connect(&client.outbox(), &Outbox::changed, this, &ThreadMessages::put);
    connect(&client.outbox(), &Outbox::sent, this,
            [this, mine](RoomId other, const QString& clientId, const Sent& answer) {
                if (mine(other))
                    m_timeline.confirm(clientId, answer);
            });
    connect(&client.outbox(), &Outbox::discarded, this, [this, mine](RoomId other, const QString& clientId) {
        if (mine(other))
            m_timeline.removePending(clientId);
    });
    loadMore();
}

UserId ThreadMessages::me() const {
    return m_client.session().user().id;
}

int ThreadMessages::replies() const {
    const int row = m_first > 0 ? m_timeline.rowOfSeq(m_first) : -1;
    const Message* first = row < 0 ? nullptr : m_timeline.at(row).message();
    return std::max(first ? first->replies.value_or(0) : 0, m_timeline.count() - 1);
}

// ---- pages -------------------------------------------------------------------------------------------------------

void ThreadMessages::loadMore() {
    if (m_loading || m_complete || !m_client.session().isOnline() || m_timeline.count() >= rowsMost)
        return;
    m_loading = true;
    m_problem.reset();
    RoomThread request{m_room.id(), m_first > 0 ? m_first : m_seq, {}, limits::messagesPerPage};
    if (m_newest > 0)
        request.after = m_newest;
    m_client.connection().call(request, {this, [this, round = m_round](Result<HistoryPage> page) {
                                             if (round == m_round)
                                                 answered(std::move(page));
                                         }});
    Q_EMIT changed();
}

void ThreadMessages::answered(Result<HistoryPage> page) {
    m_loading = false;
    if (page)
        take(*page);
    else if (page.error().kind != ErrorKind::Disconnected) // otherwise it is asked for at the next Online
        m_problem = page.error();
    if (page && !m_complete && (m_wantsAll || !page->more))
        loadMore();
    Q_EMIT changed();
}

void ThreadMessages::take(const HistoryPage& page) {
    QList<Message> newestFirst = page.messages;
    std::reverse(newestFirst.begin(), newestFirst.end());
    m_client.people().learn(page.users);
    if (!newestFirst.isEmpty()) {
        if (m_first == 0)
            m_first = newestFirst.constLast().seq;
        m_newest = newestFirst.constFirst().seq;
        const QScopedValueRollback paging(m_paging, true);
        m_timeline.addHistory(newestFirst, me(), page.asOf.value_or(0));
    }
    // What the log told of while the page was on its way is in the next one.
    m_complete = newestFirst.isEmpty() || (!page.more && m_heard <= m_newest);
    if (!m_complete)
        return;
    m_wantsAll = false;
    for (const OutgoingMessage& message : m_client.outbox().waiting(m_room.id()))
        put(message);
}

/// Changes were missed.
void ThreadMessages::reload() {
    ++m_round;
    m_loading = m_complete = false;
    m_newest = m_heard = 0;
    m_timeline.clearPending();
    m_timeline.clearLog();
    loadMore();
    Q_EMIT changed();
}

// ---- what happens then -------------------------------------------------------------------------------------------

void ThreadMessages::arrived(const QList<Event>& events) {
    for (const Event& event : events) {
        const auto* posted = std::get_if<MessagePosted>(&event.data);
        const bool mine = posted && posted->thread && (m_first == 0 || *posted->thread == m_first);
        if (mine)
            m_heard = event.seq;
        if (mine && m_complete)
            m_timeline.addEvents({event}, me());
        else if (const std::optional<MessageChange> change = changeOf(event, me());
                 change && (m_loading || m_timeline.rowOfSeq(change->target) >= 0))
            m_timeline.apply(*change);
    }
}

bool ThreadMessages::isOfThread(const OutgoingMessage& message) const {
    return message.room == m_room.id() && message.replyTo && m_timeline.rowOfSeq(*message.replyTo) >= 0;
}

void ThreadMessages::put(const OutgoingMessage& message) {
    if (m_complete && isOfThread(message))
        m_timeline.putPending(message, me());
}

/// A message that can be answered: the server has it, and it was not deleted.
bool ThreadMessages::isThere(int row) const {
    const Message* message = m_timeline.at(row).message();
    return message && message->seq > 0 && !m_client.actions().shown(*message).deletedAt;
}

Seq ThreadMessages::target() const {
    const int first = m_timeline.rowOfSeq(m_first);
    for (int row = 0; first >= 0 && !isThere(first) && row < first; ++row) {
        if (isThere(row))
            return m_timeline.at(row).seq();
    }
    return m_first > 0 ? m_first : m_seq;
}

Result<QString> ThreadMessages::send(const QString& body, std::optional<Seq> replyTo, QList<OutgoingFile> files,
                                     QList<UserId> mentions) {
    Result<QString> queued =
        m_client.outbox().send(m_room.id(), body, replyTo.value_or(target()), std::move(files), std::move(mentions));
    m_wantsAll = queued.has_value() && !m_complete;
    if (m_wantsAll)
        loadMore();
    return queued;
}

} // namespace confab::client
