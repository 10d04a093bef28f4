// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/connection.h"

namespace confab::client {

Connection::Connection(Codec codec, const Times& times, QObject* parent)
    : QObject(parent), m_codec(codec), m_times(times) {
    m_overlapTimer.setSingleShot(true);
    connect(&m_overlapTimer, &QTimer::timeout, this, [this] { discard(m_old); });
}

Connection::~Connection() = default;

std::unique_ptr<Line> Connection::newLine() {
    auto made = std::make_unique<Line>(m_codec, m_times);
    const Line* line = made.get();
    connect(line, &Line::opened, this, [this, line] { lineOpened(line); });
    connect(line, &Line::lost, this, [this, line](const Loss& loss) { lineLost(line, loss); });
    connect(line, &Line::notified, this,
            [this, line](const Notification& notification) { lineNotified(line, notification); });
    connect(line, &Line::paid, this, &Connection::releaseIfPaid);
    return made;
}

void Connection::open(const QUrl& url) {
    close();
    m_line = newLine();
    m_line->open(url);
}

void Connection::close() {
    discard(m_next);
    discard(m_old);
    discard(m_line);
}

/// Removes the line from this object before its calls are answered, so a caller from there gets the line in use.
void Connection::discard(std::unique_ptr<Line>& line) {
    if (!line)
        return;
    Line* going = line.release();
    going->disconnect(this);
    going->setParent(this);
    going->close();
    going->deleteLater(); // this may run within one of its signals
}

void Connection::send(Line* line, const Request& request, Line::RawAnswer answer) {
    if (line && line->isOpen())
        return line->send(request, std::move(answer));
    QMetaObject::invokeMethod(
        this, [answer = std::move(answer)] { answer(fail(ErrorKind::Disconnected)); }, Qt::QueuedConnection);
}

// ---- moving to another line --------------------------------------------------------------------------------------

void Connection::openNext(const QUrl& url) {
    discard(m_next);
    m_next = newLine();
    m_next->open(url);
}

void Connection::closeNext() {
    discard(m_next);
}

void Connection::change() {
    if (!m_next)
        return;
    discard(m_old);
    m_fence.reset();
    m_old = std::exchange(m_line, std::move(m_next));
}

void Connection::releaseOld() {
    if (!m_old || !m_line)
        return;
    m_fence = m_line->lastId();
    m_overlapTimer.start(overlapMost);
    releaseIfPaid();
}

void Connection::releaseIfPaid() {
    if (!m_old || !m_fence || !m_line || m_line->owes(*m_fence) || m_old->owes(m_old->lastId()))
        return;
    m_overlapTimer.stop();
    discard(m_old);
}

// ---- signals of lines --------------------------------------------------------------------------------------------

void Connection::lineOpened(const Line* line) {
    if (line == m_line.get())
        Q_EMIT opened();
    else if (line == m_next.get())
        Q_EMIT nextOpened();
}

void Connection::lineLost(const Line* line, const Loss& loss) {
    if (line == m_line.get()) {
        discard(m_old);
        discard(m_line);
        Q_EMIT lost(loss);
    } else if (line == m_next.get()) {
        discard(m_next);
        Q_EMIT nextLost(loss);
    } else {
        discard(m_old);
    }
}

void Connection::lineNotified(const Line* line, const Notification& notification) {
    const bool inUse = line == m_line.get();
    const bool bridges = line == m_old.get() && std::holds_alternative<RoomEventNotice>(notification);
    if (inUse || bridges)
        Q_EMIT notified(notification);
}

} // namespace confab::client
