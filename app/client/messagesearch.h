// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/rows.h"
#include "app/client/session.h"
#include "app/client/userdirectory.h"
#include "common/protocol/search.h"

namespace confab::client {

class StoreFeed;

/// The messages that one search finds, newest first, page by page: asks the server, and only for what is wanted; while
/// there is no connection, the store, for what it has of all rooms. It marks nothing as read.
/// Thread: the client's. Owned by: who shows them.
class MessageSearch : public Rows {
    Q_OBJECT
public:
    /// All must outlive this.
    MessageSearch(Connection& connection, Session& session, UserDirectory& people, StoreFeed& store);
    ~MessageSearch() override;

    int count() const override { return int(m_hits.size()); }
    const SearchHit& at(int row) const { return m_hits.at(row); }

    /// Searches for this from here on; `limit` and `cursor` are set here. The rows stay until the first answer, and
    /// answers to an earlier request are dropped.
    void ask(SearchMessages request);
    /// Searches for nothing: there are no rows.
    void clear();
    /// Another ask() is about to follow. A search of the store ends; whether there was one.
    bool stopLooking();
    /// Requests what is older than the last row. Does nothing while an answer is awaited and behind the last page, and
    /// offline when the rows are the server's.
    void loadMore();
    /// Requests again what failed. By itself when the session is online again, as is what was found here alone.
    void retry();

    /// Whether an answer is awaited.
    bool isBusy() const { return m_busy; }
    /// Whether the rows are those of the last ask().
    bool isAnswered() const { return m_answered; }
    /// Whether there may be older ones.
    bool hasMore() const { return m_answered && m_request && m_request->cursor.has_value(); }
    /// Why the last request failed; the rows before it stay.
    const std::optional<Error>& problem() const { return m_problem; }
    /// Whether the rows are only what this device has.
    bool isStored() const { return m_stored; }
    /// SearchAnswer::indexing of the last answer.
    std::optional<int> indexed() const { return m_indexed; }

    static constexpr int page = 30;   ///< hits: a screen of them, and what is scrolled to next
    static constexpr int enough = 10; ///< hits: with fewer the next page is requested at once
    /// Pages of the server in a row, when they are short: a search may find nothing for long. Of the store all.
    static constexpr int looksMost = 5;

Q_SIGNALS:
    /// isBusy(), isAnswered(), hasMore(), problem() or indexed() has changed.
    void stateChanged();

private:
    void look();
    void request();
    void askStore(int round);
    void answered(Result<SearchAnswer> answer);
    void take(const QList<SearchHit>& hits);
    void replace(const QList<SearchHit>& hits);

    Connection& m_connection;
    Session& m_session;
    UserDirectory& m_people;
    StoreFeed& m_store;
    std::optional<SearchMessages> m_request; // with the cursor of the next page
    QList<SearchHit> m_hits;
    bool m_busy = false;
    bool m_answered = false;
    bool m_stored = false;    // the rows are of the store
    bool m_asksStore = false; // the answer that is awaited is
    std::optional<Error> m_problem;
    std::optional<int> m_indexed;
    int m_round = 0;  // answers of an earlier one are dropped
    int m_looks = 0;  // pages since the last ask() or loadMore()
    int m_gained = 0; // hits in them
};

} // namespace confab::client
