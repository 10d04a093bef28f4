// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/chatcommand.h"

#include "app/console/roomlookup.h"
#include "app/console/terminaltext.h"

namespace confab::console {

namespace {
constexpr std::chrono::milliseconds shortBreak(2000);
}

ChatCommand::ChatCommand(const Context& context, const ChatOptions& options)
    : Command(context), m_options(options), m_terminal(context.output),
      m_printer(context.client.people(), context.format, [this](const QString& line) { m_terminal.print(line); }) {
    m_quitTimer.setSingleShot(true);
    connect(&m_quitTimer, &QTimer::timeout, this, [this] {
        Q_EMIT finished(
            {ExitCode::TimedOut, QStringLiteral("%n message(s) could not be sent in time")
                                     .replace(QLatin1String("%n"), QString::number(client().outbox().count()))});
    });
    m_breakTimer.setSingleShot(true);
    connect(&m_breakTimer, &QTimer::timeout, this, [this] {
        m_wasOffline = true;
        notice(QStringLiteral("Offline; trying to come back"));
    });
    connect(&m_terminal, &Terminal::entered, this, &ChatCommand::entered);
    connect(&m_terminal, &Terminal::closed, this, &ChatCommand::quit);
    connect(&m_terminal, &Terminal::typed, this, [this] {
        if (m_feed && !m_passwordFor)
            client().typing().typed(m_feed->room());
    });
    connect(&client().session(), &client::Session::phaseChanged, this, &ChatCommand::phaseChanged);
    connect(&client().outbox(), &client::Outbox::changed, this, &ChatCommand::messageChanged);
    connect(&client().outbox(), &client::Outbox::sent, this, &ChatCommand::endWhenSent);
    connect(&client().rooms(), &client::Rooms::removedElsewhere, this, [this](RoomId room, const QString& name) {
        notice(QStringLiteral("You are not a member of %1 any more").arg(safeLine(name)));
        if (m_feed && m_feed->room() == room)
            goNowhere();
    });
}

void ChatCommand::start() {
    const QString& wanted = context().options.room;
    if (wanted.isEmpty() && client().rooms().count() != 1) {
        listRooms();
        notice(QStringLiteral("/join ROOM goes to one of them; /help says more"));
        return;
    }
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), wanted);
    if (room)
        goTo(*room);
    else if (Output::isTerminal() && room.error().code == ExitCode::NoSuchRoom)
        notice(QString(room.error().text % u"; /join " % safeLine(wanted) % u" makes you one"));
    else
        Q_EMIT finished(room.error());
}

// ---- what is typed -----------------------------------------------------------------------------------------------

void ChatCommand::entered(const QString& line) {
    if (m_joining) {
        m_held.append(line);
        return;
    }
    if (m_passwordFor) {
        const RoomId room = *std::exchange(m_passwordFor, std::nullopt);
        m_terminal.setHidden(false);
        m_terminal.setLabel({});
        if (m_feed)
            goTo(m_feed->room());
        if (!line.isEmpty())
            joinWith(room, Secret{line});
        return;
    }
    run(parseChatInput(line));
}

void ChatCommand::run(const ChatInput& input) {
    switch (input.kind) {
    case ChatInput::Kind::Nothing:
        return;
    case ChatInput::Kind::Say:
        return say(input.text);
    case ChatInput::Kind::Help:
        return m_terminal.print(chatHelp());
    case ChatInput::Kind::Rooms:
        return listRooms();
    case ChatInput::Kind::Join:
        return join(input.text);
    case ChatInput::Kind::Leave:
        return leave();
    case ChatInput::Kind::Who:
        return listPeople();
    case ChatInput::Kind::Quit:
        return quit();
    case ChatInput::Kind::Unknown:
        return notice(QStringLiteral("There is no /%1; /help lists what there is").arg(safeLine(input.text)));
    }
}

/// It is printed when the room's log has it, like everybody's: once, and in its place.
void ChatCommand::say(const QString& text) {
    if (!m_feed)
        return notice(QStringLiteral("You are in no room; /join ROOM goes to one"));
    client().typing().stopped(m_feed->room());
    const Result<QString> taken = client().outbox().send(m_feed->room(), text);
    if (!taken)
        notice(QString(u"Not sent: " % taken.error().message));
    else if (m_wasOffline)
        notice(QStringLiteral("Offline: it is sent as soon as the connection is back"));
}

// ---- rooms -------------------------------------------------------------------------------------------------------

