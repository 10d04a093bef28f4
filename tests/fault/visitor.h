// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/testclient.h"

#include <QTimer>

#include <memory>
#include <random>

namespace confab::test {

/// Milliseconds of the monotonic clock, for histories.
qint64 steadyMs();

/// A client of one of some servers that reconnects when its connection breaks. Subclasses decide what it does.
/// Thread: the test's. Owned by: the test.
class Visitor : public QObject {
    Q_OBJECT

public:
    Visitor(QList<QUrl> urls, Auth auth, quint64 seed);

    void start() { connectNow(); }
    /// Hangs up for good.
    void stop();
    /// Disconnects without a close frame and reconnects, to another server where there is one.
    void goElsewhere();
    UserId user() const { return m_auth.user.id; }
    /// Where it is, or was the last time.
    QUrl url() const { return m_url; }
    bool isSignedIn() const { return m_signedIn; }
    /// Violations, in words.
    const QStringList& problems() const { return m_problems; }

protected:
    virtual void signedIn() = 0;
    virtual void lost() {}
    virtual void noticed(const Notification&) {}

    TestClient& client() { return *m_client; }
    /// Asks once more later, where that may help and the connection still stands.
    void refused(const QString& what, const Error& error, std::function<void()> again);
    void problem(const QString& what);
    int random(int least, int most) { return std::uniform_int_distribution(least, most)(m_random); }

private:
    void connectNow();
    void onClosed();
    void resume();

    const QList<QUrl> m_urls;
    const Auth m_auth;
    std::mt19937_64 m_random;
    std::unique_ptr<TestClient> m_client;
    QUrl m_url;
    QStringList m_problems;
    bool m_signedIn = false;
    bool m_stopped = false;
};

} // namespace confab::test
