// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/listcommands.h"

#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/console/roomlookup.h"
#include "app/console/terminaltext.h"

#include <algorithm>

namespace confab::console {

// ---- history -----------------------------------------------------------------------------------------------------

void HistoryCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    m_room = *room;
    ask();
}

void HistoryCommand::ask() {
    const int wanted = std::min<int>(m_options.limit - int(m_messages.size()), limits::messagesPerPage);
    const std::optional<Seq> before = m_messages.isEmpty() ? std::nullopt : std::optional<Seq>(m_messages.last().seq);
    client().connection().call(RoomHistory{m_room, before, wanted},
                               {this, [this](const Result<HistoryPage>& page) { arrived(page); }});
}

void HistoryCommand::arrived(const Result<HistoryPage>& page) {
    if (!page)
        return Q_EMIT finished(Outcome::of(page.error()));
    client().people().learn(page->users);
    m_messages += page->messages;
    if (page->more && !page->messages.isEmpty() && m_messages.size() < m_options.limit)
        ask();
    else
        printAll();
}

void HistoryCommand::printAll() {
    std::optional<UtcTime> last;
    for (auto message = m_messages.crbegin(); message != m_messages.crend(); ++message) {
        if (m_options.json) {
            print(jsonLine(*message));
            continue;
        }
        if (!last || !context().format.sameDay(*last, message->at))
            print(context().format.day(message->at));
        last = message->at;
        const QString name = client().people().name(message->by);
        print(context().format.message(*message,
                                       name.isEmpty() ? QStringLiteral("user %1").arg(message->by.value) : name));
    }
    Q_EMIT finished({});
}

// ---- rooms -------------------------------------------------------------------------------------------------------

void RoomsCommand::start() {
    if (m_options.find) {
        client().rooms().search(*m_options.find, {this, [this](const Result<QList<Room>>& found) {
                                                      if (!found)
                                                          return Q_EMIT finished(Outcome::of(found.error()));
                                                      printAll(*found);
                                                  }});
        return;
    }
    QList<Room> rooms;
    for (int row = 0; row < client().rooms().count(); ++row)
        rooms.append(client().rooms().at(row));
    printAll(std::move(rooms));
}

void RoomsCommand::printAll(QList<Room> rooms) {
    std::sort(rooms.begin(), rooms.end(), [](const Room& a, const Room& b) {
        const int order = QString::localeAwareCompare(a.name, b.name);
        return order < 0 || (order == 0 && a.id < b.id);
    });
    for (const Room& room : std::as_const(rooms))
        print(m_options.json ? jsonLine(room) : context().format.room(room));
    Q_EMIT finished({});
}

// ---- search ------------------------------------------------------------------------------------------------------

void FindCommand::start() {
    m_request.query = m_options.query;
    if (!context().options.room.isEmpty()) {
        const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
        if (!room)
            return Q_EMIT finished(room.error());
        m_request.room = *room;
    }
    ask();
}

void FindCommand::ask() {
    m_request.limit = std::min(m_options.limit - m_printed, limits::foundMessages);
    client().connection().call(SearchMessages(m_request),
                               {this, [this](const Result<SearchAnswer>& answer) { arrived(answer); }});
}

void FindCommand::arrived(const Result<SearchAnswer>& answer) {
    if (!answer)
        return Q_EMIT finished(Outcome::of(answer.error()));
    Q_EMIT progressed();
    client().people().learn(answer->users);
    for (const SearchHit& hit : answer->hits)
        printHit(hit);
    m_printed += int(answer->hits.size());
    if (!answer->cursor || m_printed >= m_options.limit)
        return Q_EMIT finished({});
    m_request.cursor = answer->cursor;
    ask();
}

/// "General, 31 January 2026, seq 413", and the message below it.
void FindCommand::printHit(const SearchHit& hit) {
    if (m_options.json)
        return print(jsonLine(hit));
    const Message& message = hit.message;
    const Room* room = client().rooms().find(message.room);
    const QString where =
        room && !room->name.isEmpty() ? safeLine(room->name) : QStringLiteral("room %1").arg(message.room.value);
    print(context().format.place(where, message));
    const QString name = client().people().name(message.by);
    print(context().format.message(message, name.isEmpty() ? QStringLiteral("user %1").arg(message.by.value) : name));
}

} // namespace confab::console
