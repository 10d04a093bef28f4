// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/people.h"
#include "app/console/format.h"

#include <QTimer>

#include <deque>
#include <functional>

namespace confab::console {

/// Prints events in their order as readable lines, with the names of those who made them. An event whose name is still
/// asked for holds up the others for a moment, so that the order stays.
/// Thread: the program's. Owned by: a command.
class EventPrinter : public QObject {
    Q_OBJECT
public:
    EventPrinter(client::People& people, const Format& format, std::function<void(const QString&)> print);

    void add(const QList<Event>& events);
    bool isIdle() const { return m_waiting.empty(); }

Q_SIGNALS:
    /// Everything is printed.
    void idle();

private:
    void flush();
    void printFirst(const QString& author);

    client::People& m_people;
    const Format m_format;
    const std::function<void(const QString&)> m_print;
    std::deque<Event> m_waiting;
    std::optional<UtcTime> m_lastAt;
    QTimer m_patience;
};

} // namespace confab::console
