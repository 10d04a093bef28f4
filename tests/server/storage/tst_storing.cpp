// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/diskreserve.h"
#include "server/storage/sql/storing.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace confab;
using namespace std::chrono_literals;

/// The reports on a database that refuses to store, and on its recovery.
class TestStoring : public QObject {
    Q_OBJECT

private:
    QList<bool> m_told;
    Storing::Time m_now{1h};

    /// Trials, a second apart, until it stores; how many it took.
    int trialsNeeded(Storing& storing) {
        int trials = 0;
        while (storing.refuses() && trials < 1000) {
            m_now += 1s;
            if (!storing.isTrialDue(m_now))
                return -1;
            storing.tried(true, m_now);
            ++trials;
        }
        return trials;
    }

private Q_SLOTS:
    void init() { m_told.clear(); }

    /// However often small writes are refused or succeed in between, no change is reported.
    void doesNotFlip() {
        Storing storing([this](bool stores) { m_told.append(stores); });
        QVERIFY(!storing.isTrialDue(m_now));
        QTest::ignoreMessage(QtWarningMsg, "A batch of 3 writes was refused: \"full\"");
        storing.refused(QStringLiteral("full"), 3, m_now);
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        for (int i = 0; i < 20; ++i)
            storing.refused(QStringLiteral("full"), 1, m_now);
        QCOMPARE(m_told, QList<bool>{false});
        QVERIFY(!storing.isTrialDue(m_now));
        m_now += 1s;
        QVERIFY(storing.isTrialDue(m_now));
        storing.tried(false, m_now);
        QVERIFY(!storing.isTrialDue(m_now));
        QVERIFY(storing.refuses());
        QTest::ignoreMessage(QtInfoMsg, "The database stores again.");
        QCOMPARE(trialsNeeded(storing), 1);
        QCOMPARE(m_told, (QList<bool>{false, true}));
    }

    /// Another reason is said, once.
    void saysEachReason() {
        Storing storing({});
        QTest::ignoreMessage(QtWarningMsg, "A batch of 1 writes was refused: \"full\"");
        QTest::ignoreMessage(QtWarningMsg, "A batch of 1 writes was refused: \"I/O error\"");
        QTest::ignoreMessage(QtWarningMsg, "A batch of 1 writes was refused: \"no reason given\"");
        for (int i = 0; i < 3; ++i) {
            for (const char* why : {"full", "I/O error", ""})
                storing.refused(QString::fromLatin1(why), 1, m_now);
        }
    }

    /// A disk at its edge: each relapse takes twice as many good trials in a row.
    void whoRelapsesIsBelievedLater() {
        Storing storing([this](bool stores) { m_told.append(stores); });
        for (const int needed : {1, 2, 4, 8, 16, 32, 32}) {
            storing.refused(QStringLiteral("full"), 1, m_now);
            QCOMPARE(trialsNeeded(storing), needed);
        }
        storing.refused(QStringLiteral("full"), 1, m_now);
        for (int good = 0; good < 31; ++good)
            storing.tried(true, m_now += 1s);
        storing.tried(false, m_now += 1s); // and from the start again
        QCOMPARE(trialsNeeded(storing), 32);
        m_now += Storing::relapse;
        storing.refused(QStringLiteral("full"), 1, m_now);
        QCOMPARE(trialsNeeded(storing), 1); // it held long enough
    }

    void aRefusalInBetweenBeginsAnew() {
        Storing storing({});
        storing.refused(QStringLiteral("full"), 1, m_now);
        QCOMPARE(trialsNeeded(storing), 1);
        storing.refused(QStringLiteral("full"), 1, m_now); // a relapse: two are needed
        storing.tried(true, m_now += 1s);
        storing.refused(QStringLiteral("full"), 1, m_now);
        storing.tried(true, m_now += 1s);
        QVERIFY(storing.refuses());
        storing.tried(true, m_now += 1s);
        QVERIFY(!storing.refuses());
    }

    void startsReadOnly() {
        Storing storing([this](bool stores) { m_told.append(stores); });
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("^The database can't store .*full.*reading")));
        storing.beganReadOnly(QStringLiteral("full"), m_now);
        QCOMPARE(m_told, QList<bool>{false});
        QCOMPARE(trialsNeeded(storing), 1);
    }

    void theReserveIsReal() {
        const QTemporaryDir folder;
        const DiskReserve reserve(folder.path());
        QVERIFY(!reserve.release()); // there is none
        reserve.keep();
        const QFileInfo file(folder.filePath(QStringLiteral("confab.reserve")));
        QCOMPARE(file.size(), DiskReserve::bytes);
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QVERIFY(!reserve.release()); // there is room
        QVERIFY(QFileInfo::exists(file.filePath()));
    }
};

QTEST_GUILESS_MAIN(TestStoring)
#include "tst_storing.moc"
