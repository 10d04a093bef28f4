// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/messagesearch.h"

#include "app/client/storefeed.h"

#include <QPointer>

#include <utility>

namespace confab::client {

MessageSearch::MessageSearch(Connection& connection, Session& session, UserDirectory& people, StoreFeed& store)
    : m_connection(connection), m_session(session), m_people(people), m_store(store) {
    connect(&session, &Session::ended, this, &MessageSearch::clear);
    connect(&session, &Session::phaseChanged, this, [this] {
        if (m_session.isOnline() && m_request && (m_stored || m_asksStore))
            ask(*m_request); // the server knows more
        else if (m_problem && (m_session.isOnline() || !m_answered))
            retry();
    });
}

MessageSearch::~MessageSearch() {
    stopLooking();
}

void MessageSearch::ask(SearchMessages request) {
    m_request = std::move(request);
    m_request->limit = page;
    m_request->cursor.reset();
    m_answered = m_stored = false;
    look();
}

void MessageSearch::clear() {
    stopLooking();
    ++m_round;
    m_request.reset();
    m_busy = m_answered = m_stored = false;
    m_problem.reset();
    m_indexed.reset();
    replace({});
    Q_EMIT stateChanged();
}

bool MessageSearch::stopLooking() {
    if (!std::exchange(m_asksStore, false))
        return false;
    ++m_round;
    m_busy = false;
    m_store.stopSearch();
    return true;
}

void MessageSearch::loadMore() {
    if (!m_busy && !m_problem && hasMore() && (m_stored || m_session.isOnline()))
        look();
}

void MessageSearch::retry() {
    if (!m_busy && m_request)
        look();
}

void MessageSearch::look() {
    m_looks = m_gained = 0;
    request();
}

void MessageSearch::request() {
    stopLooking();
    m_busy = true;
    m_problem.reset();
    ++m_looks;
    const int round = ++m_round;
    if (!m_session.isOnline())
        return askStore(round);
    m_connection.call(*m_request, {this, [this, round](Result<SearchAnswer> answer) {
                                       if (round == m_round)
                                           answered(std::move(answer));
                                   }});
    Q_EMIT stateChanged();
}

void MessageSearch::askStore(int round) {
    m_asksStore = true;
    if (!m_stored)
        m_request->cursor.reset(); // it is the server's
    m_store.search(*m_request, [this, round, guard = QPointer(this)](Result<SearchAnswer> answer) {
        if (!guard || round != m_round)
            return;
        m_asksStore = false;
        if (!std::exchange(m_stored, true))
            m_answered = false; // instead of what the server has found before
        answered(std::move(answer));
    });
    Q_EMIT stateChanged();
}

void MessageSearch::answered(Result<SearchAnswer> answer) {
    m_busy = false;
    if (!answer && answer.error().kind == ErrorKind::Disconnected && !m_session.isOnline() && !m_answered)
        return request(); // of the store
    if (!answer) {
        m_problem = std::move(answer.error());
        if (!m_answered)
            replace({}); // what another search found would look like an answer
        return Q_EMIT stateChanged();
    }
    m_people.learn(answer->users);
    m_indexed = answer->indexing;
    m_request->cursor = answer->cursor;
    m_gained += int(answer->hits.size());
    take(answer->hits);
    if (hasMore() && m_gained < enough && (m_stored || m_looks < looksMost))
        return request();
    Q_EMIT stateChanged();
}

void MessageSearch::take(const QList<SearchHit>& hits) {
    if (!std::exchange(m_answered, true))
        return replace(hits);
    if (hits.isEmpty())
        return;
    Q_EMIT aboutToInsert(count(), count() + int(hits.size()) - 1);
    m_hits += hits;
    Q_EMIT inserted();
}

void MessageSearch::replace(const QList<SearchHit>& hits) {
    if (hits.isEmpty() && m_hits.isEmpty())
        return;
    Q_EMIT aboutToReset();
    m_hits = hits;
    Q_EMIT wasReset();
}

} // namespace confab::client
