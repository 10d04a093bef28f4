// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/markcommands.h"

#include "app/client/rooms.h"
#include "app/console/roomlookup.h"
#include "app/console/terminaltext.h"

namespace confab::console {

namespace {

/// The command line takes only names of levels.
NotifyLevel levelNamed(const QString& name) {
    for (const auto& [level, word] : EnumNames<NotifyLevel>::names) {
        if (name == QLatin1String(word))
            return level;
    }
    return NotifyLevel::All;
}

} // namespace

void NotifyCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    RoomNotify request{*room, levelNamed(m_options.level)};
    if (m_options.forMs > 0)
        request.until = UtcTime{UtcTime::now().ms + m_options.forMs};
    client().connection().call(std::move(request),
                               {this, [this](const Result<Empty>& answer) {
                                    Q_EMIT finished(answer ? Outcome() : Outcome::of(answer.error()));
                                }});
}

void ReadersCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    m_room = *room;
    ask({});
}

void ReadersCommand::ask(std::optional<UserId> after) {
    client().connection().call(MessageReaders{m_room, m_options.seq, after, {}},
                               {this, [this](const Result<ReadersPage>& answer) { arrived(answer); }});
}

void ReadersCommand::arrived(const Result<ReadersPage>& answer) {
    if (!answer)
        return Q_EMIT finished(Outcome::of(answer.error()));
    for (const Reader& reader : answer->readers) {
        print(m_options.json ? jsonLine(reader) : QString(safeLine(reader.user.name) % u", " % reader.at.toIso()));
        if (context().output.trouble())
            return; // print() has ended the command
    }
    if (answer->more && !answer->readers.isEmpty())
        return ask(answer->readers.last().user.id);
    Q_EMIT finished({});
}

} // namespace confab::console
