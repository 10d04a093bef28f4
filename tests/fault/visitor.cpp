// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/visitor.h"

namespace confab::test {

namespace {

constexpr qsizetype mostProblems = 20; // the first say enough

} // namespace

qint64 steadyMs() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

Visitor::Visitor(QList<QUrl> urls, Auth auth, quint64 seed)
    : m_urls(std::move(urls)), m_auth(std::move(auth)), m_random(seed) {}

void Visitor::connectNow() {
    if (m_stopped)
        return;
    QList<QUrl> urls = m_urls;
    if (urls.size() > 1)
        urls.removeAll(m_url);
    m_url = urls.at(random(0, int(urls.size()) - 1));
    m_client = std::make_unique<TestClient>(m_url, Codec::Json);
    m_client->keepNotices(false);
    connect(m_client.get(), &TestClient::opened, this, &Visitor::resume);
    connect(m_client.get(), &TestClient::closed, this, &Visitor::onClosed);
    connect(m_client.get(), &TestClient::noticed, this, [this](const Notification& notice) { noticed(notice); });
    m_client->openSoon();
}

void Visitor::onClosed() {
    if (std::exchange(m_signedIn, false))
        lost();
    // Not from inside the client's own signal, and not all at once.
    QTimer::singleShot(random(5, 50), this, &Visitor::connectNow);
}

void Visitor::stop() {
    m_stopped = true;
    if (!m_client)
        return;
    m_client->disconnect(this);
    m_client->abort();
    if (std::exchange(m_signedIn, false))
        lost();
}

void Visitor::goElsewhere() {
    if (!m_client || m_stopped)
        return;
    m_client->disconnect(this);
    m_client->abort();
    onClosed();
}

void Visitor::resume() {
    m_client->ask<SessionResume>({m_auth.accessToken}, [this](const Result<Resumed>& resumed) {
        if (!resumed)
            return refused(QStringLiteral("session.resume"), resumed.error(), [this] { resume(); });
        m_signedIn = true;
        signedIn();
    });
}

void Visitor::refused(const QString& what, const Error& error, std::function<void()> again) {
    if (error.kind == ErrorKind::Disconnected)
        return;
    if (!errorRow(error.kind).retryable)
        return problem(QString(what % u": " % error.message));
    const auto after = std::chrono::milliseconds(error.retryAfterMs.value_or(0) + random(10, 50));
    QTimer::singleShot(after, m_client.get(), std::move(again));
}

void Visitor::problem(const QString& what) {
    if (m_problems.size() < mostProblems)
        m_problems.append(QStringLiteral("user %1: %2").arg(user().value).arg(what));
}

} // namespace confab::test
