// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/move.h"

#include <algorithm>

namespace confab::client {

namespace {
constexpr std::chrono::milliseconds longest = std::chrono::hours(12); // far from QTimer's 24 days
}

Move::Move(Connection& connection, Backoff between, Token token)
    : m_connection(connection), m_between(std::move(between)), m_token(std::move(token)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Move::tryNow);
    connect(&connection, &Connection::nextOpened, this, &Move::signIn);
    connect(&connection, &Connection::nextLost, this, &Move::tryAgain);
}

void Move::begin(const QUrl& url, std::chrono::milliseconds after) {
    cancel();
    after = std::clamp(after, std::chrono::milliseconds(0), longest);
    m_url = url;
    m_notBefore.setRemainingTime(after);
    m_timer.start(after);
}

void Move::cancel() {
    ++m_attempt;
    m_timer.stop();
    m_between.reset();
    m_notBefore.setRemainingTime(0);
    m_connection.closeNext();
}

bool Move::takeOver() {
    m_timer.stop();
    if (!m_connection.hasNext())
        return false;
    m_tookOver = true;
    m_connection.change();
    return true;
}

std::chrono::milliseconds Move::left() const {
    return std::chrono::milliseconds(m_notBefore.remainingTime());
}

void Move::tryNow() {
    ++m_attempt;
    m_tookOver = false;
    m_connection.openNext(m_url);
}

void Move::signIn() {
    const Secret token = m_token();
    m_connection.callNext(SessionResume{token}, {this, [this, attempt = m_attempt](const Result<Resumed>& answer) {
                                                     signedIn(attempt, answer);
                                                 }});
}

void Move::signedIn(int attempt, const Result<Resumed>& answer) {
    const bool lost = !answer && answer.error().kind == ErrorKind::Disconnected; // nextLost() or lost() reports it too
    if (lost || attempt != m_attempt)
        return;
    if (answer)
        Q_EMIT ready(*answer);
    else if (m_tookOver)
        Q_EMIT refused(answer.error());
    else
        tryAgain();
}

void Move::tryAgain() {
    m_connection.closeNext();
    m_timer.start(m_between.next());
}

} // namespace confab::client
