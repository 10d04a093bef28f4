// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/keychainstore.h"

#include <QSignalSpy>
#include <QTest>

namespace confab::desktop {

using namespace std::chrono_literals;

/// The keychain store on each kind of system: CONFAB_KEYCHAIN says whether that is a real Secret Service ("service"),
/// none ("none"), or one that never answers ("silent": libsecret without a GLib main loop).
class KeychainTest : public QObject {
    Q_OBJECT
private:
    static constexpr int patience = 20000;

    std::optional<Result<std::optional<Secret>>> m_read;
    std::optional<Status> m_done;

    void read(KeychainStore& store, const QString& key) {
        m_read.reset();
        store.read(key, {this, [this](const Result<std::optional<Secret>>& answer) { m_read = answer; }});
        QVERIFY(!m_read); // answers come later, never from within the call
        QTRY_VERIFY_WITH_TIMEOUT(m_read, patience);
    }
    void write(KeychainStore& store, const QString& key, const QString& value) {
        m_done.reset();
        store.write(key, Secret{value}, {this, [this](const Status& answer) { m_done = answer; }});
        QVERIFY(!m_done);
        QTRY_VERIFY_WITH_TIMEOUT(m_done, patience);
    }
    static bool is(const char* mode) { return qgetenv("CONFAB_KEYCHAIN") == mode; }

private Q_SLOTS:
    void initTestCase() { QVERIFY2(is("service") || is("none") || is("silent"), "CONFAB_KEYCHAIN is not set"); }

    void whatIsWrittenIsThereInTheNextRun() {
        if (!is("service"))
            QSKIP("needs a Secret Service");
        const QString key = QStringLiteral("ws://127.0.0.1:7450 ana@example.org");
        {
            KeychainStore store(QStringLiteral("Confab-test"));
            write(store, key, QStringLiteral("the first token"));
            write(store, key, QString::fromUtf8("the second token ✓"));
            QVERIFY(m_done->has_value());
            QVERIFY(store.isPersistent());
        }
        KeychainStore again(QStringLiteral("Confab-test"));
        read(again, key);
        QVERIFY(m_read->has_value() && m_read->value());
        QCOMPARE(m_read->value()->value, QString::fromUtf8("the second token ✓"));

        KeychainStore otherProfile(QStringLiteral("Confab-other"));
        read(otherProfile, key);
        QVERIFY(m_read->has_value() && !m_read->value());

        again.remove(key, {});
        again.remove(key, {}); // removing a missing key is no error
        read(again, key);
        QVERIFY(m_read->has_value() && !m_read->value());
        QVERIFY(again.isPersistent());
    }

    void withoutAKeychainItSaysSoAndKeepsSecretsInMemory() {
        if (!is("none"))
            QSKIP("needs a system without a keychain");
        KeychainStore store(QStringLiteral("Confab-test"));
        QSignalSpy changed(&store, &KeychainStore::persistenceChanged);
        store.probe();
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, patience);
        QVERIFY(!store.isPersistent());
        QVERIFY(!store.whyNotPersistent().isEmpty());
        write(store, QStringLiteral("key"), QStringLiteral("token"));
        QVERIFY(m_done->has_value());
        read(store, QStringLiteral("key"));
        QVERIFY(m_read->has_value() && m_read->value());
        QCOMPARE(m_read->value()->value, QStringLiteral("token"));
        KeychainStore nextRun(QStringLiteral("Confab-test"));
        read(nextRun, QStringLiteral("key"));
        QVERIFY(!m_read->has_value());
        QCOMPARE(m_read->error().kind, ErrorKind::Unavailable);
    }

    void aWriteThatFailsIsKeptInMemory() {
        if (is("service"))
            QSKIP("needs a keychain that fails");
        KeychainStore store(QStringLiteral("Confab-test"), 300ms);
        write(store, QStringLiteral("key"), QStringLiteral("token"));
        QVERIFY(m_done->has_value());
        QVERIFY(!store.isPersistent());
        read(store, QStringLiteral("key"));
        QVERIFY(m_read->has_value() && m_read->value());
        QCOMPARE(m_read->value()->value, QStringLiteral("token"));
    }

    void silenceEndsAfterItsTime() {
        if (!is("silent"))
            QSKIP("needs a keychain that does not answer");
        KeychainStore store(QStringLiteral("Confab-test"), 300ms);
        read(store, QStringLiteral("key"));
        QVERIFY(!m_read->has_value());
        QCOMPARE(m_read->error().kind, ErrorKind::Unavailable);
        QVERIFY(!store.isPersistent());
    }
};

} // namespace confab::desktop

QTEST_MAIN(confab::desktop::KeychainTest)
#include "tst_keychain.moc"
