// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/openroom.h"

namespace confab::client {

class Client;

/// One thread of an open room: its first message and all that answers it, directly or through others, with the user's
/// own that wait. It is read in pages from the first message on; from its end on the room's log continues it.
/// Thread: the client's. Owned by: who shows it; must not outlive the room.
class ThreadMessages : public QObject {
    Q_OBJECT
public:
    /// `seq`: a message of the thread. Requests the first page at once, or when Online.
    ThreadMessages(Client& client, OpenRoom& room, Seq seq);

    Timeline& timeline() { return m_timeline; }
    const Timeline& timeline() const { return m_timeline; }
    /// The seq of the first message; 0 while it is unknown.
    Seq first() const { return m_first; }
    /// The number of messages that follow the first one, those included that are not loaded.
    int replies() const;
    bool isLoading() const { return m_loading; }
    /// Whether there are messages after the loaded ones. Without any the thread is live.
    bool hasMore() const { return !m_complete; }
    /// True while rows are inserted that are not new.
    bool isPaging() const { return m_paging; }
    /// Why it can't be read; empty otherwise.
    const std::optional<Error>& problem() const { return m_problem; }
    /// Loads the next page; does nothing while loading, offline, or at the end.
    void loadMore();

    /// Sends an answer to `replyTo`, else to the first message, or to the last one that is not deleted when that is:
    /// Outbox::send. Loads the rest of the thread, where the answer belongs. The room's timeline stays where it is.
    Result<QString> send(const QString& body, std::optional<Seq> replyTo = {}, QList<OutgoingFile> files = {},
                         QList<UserId> mentions = {});

    static constexpr int rowsMost = 20000; ///< loadMore() stops here

Q_SIGNALS:
    /// first(), isLoading(), hasMore() or problem() has changed.
    void changed();

private:
    void reload();
    void answered(Result<HistoryPage> page);
    void take(const HistoryPage& page);
    void arrived(const QList<Event>& events);
    void put(const OutgoingMessage& message);
    bool isOfThread(const OutgoingMessage& message) const;
    bool isThere(int row) const;
    Seq target() const;
    UserId me() const;

    Client& m_client;
    OpenRoom& m_room;
    const Seq m_seq;
    Timeline m_timeline;
    Seq m_first = 0;
    Seq m_newest = 0; // of the pages
    Seq m_heard = 0;  // the newest message of the thread that the log has told of
    bool m_loading = false;
    bool m_complete = false;
    bool m_wantsAll = false; // an own answer is to be shown
    bool m_paging = false;
    std::optional<Error> m_problem;
    int m_round = 0; // answers of an earlier one are dropped
};

} // namespace confab::client
