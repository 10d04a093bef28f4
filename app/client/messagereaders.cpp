// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/messagereaders.h"

#include "app/client/openroom.h"

#include <algorithm>

namespace confab::client {

MessageReaders::MessageReaders(Connection& connection, UserDirectory& people, OpenRoom& room, const Of& message)
    : m_connection(connection), m_people(people), m_room(room), m_of(message) {
    connect(&connection, &Connection::notified, this, [this](const Notification& notification) {
        if (const auto* read = std::get_if<RoomRead>(&notification))
            heard(*read);
    });
    connect(&people, &UserDirectory::nameChanged, this, &MessageReaders::nameLearnt);
    connect(&room, &OpenRoom::liveChanged, this, [this] {
        if (m_room.isLive())
            load({}); // what was read meanwhile was told to nobody here
    });
    load({});
}

void MessageReaders::loadMore() {
    if (m_more && !m_loading)
        load(m_readers.isEmpty() ? std::nullopt : std::optional(m_readers.last().user.id));
}

void MessageReaders::load(std::optional<UserId> after) {
    m_loading = true;
    m_error.reset();
    const auto answered = [this, round = ++m_round, fromStart = !after](const Result<ReadersPage>& answer) {
        if (round != m_round)
            return;
        if (!answer && answer.error().kind == ErrorKind::Disconnected)
            return; // asked for again when the room is live again
        m_loading = false;
        if (answer)
            loaded(*answer, fromStart);
        else
            m_error = answer.error();
        const QHash<UserId, RoomRead> early = std::exchange(m_early, {});
        for (const RoomRead& read : early)
            readOn(read);
        Q_EMIT stateChanged();
    };
    Q_EMIT stateChanged();
    m_connection.call(confab::MessageReaders{m_room.id(), m_of.seq, after, m_of.page}, {this, answered});
}

void MessageReaders::loaded(const ReadersPage& page, bool fromStart) {
    m_more = page.more;
    for (const Reader& reader : page.readers)
        m_people.learn(reader.user);
    if (fromStart) {
        Q_EMIT aboutToReset();
        m_readers = page.readers;
        Q_EMIT wasReset();
        return;
    }
    for (const Reader& reader : page.readers) {
        const int row = rowFor(reader.user.id);
        if (row == m_readers.size() || m_readers.at(row).user.id != reader.user.id)
            add(row, reader);
    }
}

/// The row of this person, or the one before which they belong.
int MessageReaders::rowFor(UserId user) const {
    const auto place =
        std::ranges::lower_bound(m_readers, user, {}, [](const Reader& reader) { return reader.user.id; });
    return int(place - m_readers.begin());
}

void MessageReaders::add(int row, Reader reader) {
    Q_EMIT aboutToInsert(row, row);
    m_readers.insert(row, std::move(reader));
    Q_EMIT inserted();
}

void MessageReaders::remove(int row) {
    Q_EMIT aboutToRemove(row, row);
    m_readers.removeAt(row);
    Q_EMIT removed();
}

void MessageReaders::heard(const RoomRead& read) {
    if (read.room != m_room.id() || read.by == m_of.by)
        return;
    if (m_loading)
        m_early.insert(read.by, read);
    readOn(read);
}

void MessageReaders::readOn(const RoomRead& read) {
    const int row = rowFor(read.by);
    const bool isKnown = row < m_readers.size() && m_readers.at(row).user.id == read.by;
    if (read.seq < m_of.seq) { // marked as unread again
        if (isKnown)
            remove(row);
        return;
    }
    // The time is that of the last advance, which this is, unless the mark went back to here.
    const UtcTime now = UtcTime::now();
    if (isKnown) {
        m_readers[row].at = now;
        Q_EMIT changed(row, row);
    } else if (row < m_readers.size() || !m_more) {
        add(row, {User{read.by, m_people.name(read.by), {}}, now});
    }
}

void MessageReaders::nameLearnt(UserId user) {
    const int row = rowFor(user);
    if (row == m_readers.size() || m_readers.at(row).user.id != user)
        return;
    m_readers[row].user.name = m_people.name(user);
    Q_EMIT changed(row, row);
}

} // namespace confab::client
