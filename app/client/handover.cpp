// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/handover.h"

#include <algorithm>

namespace confab::client {

namespace {
constexpr std::chrono::milliseconds longest = std::chrono::hours(12); // far from QTimer's 24 days
}

Handover::Handover(Connection& connection, Backoff between, Token token)
    : m_connection(connection), m_between(std::move(between)), m_token(std::move(token)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Handover::tryNow);
    connect(&connection, &Connection::nextOpened, this, &Handover::signIn);
    connect(&connection, &Connection::nextLost, this, &Handover::tryAgain);
}

void Handover::begin(const QUrl& url, std::chrono::milliseconds after) {
    cancel();
    after = std::clamp(after, std::chrono::milliseconds(0), longest);
    m_url = url;
    m_notBefore.setRemainingTime(after);
    m_timer.start(after);
}

void Handover::cancel() {
    ++m_attempt;
    m_timer.stop();
    m_between.reset();
    m_notBefore.setRemainingTime(0);
    m_connection.closeNext();
}

bool Handover::takeOver() {
    m_timer.stop();
    if (!m_connection.hasNext())
        return false;
    m_tookOver = true;
    m_connection.change();
    return true;
}

std::chrono::milliseconds Handover::left() const {
    return std::chrono::milliseconds(m_notBefore.remainingTime());
}

void Handover::tryNow() {
    ++m_attempt;
    m_tookOver = false;
    m_connection.openNext(m_url);
}

void Handover::signIn() {
    const Secret token = m_token();
    m_connection.callNext(SessionResume{token}, {this, [this, attempt = m_attempt](const Result<Resumed>& answer) {
                                                     signedIn(attempt, answer);
                                                 }});
}

void Handover::signedIn(int attempt, const Result<Resumed>& answer) {
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

void Handover::tryAgain() {
    m_connection.closeNext();
    m_timer.start(m_between.next());
}

} // namespace confab::client
