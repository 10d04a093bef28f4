// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/rows.h"
#include "app/client/session.h"
#include "app/client/userdirectory.h"
#include "common/protocol/search.h"

#include <QTimer>

#include <chrono>

namespace confab::client {

class Rooms;
class StoreFeed;

/// The newest few messages of this device that a search for some letters finds, newest first, with or without a
/// connection. Searches a moment after the last change of the letters. Rows only come and go: none changes its place,
/// and those that further letters fit as well stay where they are. Thread: the client's; the store is read on its own.
/// Owned by: who shows them.
class StoredMatches : public Rows {
    Q_OBJECT
public:
    /// All must outlive this.
    StoredMatches(Session& session, UserDirectory& people, const Rooms& rooms, StoreFeed& store);
    ~StoredMatches() override;

    int count() const override { return int(m_hits.size()); }
    const SearchHit& at(int row) const { return m_hits.at(row); }

    /// Words and filters, as in SearchMessages::query; empty: nothing is searched for.
    void setQuery(const QString& query);

    static constexpr int most = 5;
    /// One search for a word, not one for each letter.
    static constexpr std::chrono::milliseconds delay{200};
    /// Pages of a search (store::readMost) that finds fewer: seconds of another thread.
    static constexpr int pagesMost = 20;

private:
    void stop();
    void keepFitting();
    void look(const QList<SearchHit>& found, std::optional<QString> cursor, int page);
    void answered(QList<SearchHit> found, const SearchAnswer& answer, int page);
    void show(const QList<SearchHit>& hits);
    void remove(int row);

    UserDirectory& m_people;
    const Rooms& m_rooms;
    StoreFeed& m_store;
    QString m_query;
    QList<SearchHit> m_hits;
    QTimer m_delay;
    int m_round = 0; // answers of an earlier one are dropped
};

} // namespace confab::client