void ChatCommand::goTo(RoomId room) {
    const Room* known = client().rooms().find(room);
    m_terminal.setLabel(QString((known ? safeLine(known->name) : QString::number(room.value)) % u"> "));
    if (m_feed && m_feed->room() == room)
        return;
    client::RoomFeed::Range range;
    range.recent = m_options.recent;
    m_feed =
        std::make_unique<client::RoomFeed>(client().connection(), client().session(), client().people(), room, range);
    connect(m_feed.get(), &client::RoomFeed::events, this, &ChatCommand::arrived);
    connect(m_feed.get(), &client::RoomFeed::liveChanged, this, [this] {
        if (m_whoWanted)
            listPeople();
    });
    connect(m_feed.get(), &client::RoomFeed::skipped, this,
            [this] { notice(QStringLiteral("(much was said meanwhile; only the last of it follows)")); });
    connect(m_feed.get(), &client::RoomFeed::refused, this, [this](const Error& error) { notice(error.message); });
}

void ChatCommand::goNowhere() {
    if (m_feed)
        m_feed.release()->deleteLater(); // one of its signals may have led here
    m_terminal.setLabel(QStringLiteral("> "));
}

void ChatCommand::join(const QString& text) {
    if (text.isEmpty())
        return notice(QStringLiteral("Which room? /join ROOM"));
    m_joining = true;
    anyRoom(client().rooms(), text, this, [this](const tl::expected<RoomId, Outcome>& room) {
        if (room && !client().rooms().find(*room))
            return joinWith(*room, std::nullopt);
        if (room)
            goTo(*room);
        else
            notice(room.error().text);
        joinEnded();
    });
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
        m_terminal.setLabel(QStringLiteral("Password of the room (empty: never mind): "));
    }
    joinEnded();
}

/// What was entered meanwhile is for the room that one is in now.
void ChatCommand::joinEnded() {
    m_joining = false;
    while (!m_joining && !m_held.isEmpty())
        entered(m_held.takeFirst());
    endWhenSent();
}

void ChatCommand::leave() {
    if (!m_feed)
        return notice(QStringLiteral("You are in no room"));
    const RoomId room = m_feed->room();
    client().rooms().leave(room, {this, [this, room](const Done& left) {
                                      if (!left)
                                          return notice(left.error().message);
                                      notice(QStringLiteral("You left the room"));
                                      if (m_feed && m_feed->room() == room)
                                          goNowhere();
                                  }});
}

void ChatCommand::listRooms() {
    if (client().rooms().count() == 0)
        notice(QStringLiteral("You are a member of no room"));
    for (int row = 0; row < client().rooms().count(); ++row)
        m_terminal.print(context().format.room(client().rooms().at(row)));
}

void ChatCommand::listPeople() {
    if (!m_feed)
        return notice(QStringLiteral("You are in no room"));
    m_whoWanted = !m_feed->isLive();
    if (m_whoWanted)
        return; // said as soon as it is known
    QStringList names;
    for (const User& user : m_feed->here())
        names.append(safeLine(user.name));
    QString said = QString(u"Here now: " % names.join(QStringLiteral(", ")));
    if (const qsizetype others = m_feed->hereCount() - names.size(); others > 0)
        said += QStringLiteral(", and %1 more").arg(others);
    notice(said);
}

// ---- what happens ------------------------------------------------------------------------------------------------

void ChatCommand::arrived(const QList<Event>& events) {
    m_printer.add(events);
    for (const Event& event : events) {
        if (const auto* posted = std::get_if<MessagePosted>(&event.data);
            posted && event.by == client().session().user().id)
            client().outbox().confirm(posted->clientId);
    }
    if (!events.isEmpty())
        client().rooms().markRead(events.constLast().room, events.constLast().seq);
    endWhenSent();
}

void ChatCommand::messageChanged(const client::OutgoingMessage& message) {
    if (message.state != client::OutgoingMessage::State::Failed)
        return;
    notice(QStringLiteral("Not sent (%1): %2").arg(message.error->message, safeLine(message.body)));
    client().outbox().discard(message.clientId);
    endWhenSent();
}

void ChatCommand::phaseChanged() {
    if (!client().session().isOnline()) {
        if (!m_wasOffline && !m_breakTimer.isActive())
            m_breakTimer.start(shortBreak);
        return;
    }
    m_breakTimer.stop();
    if (std::exchange(m_wasOffline, false))
        notice(QStringLiteral("Online again"));
}

/// What was entered is sent before the end.
void ChatCommand::quit() {
    m_quitting = true;
    m_quitTimer.start(std::chrono::seconds(context().options.timeoutSeconds));
    endWhenSent();
}

void ChatCommand::endWhenSent() {
    if (m_quitting && !m_joining && client().outbox().count() == 0)
        Q_EMIT finished({});
}

void ChatCommand::notice(const QString& text) {
    m_terminal.print(context().format.notice(text));
}

} // namespace confab::console
