// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

// The chat's commands about rooms.

#include "app/client/rooms.h"
#include "app/console/chatcommand.h"
#include "app/console/roomlookup.h"
#include "app/console/terminaltext.h"

#include <algorithm>

namespace confab::console {

namespace {
constexpr int mostUnread = limits::eventsPerPage;
}

void ChatCommand::goTo(RoomId room) {
    const Room* known = client().rooms().find(room);
    m_terminal.setLabel(QString((known ? safeLine(known->name) : QString::number(room.value)) % u"> "));
    if (m_feed && m_feed->room() == room)
        return;
    client::RoomFeed::Range range;
    range.recent = m_options.recent;
    if (known) // unread messages are shown, or their omission is: what was shown counts as read
        range.recent =
            std::clamp(int(known->lastSeq - known->readSeq), m_options.recent, std::max(m_options.recent, mostUnread));
    if (known && known->unread > 0 && known->lastSeq - known->readSeq > range.recent)
        notice(QStringLiteral("Earlier unread messages are not shown; `history` prints them"));
    m_feed =
        std::make_unique<client::RoomFeed>(client().connection(), client().session(), client().people(), room, range);
    connect(m_feed.get(), &client::RoomFeed::events, this, &ChatCommand::arrived);
    connect(m_feed.get(), &client::RoomFeed::liveChanged, this, [this] {
        if (m_whoWanted)
            listPeople();
    });
    connect(m_feed.get(), &client::RoomFeed::skipped, this,
            [this] { notice(QStringLiteral("Some messages are not shown; `history` prints them")); });
    connect(m_feed.get(), &client::RoomFeed::refused, this, [this](const Error& error) { notice(error.message); });
}

void ChatCommand::goNowhere() {
    if (m_feed)
        m_feed.release()->deleteLater(); // the caller may be one of its signals
    m_terminal.setLabel(QStringLiteral("> "));
}

void ChatCommand::join(const QString& text) {
    if (text.isEmpty())
        return notice(QStringLiteral("Specify the room: /join ROOM"));
    m_joining = true;
    anyRoom(client().rooms(), text, this, [this, text](const tl::expected<RoomId, Outcome>& room) {
        if (room && !client().rooms().find(*room))
            return joinWith(*room, std::nullopt);
        if (room)
            goTo(*room);
        else if (room.error().code == ExitCode::NoSuchRoom)
            notice(QStringLiteral("%1. To create it, type /create %2").arg(room.error().text, safeLine(text)));
        else
            notice(room.error().text);
        joinEnded();
    });
}

void ChatCommand::create(const QString& name) {
    if (name.isEmpty())
        return notice(QStringLiteral("Specify a name: /create NAME"));
    m_joining = true;
    RoomCreate request;
    request.name = name;
    client().rooms().create(std::move(request),
                            {this, [this](const Result<RoomId>& room) {
                                 if (room)
                                     goTo(*room);
                                 else
                                     notice(QString(u"The room was not created: " % room.error().message));
                                 joinEnded();
                             }});
}

void ChatCommand::joinWith(RoomId room, const std::optional<Secret>& password) {
    m_joining = true;
    client().rooms().join(room, password, {this, [this, room](const Result<RoomId>& answer) { joined(room, answer); }});
}

void ChatCommand::joined(RoomId room, const Result<RoomId>& answer) {
    if (answer) {
        goTo(*answer);
    } else if (answer.error().kind != ErrorKind::RoomWrongPassword) {
        notice(answer.error().message);
    } else {
        m_passwordFor = room;
        m_terminal.setHidden(true);
        m_terminal.setLabel(QStringLiteral("Room password (Enter to cancel): "));
    }
    joinEnded();
}

/// Lines that were entered meanwhile are for the present room.
void ChatCommand::joinEnded() {
    m_joining = false;
    while (!m_joining && !m_held.isEmpty())
        entered(m_held.takeFirst());
    endWhenSent();
}

void ChatCommand::leave() {
    if (!m_feed)
        return notice(QStringLiteral("You are not in a room"));
    const RoomId room = m_feed->room();
    client().rooms().leave(room, {this, [this, room](const Status& left) {
                                      if (!left)
                                          return notice(left.error().message);
                                      notice(QStringLiteral("You left the room"));
                                      if (m_feed && m_feed->room() == room)
                                          goNowhere();
                                  }});
}

void ChatCommand::listRooms() {
    if (client().rooms().count() == 0)
        notice(QStringLiteral("You are not in any room yet"));
    for (int row = 0; row < client().rooms().count(); ++row)
        m_terminal.print(context().format.room(client().rooms().at(row)));
}

/// "Ben (away, 🌴 On holiday)"
QString ChatCommand::nameInList(const User& user) {
    QStringList told;
    const std::optional<Availability> presence = client().people().presence(user.id);
    if (presence == Availability::Away)
        told.append(QStringLiteral("away"));
    else if (presence == Availability::DoNotDisturb)
        told.append(QStringLiteral("do not disturb"));
    if (const std::optional<UserStatus> status = client().people().status(user.id))
        told.append(safeLine(QString(status->emoji % u' ' % status->text).trimmed()));
    const QString name = safeLine(user.name);
    return told.isEmpty() ? name : QString(name % u" (" % told.join(QStringLiteral(", ")) % u')');
}

void ChatCommand::listPeople() {
    if (!m_feed)
        return notice(QStringLiteral("You are not in a room"));
    m_whoWanted = !m_feed->isLive();
    if (m_whoWanted)
        return; // printed as soon as it is known
    QStringList names;
    for (const User& user : m_feed->here())
        names.append(nameInList(user));
    QString said = QString(u"Here now: " % names.join(QStringLiteral(", ")));
    if (const qsizetype others = m_feed->hereCount() - names.size(); others > 0)
        said += QStringLiteral(", and %1 more").arg(others);
    notice(said);
}

} // namespace confab::console
