// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/chatcommand.h"

#include "app/client/outbox.h"
#include "app/client/rooms.h"
#include "app/console/roomlookup.h"
#include "app/console/terminaltext.h"

#include <QLocale>

#include <algorithm>

namespace confab::console {

namespace {
constexpr std::chrono::milliseconds shortBreak(2000);

QString removedWords(const QString& room, const std::optional<PutOut>& how) {
    if (!how)
        return QStringLiteral("You are no longer a member of %1").arg(room);
    const QString what = QLatin1String(how->reason == Departure::Banned ? "banned" : "removed");
    const QString words = QStringLiteral("%1 %2 you from %3").arg(safeLine(how->by.name), what, room);
    return how->note ? QString(words % u": " % safeLine(*how->note)) : words;
}

} // namespace

ChatCommand::ChatCommand(const Context& context, const ChatOptions& options)
    : Command(context), m_options(options), m_terminal(context.output),
      m_printer(context.client.people(), context.format, [this](const StyledText& line) { m_terminal.print(line); }) {
    m_quitTimer.setSingleShot(true);
    connect(&m_quitTimer, &QTimer::timeout, this, [this] {
        const int count = client().outbox().count();
        Q_EMIT finished({ExitCode::TimedOut, count == 1
                                                 ? QStringLiteral("1 message was not sent in time")
                                                 : QStringLiteral("%1 messages were not sent in time").arg(count)});
    });
    m_breakTimer.setSingleShot(true);
    connect(&m_breakTimer, &QTimer::timeout, this, [this] {
        m_wasOffline = true;
        notice(QStringLiteral("Connection lost. Your messages will be sent when you are connected again"));
    });
    connect(&m_terminal, &Terminal::entered, this, &ChatCommand::entered);
    connect(&m_terminal, &Terminal::remark, this, &ChatCommand::notice);
    connect(&m_terminal, &Terminal::closed, this, &ChatCommand::quit);
    connect(&m_terminal, &Terminal::broken, this, [this] {
        Q_EMIT finished(Outcome::ofOutput(this->context().output.trouble().value_or(Output::Trouble::Other)));
    });
    connect(&m_terminal, &Terminal::typed, this, [this] {
        if (m_feed && !m_passwordFor)
            client().typing().typed(m_feed->room());
    });
    connect(&client().session(), &client::Session::phaseChanged, this, &ChatCommand::phaseChanged);
    connect(&client().outbox(), &client::Outbox::changed, this, &ChatCommand::messageChanged);
    connect(&client().outbox(), &client::Outbox::sent, this, &ChatCommand::endWhenSent);
    connect(&m_printer, &EventPrinter::shown, this,
            [this](RoomId room, Seq seq) { client().rooms().markRead(room, seq); });
    const auto removed = [this](RoomId room, const QString& name, RemovalReason, const std::optional<PutOut>& how) {
        notice(removedWords(safeLine(name), how));
        if (m_feed && m_feed->room() == room)
            goNowhere();
    };
    connect(&client().rooms(), &client::Rooms::removedElsewhere, this, removed);
}

void ChatCommand::start() {
    const QString& wanted = context().options.room;
    if (wanted.isEmpty() && client().rooms().count() != 1) {
        listRooms();
        notice(client().rooms().count() > 0
                   ? QStringLiteral("To enter a room, type /join ROOM. /help lists all commands")
                   : QStringLiteral("To join a public room, type /join ROOM. To create one, type /create NAME. "
                                    "/help lists all commands"));
        return;
    }
    const tl::expected<RoomId, Outcome> room = ownRoom(client().rooms(), wanted);
    if (room)
        goTo(*room);
    else if (Output::isTerminal() && room.error().code == ExitCode::NoSuchRoom)
        notice(
            QStringLiteral("You are not in a room called %1. To join it, type /join %1. To create it, type /create %1")
                .arg(safeLine(wanted)));
    else
        Q_EMIT finished(room.error());
}

// ---- input -------------------------------------------------------------------------------------------------------

void ChatCommand::entered(const EnteredLine& line) {
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
        if (!line.text.isEmpty())
            joinWith(room, Secret{line.text});
        return;
    }
    run(parseChatInput(line), line);
}

void ChatCommand::run(const ChatInput& input, const EnteredLine& line) {
    switch (input.kind) {
    case ChatInput::Kind::Nothing:
        return;
    case ChatInput::Kind::Say:
        return say(input.text, line);
    case ChatInput::Kind::Help:
        return m_terminal.print(StyledText(chatHelp()));
    case ChatInput::Kind::Rooms:
        return listRooms();
    case ChatInput::Kind::Join:
        return join(input.text);
    case ChatInput::Kind::Create:
        return create(input.text);
    case ChatInput::Kind::Leave:
        return leave();
    case ChatInput::Kind::Who:
        return listPeople();
    case ChatInput::Kind::Quit:
        return quit();
    case ChatInput::Kind::Unknown:
        return notice(QStringLiteral("Unknown command /%1. /help lists the commands").arg(safeLine(input.text)));
    }
}

/// Printed when the room's log has it, as every other message: once, and in its place.
void ChatCommand::say(const QString& text, const EnteredLine& line) {
    if (!m_feed) {
        m_terminal.putBack(line);
        return notice(QStringLiteral("Not sent: you are not in a room. To enter one, type /join ROOM"));
    }
    client().typing().stopped(m_feed->room());
    const Result<QString> taken = client().outbox().send(m_feed->room(), text);
    if (!taken)
        notSent(taken.error(), text, line);
    else if (m_wasOffline)
        notice(QStringLiteral("The message will be sent when you are connected again"));
}

void ChatCommand::notSent(const Error& why, const QString& text, const EnteredLine& line) {
    QString words = QString(u"Not sent: " % why.message);
    if (why.kind == ErrorKind::MessageTooLong) {
        const qsizetype beyond = text.toUtf8().size() - limits::messageBytes;
        words = QStringLiteral("Not sent: the message is too long by about %1 characters")
                    .arg(QLocale(QLocale::English)
                             .toString(std::max<qsizetype>(1, beyond * text.size() / text.toUtf8().size())));
    }
    if (m_terminal.putBack(line))
        words += QStringLiteral(". It is still in the line; Ctrl+U deletes it");
    notice(words);
}

// ---- events ------------------------------------------------------------------------------------------------------

void ChatCommand::arrived(const QList<Event>& events) {
    m_printer.add(events);
    for (const Event& event : events) {
        if (const auto* posted = std::get_if<MessagePosted>(&event.data);
            posted && event.by == client().session().user().id)
            client().outbox().confirm(posted->clientId);
    }
    endWhenSent();
}

void ChatCommand::messageChanged(const client::OutgoingMessage& message) {
    if (message.state != client::OutgoingMessage::State::Failed)
        return;
    notice(QStringLiteral("Not sent: %1\n%2").arg(message.error->message, message.body));
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
        notice(QStringLiteral("Connected again"));
}

/// Sends the entered lines before the end.
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
