// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/people.h"
#include "tests/support/rawsocket.h"
#include "tests/support/results.h"
#include "tests/support/tlsfiles.h"
#include "tests/support/waiting.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>

namespace confab::test {

/// The base of the tests of hostile clients: runs every test function without TLS and with it, with a daemon for each;
/// after each one it checks that the same process still serves a connected user, and a new one.
class WireTest : public QObject {
    Q_OBJECT

protected:
    explicit WireTest(QStringList arguments = {}) : m_arguments(std::move(arguments)) {}

    DaemonProcess& daemon() const { return *m_now->daemon; }
    Door door() const { return doorOf(daemon()); }
    const Person& person() const { return m_now->person; }
    /// For tests that last longer than an access token.
    void freshen() {
        if (!m_now->signedIn.hasExpired(std::chrono::milliseconds(tokenAge).count()))
            return;
        const Person again = againAs(daemon(), person(), Codec::Json, false);
        QVERIFY(again);
        m_now->person.auth = again.auth;
        m_now->signedIn.start();
    }
    /// From the next start on; 0: the limit of this process.
    void limitDescriptors(int most) { m_mostDescriptors = most; }

private Q_SLOTS:
    void initTestCase_data() {
        QTest::addColumn<bool>("secure");
        QTest::newRow("ws") << false;
        QTest::newRow("wss") << true;
    }
    void initTestCase() { QVERIFY(m_tls.make()); }
    void init() {
        QFETCH_GLOBAL(bool, secure);
        m_now = &m_served[secure ? 1 : 0];
        if (!m_now->daemon)
            startDaemon(secure);
    }
    void cleanup() {
        QVERIFY(m_now->daemon && daemon().isRunning());
        QCOMPARE(daemon().pid(), m_now->pid);
        VERIFY_DONE(person()->call(RoomList{}));
        freshen();
        QVERIFY(againAs(daemon(), person(), Codec::Cbor, true));
    }
    void cleanupTestCase() {
        for (Served& served : m_served) {
            served.person = {};
            if (served.daemon)
                QCOMPARE(served.daemon->stop(), 0);
        }
    }

private:
    struct Served {
        std::unique_ptr<DaemonProcess> daemon;
        Person person; // its connection stays open all the time
        QElapsedTimer signedIn;
        qint64 pid = 0;
    };
    static constexpr std::chrono::minutes tokenAge{5}; // they live for ten

    void startDaemon(bool secure) {
        m_now->daemon = std::make_unique<DaemonProcess>(m_arguments + (secure ? m_tls.arguments() : QStringList()));
        m_now->daemon->limitDescriptors(m_mostDescriptors);
        QVERIFY2(m_now->daemon->start(), m_now->daemon->errors().constData());
        m_now->person = newPerson(*m_now->daemon, QStringLiteral("Ana"), Codec::Json);
        QVERIFY(m_now->person);
        m_now->signedIn.start();
        m_now->pid = m_now->daemon->pid();
    }

    const QStringList m_arguments;
    int m_mostDescriptors = 0;
    TlsFiles m_tls;
    std::array<Served, 2> m_served;
    Served* m_now = nullptr;
};

} // namespace confab::test
