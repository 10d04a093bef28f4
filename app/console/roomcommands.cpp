// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/roomcommands.h"

#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/console/roomlookup.h"
#include "common/core/secretline.h"
#include "common/protocol/limits.h"

namespace confab::console {

namespace {

/// The room's password, when the options give its source.
Result<std::optional<Secret>> roomPassword(std::optional<int> descriptor) {
    if (!descriptor)
        return std::optional<Secret>();
    return readSecret(*descriptor, limits::passwordBytes).map([](Secret secret) {
        return std::optional<Secret>(std::move(secret));
    });
}

} // namespace

void CreateCommand::start() {
    const Result<std::optional<Secret>> password = roomPassword(m_options.passwordFd);
    if (!password)
        return Q_EMIT finished({ExitCode::Failed, password.error().message});
    RoomCreate request;
    request.name = m_options.name;
    request.topic = m_options.topic;
    request.password = *password;
    request.visibility = m_options.isPrivate ? Visibility::Private : Visibility::Public;
    client().rooms().create(std::move(request), {this, [this](const Result<RoomId>& room) {
                                                     if (!room)
                                                         return Q_EMIT finished(Outcome::of(room.error()));
                                                     print(QString::number(room->value));
                                                     Q_EMIT finished({});
                                                 }});
}

void JoinCommand::start() {
    if (context().options.room.isEmpty())
        return Q_EMIT finished({ExitCode::Usage, QStringLiteral("Specify the room: confab-cli … join ROOM")});
    anyRoom(client().rooms(), context().options.room, this, [this](const tl::expected<RoomId, Outcome>& room) {
        if (!room)
            return Q_EMIT finished(room.error());
        join(*room);
    });
}

void JoinCommand::join(RoomId room) {
    const Result<std::optional<Secret>> password = roomPassword(m_options.passwordFd);
    if (!password)
        return Q_EMIT finished({ExitCode::Failed, password.error().message});
    client().rooms().join(room, *password,
                          {this, [this](const Result<RoomId>& joined) {
                               if (!joined) {
                                   Outcome outcome = Outcome::of(joined.error());
                                   if (joined.error().kind == ErrorKind::RoomWrongPassword)
                                       outcome.text += QStringLiteral(". Give the password with --room-password-fd");
                                   return Q_EMIT finished(outcome);
                               }
                               print(QString::number(joined->value));
                               Q_EMIT finished({});
                           }});
}

} // namespace confab::console
