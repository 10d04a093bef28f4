// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/support/people.h"
#include "tests/support/rawsocket.h"
#include "tests/support/results.h"
#include "tests/support/tlsfiles.h"
#include "tests/support/waiting.h"

#include <QTest>

namespace confab::test {

/// What the tests of hostile clients share: every test function twice, once without TLS and once with it, where confabd
/// has TLS; a daemon for each; and after each of them a look whether the same process still serves a person who was
/// there all the time, and one who comes anew.
class WireTest : public QObject {
    Q_OBJECT

protected:
    explicit WireTest(QStringList arguments = {}) : m_arguments(std::move(arguments)) {}

    DaemonProcess& daemon() { return *m_daemon; }
    Door door() const { return doorOf(*m_daemon); }
    const Person& person() const { return m_person; }

    /// A daemon that begins anew, with nothing of what came before.
    void startDaemon(bool secure) {
        m_person = {};
        m_daemon = std::make_unique<DaemonProcess>(m_arguments + (secure ? m_tls.arguments() : QStringList()));
        QVERIFY2(m_daemon->start(), m_daemon->errors().constData());
        m_person = newPerson(*m_daemon, QStringLiteral("Ana"), Codec::Json);
        QVERIFY(m_person);
        m_pid = m_daemon->pid();
    }

private Q_SLOTS:
    void initTestCase_data() {
        QTest::addColumn<bool>("secure");
        QTest::newRow("ws") << false;
        if (confabdSpeaksTls())
            QTest::newRow("wss") << true;
    }
    void initTestCase() { QVERIFY(m_tls.make()); }
    void init() {
        QFETCH_GLOBAL(bool, secure);
        if (!m_daemon || m_daemon->isSecure() != secure)
            startDaemon(secure);
    }
    void cleanup() {
        QVERIFY(m_daemon && m_daemon->isRunning());
        QCOMPARE(m_daemon->pid(), m_pid);
        VERIFY_DONE(m_person->call(RoomList{}));
        QVERIFY(againAs(*m_daemon, m_person, Codec::Cbor, true));
    }
    void cleanupTestCase() {
        m_person = {};
        if (m_daemon)
            QCOMPARE(m_daemon->stop(), 0);
    }

private:
    const QStringList m_arguments;
    TlsFiles m_tls;
    std::unique_ptr<DaemonProcess> m_daemon;
    Person m_person; // whose connection stays open all the time
    qint64 m_pid = 0;
};

} // namespace confab::test
