// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/console/command.h"
#include "common/protocol/search.h"

namespace confab::console {

/// `history`: the last messages of a room, oldest first.
class HistoryCommand final : public Command {
    Q_OBJECT
public:
    HistoryCommand(const Context& context, const HistoryOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void ask();
    void arrived(const Result<HistoryPage>& page);
    void printAll();

    const HistoryOptions m_options;
    RoomId m_room;
    QList<Message> m_messages; // newest first
};

/// `rooms`: lists the user's rooms, or public ones by name.
class RoomsCommand final : public Command {
    Q_OBJECT
public:
    RoomsCommand(const Context& context, const RoomsOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void printAll(QList<Room> rooms);

    const RoomsOptions m_options;
};

/// `search`: prints the messages that are found, newest first.
class FindCommand final : public Command {
    Q_OBJECT
public:
    FindCommand(const Context& context, const SearchOptions& options) : Command(context), m_options(options) {}
    void start() override;

private:
    void ask();
    void arrived(const Result<SearchAnswer>& answer);
    void printHit(const SearchHit& hit);

    const SearchOptions m_options;
    SearchMessages m_request;
    int m_printed = 0;
};

} // namespace confab::console
