// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/moderationcommands.h"

#include "app/client/rooms.h"
#include "app/console/personlookup.h"
#include "app/console/roomlookup.h"
#include "app/console/terminaltext.h"

namespace confab::console {

namespace {

constexpr qint64 dayMs = 24 * 60 * 60 * 1000;

/// The command line takes only names of roles.
Role roleNamed(const QString& name) {
    for (const auto& [role, word] : EnumNames<Role>::names) {
        if (name == QLatin1String(word))
            return role;
    }
    return Role::Member;
}

} // namespace

void ModerationCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    findPerson(client(), m_options.person, this, [this, room = *room](const tl::expected<User, Outcome>& person) {
        if (!person)
            return Q_EMIT finished(person.error());
        change(room, person->id);
    });
}

template <class R>
void ModerationCommand::call(R request) {
    client().connection().call(std::move(request),
                               {this, [this](const Result<Empty>& answer) {
                                    Q_EMIT finished(answer ? Outcome() : Outcome::of(answer.error()));
                                }});
}

void ModerationCommand::change(RoomId room, UserId person) {
    const auto reason = m_options.reason.isEmpty() ? std::nullopt : std::optional(m_options.reason);
    switch (m_options.kind) {
    case ModerationOptions::Kind::Role:
        return call(RoomSetRole{room, person, roleNamed(m_options.role)});
    case ModerationOptions::Kind::Kick:
        return call(RoomKick{room, person, reason});
    case ModerationOptions::Kind::Ban: {
        RoomBan ban{room, person, std::nullopt, reason};
        if (m_options.days > 0)
            ban.until = UtcTime{UtcTime::now().ms + m_options.days * dayMs};
        return call(std::move(ban));
    }
    case ModerationOptions::Kind::Unban:
        return call(RoomUnban{room, person});
    case ModerationOptions::Kind::Mute: {
        RoomMute mute{room, person};
        if (m_options.forMs > 0)
            mute.until = OrNull<UtcTime>{UtcTime{UtcTime::now().ms + m_options.forMs}};
        return call(std::move(mute));
    }
    case ModerationOptions::Kind::Unmute:
        return call(RoomMute{room, person, OrNull<UtcTime>{}});
    }
}

void SlowCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    RoomUpdate update;
    update.room = *room;
    update.slowModeMs = OrNull<qint64>{m_options.ms > 0 ? std::optional(m_options.ms) : std::nullopt};
    client().rooms().update(std::move(update), {this, [this](const Result<RoomId>& done) {
                                                    Q_EMIT finished(done ? Outcome() : Outcome::of(done.error()));
                                                }});
}

void BansCommand::start() {
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), context().options.room);
    if (!room)
        return Q_EMIT finished(room.error());
    m_room = *room;
    ask({});
}

void BansCommand::ask(std::optional<UserId> after) {
    client().connection().call(RoomBans{m_room, after},
                               {this, [this](const Result<BansAnswer>& answer) { arrived(answer); }});
}

void BansCommand::arrived(const Result<BansAnswer>& answer) {
    if (!answer)
        return Q_EMIT finished(Outcome::of(answer.error()));
    for (const Ban& ban : answer->bans) {
        printBan(ban);
        if (context().output.trouble())
            return; // print() has ended the command
    }
    if (answer->more.value_or(false) && !answer->bans.isEmpty())
        return ask(answer->bans.last().user.id);
    Q_EMIT finished({});
}

void BansCommand::printBan(const Ban& ban) {
    if (m_options.json)
        return print(jsonLine(ban));
    QString line = safeLine(ban.user.name);
    if (ban.until)
        line += QStringLiteral(", until %1").arg(ban.until->toIso());
    if (ban.reason)
        line += u": " % safeLine(*ban.reason);
    print(line);
}

} // namespace confab::console
