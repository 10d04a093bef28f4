// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/userdirectory.h"
#include "app/console/format.h"

#include <QTimer>

#include <deque>
#include <functional>

namespace confab::console {

/// Prints events in their order as readable lines, with the names of their authors. An event whose name is still
/// requested delays the following ones for a moment, so that the order stays.
/// Thread: the program's. Owned by: a command.
class EventPrinter : public QObject {
    Q_OBJECT
public:
    EventPrinter(client::UserDirectory& people, const Format& format, std::function<void(const StyledText&)> print);

    void add(const QList<Event>& events);
    bool isIdle() const { return m_waiting.empty(); }

Q_SIGNALS:
    /// The events of this room up to this one were printed.
    void shown(confab::RoomId room, confab::Seq seq);
    /// All events were printed.
    void idle();

private:
    void flush();
    void printFirst(const QString& author);
    void tellShown();

    client::UserDirectory& m_people;
    const Format m_format;
    const std::function<void(const StyledText&)> m_print;
    std::deque<Event> m_waiting;
    std::optional<std::pair<RoomId, Seq>> m_shown; // not yet reported
    std::optional<UtcTime> m_lastAt;
    QTimer m_patience;
};

} // namespace confab::console
