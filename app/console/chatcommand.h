// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/roomfeed.h"
#include "app/console/chatinput.h"
#include "app/console/command.h"
#include "app/console/eventprinter.h"
#include "app/console/terminal.h"

namespace confab::client {
struct OutgoingMessage;
}

namespace confab::console {

/// The chat: the messages of a room, and a line to type.
class ChatCommand final : public Command {
    Q_OBJECT
public:
    ChatCommand(const Context& context, const ChatOptions& options);
    void start() override;
    bool isEndless() const override { return true; }

private:
    void entered(const EnteredLine& line);
    void run(const ChatInput& input, const EnteredLine& line);
    void say(const QString& text, const EnteredLine& line);
    void notSent(const Error& why, const QString& text, const EnteredLine& line);
    void goTo(RoomId room);
    void goNowhere();
    void join(const QString& text);
    void create(const QString& name);
    void joinWith(RoomId room, const std::optional<Secret>& password);
    void joined(RoomId room, const Result<RoomId>& answer);
    void joinEnded();
    void leave();
    void listRooms();
    void listPeople();
    QString nameInList(const User& user);
    void arrived(const QList<Event>& events);
    void messageChanged(const client::OutgoingMessage& message);
    void phaseChanged();
    void quit();
    void endWhenSent();
    void notice(const QString& text);

    const ChatOptions m_options;
    Terminal m_terminal;
    EventPrinter m_printer;
    std::unique_ptr<client::RoomFeed> m_feed; // of the present room; null: in none
    std::optional<RoomId> m_passwordFor;      // the next line is this room's password
    bool m_joining = false;                   // lines wait until their room is known
    QList<EnteredLine> m_held;
    bool m_whoWanted = false; // /who waits for the server's answer
    bool m_wasOffline = false;
    QTimer m_breakTimer; // a break is reported only when it lasts longer
    bool m_quitting = false;
    QTimer m_quitTimer;
};

} // namespace confab::console
