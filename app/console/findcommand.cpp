// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/findcommand.h"

#include "app/console/roomlookup.h"
#include "app/console/terminaltext.h"

#include <algorithm>

namespace confab::console {

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
