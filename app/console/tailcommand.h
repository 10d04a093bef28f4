// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/roomfeed.h"
#include "app/console/command.h"
#include "app/console/eventprinter.h"

namespace confab::console {

/// `tail`: prints the events of a room, each once and in order, across lost connections.
class TailCommand final : public Command {
    Q_OBJECT
public:
    TailCommand(const Context& context, const TailOptions& options);
    void start() override;
    bool isEndless() const override { return true; }

private:
    void arrived(const QList<Event>& events);
    void endWhenDone();

    const TailOptions m_options;
    EventPrinter m_printer;
    int m_left; // the number of events still wanted; -1: all
    std::unique_ptr<client::RoomFeed> m_feed;
};

} // namespace confab::console
