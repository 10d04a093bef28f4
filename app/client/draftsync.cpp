// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/draftsync.h"

#include "app/client/draftmerge.h"

namespace confab::client {

namespace {

Draft draftOf(const confab::Draft& wire) {
    Draft draft{wire.text, wire.replyTo.value_or(0), wire.editing.value_or(0), wire.edit.value_or(QString()), wire.at};
    draft.isSynced = true;
    draft.base = digestOf(draft);
    return draft;
}

DraftSet requestFor(DraftPlace place, const Draft& draft) {
    DraftSet request{place.first, {}, draft.text, {}, {}, {}};
    if (place.second > 0)
        request.thread = place.second;
    if (draft.replyTo > 0)
        request.replyTo = draft.replyTo;
    if (draft.editing > 0) {
        request.editing = draft.editing;
        request.edit = draft.edit;
    }
    return request;
}

} // namespace

DraftSync::DraftSync(Connection& connection, Session& session, Backoff backoff)
    : m_connection(connection), m_session(session), m_backoff(std::move(backoff)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &DraftSync::pump);
    connect(&connection, &Connection::notified, this, &DraftSync::notified);
    connect(&session, &Session::online, this, &DraftSync::online);
    connect(&session, &Session::ended, this, &DraftSync::clear);
}

void DraftSync::put(DraftPlace place, const Draft& draft) {
    m_unsent.insert(place, draft);
    if (m_session.isOnline() && !m_timer.isActive())
        m_timer.start(delay);
}

/// Asks before it sends: what others changed may stay beside what is sent.
void DraftSync::online() {
    m_isListed = m_isSending = m_isRefused = false;
    m_connection.call(DraftList{m_since.ms > 0 ? std::optional(m_since) : std::nullopt},
                      Then<DraftsPage>(this, [this](const Result<DraftsPage>& page) { listed(page); }));
}

void DraftSync::listed(const Result<DraftsPage>& page) {
    if (!page) {
        m_isRefused = !errorRow(page.error().kind).retryable; // above all by a server that is too old
        if (!m_isRefused && m_session.isOnline())
            QTimer::singleShot(m_backoff.next(), this, [this] {
                if (m_session.isOnline() && !m_isListed)
                    online();
            });
        return;
    }
    for (const confab::Draft& draft : page->drafts)
        take(draft);
    if (page->more && !page->drafts.isEmpty())
        return online();
    m_isListed = true;
    pump();
}

void DraftSync::notified(const Notification& notification) {
    if (const auto* change = std::get_if<DraftChanged>(&notification))
        take(change->draft);
}

/// m_since moves on only by what is listed or heard in order: a draft that comes twice changes nothing.
void DraftSync::take(const confab::Draft& draft) {
    m_since = std::max(m_since, draft.at);
    const DraftPlace place{draft.room, draft.thread.value_or(0)};
    const Draft theirs = draftOf(draft);
    const auto mine = m_unsent.find(place);
    if (mine == m_unsent.end())
        return Q_EMIT changed(place, theirs);
    if (digestOf(*mine) == theirs.base) {
        m_unsent.remove(place);
        return Q_EMIT stored(place, theirs);
    }
    const Draft both = merged(*mine, theirs);
    if (both.isSynced)
        m_unsent.remove(place);
    else
        *mine = both;
    Q_EMIT changed(place, both);
}

void DraftSync::pump() {
    if (!m_session.isOnline() || !m_isListed || m_isSending || m_isRefused || m_unsent.isEmpty())
        return;
    const DraftPlace place = m_unsent.constBegin().key();
    const Draft draft = m_unsent.constBegin().value();
    const QByteArray digest = digestOf(draft);
    m_isSending = true;
    noteOffer(m_unsent[place], digest);
    Q_EMIT offered(place, digest);
    m_connection.call(requestFor(place, draft),
                      Then<DraftSaved>(this, [this, place, draft](const Result<DraftSaved>& answer) {
                          answered(place, draft, answer);
                      }));
}

void DraftSync::answered(DraftPlace place, const Draft& draft, const Result<DraftSaved>& answer) {
    m_isSending = false;
    const bool isOver = answer || !errorRow(answer.error().kind).retryable; // refused: it stays on this device
    const QByteArray digest = digestOf(draft);
    const auto unsent = m_unsent.find(place);
    if (answer && unsent != m_unsent.end())
        noteStored(*unsent, digest);
    if (isOver && unsent != m_unsent.end() && digestOf(*unsent) == digest)
        m_unsent.remove(place);
    if (answer) {
        m_backoff.reset();
        m_since = std::max(m_since, answer->at);
        Q_EMIT stored(place, draft);
    }
    if (!m_session.isOnline() || m_unsent.isEmpty())
        return;
    const std::chrono::milliseconds pause = isOver ? delay : m_backoff.next();
    m_timer.start(pause + std::chrono::milliseconds(answer ? 0 : answer.error().retryAfterMs.value_or(0)));
}

void DraftSync::clear() {
    m_timer.stop();
    m_unsent.clear();
    m_since = {};
    m_isListed = m_isSending = m_isRefused = false;
}

} // namespace confab::client
