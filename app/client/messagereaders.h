// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/rows.h"
#include "common/core/error.h"
#include "common/protocol/message.h"

#include <QHash>

namespace confab::client {

class Connection;
class OpenRoom;
class UserDirectory;

/// Who has read a message of an open room, without its author, by id: the first page, more on request, and live from
/// then on. Somebody who reads on while the later pages are not here is among them when they come.
/// Thread: the client's. Owned by: who shows them; must not outlive the room.
class MessageReaders : public Rows {
    Q_OBJECT
public:
    struct Of {
        Seq seq = 0;
        UserId by;    ///< its author
        int page = 0; ///< how many at a time; up to limits::readersPerPage
    };
    /// Requests them at once.
    MessageReaders(Connection& connection, UserDirectory& people, OpenRoom& room, const Of& message);

    int count() const override { return int(m_readers.size()); }
    const Reader& at(int row) const { return m_readers.at(row); }
    Seq seq() const { return m_of.seq; }
    /// There are further ones, which loadMore() gets.
    bool hasMore() const { return m_more; }
    bool isLoading() const { return m_loading; }
    /// Why they can't be read; empty: they can.
    const std::optional<Error>& error() const { return m_error; }
    void loadMore();

Q_SIGNALS:
    /// hasMore(), isLoading() or error() has changed.
    void stateChanged();

private:
    void load(std::optional<UserId> after);
    void loaded(const ReadersPage& page, bool fromStart);
    void heard(const RoomRead& read);
    void readOn(const RoomRead& read);
    int rowFor(UserId user) const;
    void add(int row, Reader reader);
    void remove(int row);
    void nameLearnt(UserId user);

    Connection& m_connection;
    UserDirectory& m_people;
    OpenRoom& m_room;
    const Of m_of;
    QList<Reader> m_readers;
    QHash<UserId, RoomRead> m_early; // heard while an answer is on its way, which may be older
    bool m_more = false;
    bool m_loading = false;
    std::optional<Error> m_error;
    int m_round = 0; // answers of an earlier one are dropped
};

} // namespace confab::client
