// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/console/eventprinter.h"

namespace confab::console {

namespace {
// A name usually takes one round trip; after this time the line is printed without a name.
constexpr std::chrono::milliseconds patience(3000);
} // namespace

EventPrinter::EventPrinter(client::UserDirectory& people, const Format& format,
                           std::function<void(const StyledText&)> print)
    : m_people(people), m_format(format), m_print(std::move(print)) {
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&people, &client::UserDirectory::nameChanged, this, &EventPrinter::flush);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (!m_waiting.empty())
            printFirst(QStringLiteral("user %1").arg(m_waiting.front().by.value));
        flush();
    });
}

void EventPrinter::add(const QList<Event>& events) {
    m_waiting.insert(m_waiting.end(), events.begin(), events.end());
    flush();
}

void EventPrinter::flush() {
    while (!m_waiting.empty()) {
        const QString author = m_people.name(m_waiting.front().by);
        if (author.isEmpty()) {
            if (!m_patience.isActive())
                m_patience.start();
            return tellShown();
        }
        printFirst(author);
    }
    tellShown();
    Q_EMIT idle();
}

void EventPrinter::tellShown() {
    if (const auto shownNow = std::exchange(m_shown, std::nullopt))
        Q_EMIT shown(shownNow->first, shownNow->second);
}

void EventPrinter::printFirst(const QString& author) {
    m_patience.stop();
    const Event event = std::move(m_waiting.front());
    m_waiting.pop_front();
    if (m_shown && m_shown->first != event.room)
        tellShown();
    m_shown = {event.room, event.seq};
    const StyledText line = m_format.event(event, author);
    if (line.isEmpty())
        return;
    if (!m_lastAt || !m_format.sameDay(*m_lastAt, event.at))
        m_print(m_format.day(event.at));
    m_lastAt = event.at;
    m_print(line);
}

} // namespace confab::console
