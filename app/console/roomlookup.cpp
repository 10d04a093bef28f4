// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/roomlookup.h"

#include "app/client/rooms.h"
#include "app/console/terminaltext.h"

#include <algorithm>

namespace confab::console {

namespace {

QList<RoomId> matching(const QList<Room>& rooms, const QString& name, Qt::CaseSensitivity sensitivity) {
    QList<RoomId> found;
    for (const Room& room : rooms) {
        if (room.name.compare(name, sensitivity) == 0)
            found.append(room.id);
    }
    return found;
}

tl::unexpected<Outcome> ambiguous(const QString& text, const QList<RoomId>& found) {
    QStringList ids;
    for (const RoomId id : found)
        ids.append(QString::number(id.value));
    return tl::unexpected(
        Outcome{ExitCode::Usage, QStringLiteral("Several rooms are called %1. Use the id of one of them: %2")
                                     .arg(safeLine(text), ids.join(QStringLiteral(", ")))});
}

/// Quoted as one word of a shell.
QString quoted(const QString& text) {
    const QString line = safeLine(text);
    return line.contains(u' ') && !line.contains(u'"') ? QString(u'"' % line % u'"') : line;
}

QList<Room> all(const client::Rooms& rooms) {
    QList<Room> list;
    for (int row = 0; row < rooms.count(); ++row)
        list.append(rooms.at(row));
    return list;
}

/// The id in "#ID", which is never a name.
std::optional<RoomId> explicitId(const QString& text) {
    const qint64 id = text.startsWith(u'#') ? text.mid(1).toLongLong() : 0;
    return id > 0 ? std::optional(RoomId{id}) : std::nullopt;
}

} // namespace

tl::expected<RoomId, Outcome> roomNamed(const QList<Room>& rooms, const QString& text) {
    if (const std::optional<RoomId> id = explicitId(text);
        id && std::ranges::any_of(rooms, [&](const Room& room) { return room.id == *id; }))
        return *id;
    for (const Qt::CaseSensitivity sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
        const QList<RoomId> found = matching(rooms, text, sensitivity);
        if (found.size() == 1)
            return found.constFirst();
        if (found.size() > 1)
            return ambiguous(text, found);
    }
    const qint64 id = text.toLongLong();
    for (const Room& room : rooms) {
        if (id > 0 && room.id.value == id)
            return room.id;
    }
    return tl::unexpected(
        Outcome{ExitCode::NoSuchRoom, QStringLiteral("There is no room called %1").arg(safeLine(text))});
}

tl::expected<RoomId, Outcome> ownRoom(const client::Rooms& rooms, const QString& text) {
    if (text.isEmpty() && rooms.count() == 1)
        return rooms.at(0).id;
    if (text.isEmpty())
        return tl::unexpected(Outcome{ExitCode::Usage, QStringLiteral("Specify the room: --room ROOM")});
    tl::expected<RoomId, Outcome> found = roomNamed(all(rooms), text);
    if (!found && found.error().code == ExitCode::NoSuchRoom)
        found.error().text = QStringLiteral("You are not in a room called %1.\nTo join it: confab-cli … join %2\nTo "
                                            "create it: confab-cli … create %2")
                                 .arg(safeLine(text), quoted(text));
    return found;
}

void anyRoom(client::Rooms& rooms, const QString& text, QObject* context, FoundRoom then) {
    if (const tl::expected<RoomId, Outcome> own = roomNamed(all(rooms), text);
        own || own.error().code != ExitCode::NoSuchRoom)
        return then(own);
    rooms.search(text, {context, [text, then](const Result<QList<Room>>& found) {
                            if (!found)
                                return then(tl::unexpected(Outcome::of(found.error())));
                            const tl::expected<RoomId, Outcome> room = roomNamed(*found, text);
                            const qint64 id = text.toLongLong();
                            // A private room is found by its id alone; joining it tells whether it exists.
                            if (!room && room.error().code == ExitCode::NoSuchRoom && id > 0 && id <= limits::maxId)
                                return then(RoomId{id});
                            then(room);
                        }});
}

} // namespace confab::console
