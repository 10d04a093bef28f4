// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/closecodes.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QTest>

namespace confab::test {

/// The base of the tests of the protocol's core: one daemon, and every test function twice, once over each codec. The
/// person under test speaks the codec of the round, companions the other one.
class CoreTest : public QObject {
    Q_OBJECT

protected:
    Person person(const char* name) { return newPerson(m_daemon, QString::fromUtf8(name), m_codec); }
    Person companion(const char* name) { return newPerson(m_daemon, QString::fromUtf8(name), otherCodec()); }
    Codec otherCodec() const { return m_codec == Codec::Json ? Codec::Cbor : Codec::Json; }

    DaemonProcess m_daemon;
    Codec m_codec = Codec::Json;

private Q_SLOTS:
    void initTestCase_data() {
        QTest::addColumn<bool>("cbor");
        QTest::newRow("JSON") << false;
        QTest::newRow("CBOR") << true;
    }
    void initTestCase() { QVERIFY2(m_daemon.start(), m_daemon.errors().constData()); }
    void init() {
        QFETCH_GLOBAL(bool, cbor);
        m_codec = cbor ? Codec::Cbor : Codec::Json;
    }
    void cleanupTestCase() { QCOMPARE(m_daemon.stop(), 0); }
};

inline QString text(const char* utf8) {
    return QString::fromUtf8(utf8);
}

} // namespace confab::test
