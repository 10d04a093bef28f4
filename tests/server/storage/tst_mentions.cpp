// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/mentioncandidates.h"
#include "server/storage/sql/storagelimits.h"

#include <QTest>

using namespace confab;

/// Which texts after an '@' are looked up. Which of them are mentions is in the log's contract.
class TestMentions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsWhereAWordEnds() {
        QCOMPARE(mentionCandidates(QStringLiteral("Hi @Ann-Marie L, you")),
                 QStringList({QStringLiteral("ann"), QStringLiteral("ann-marie"), QStringLiteral("ann-marie l"),
                              QStringLiteral("ann-marie l,"), QStringLiteral("ann-marie l, you")}));
    }

    void nothingWithoutASign() { QVERIFY(mentionCandidates(QStringLiteral("Ann, Ben\nand 5 others")).isEmpty()); }

    void stopsAtALineBreak() { QCOMPARE(mentionCandidates(QStringLiteral("@a\nb")), QStringList(QStringLiteral("a"))); }

    void foldsCase() {
        QCOMPARE(mentionCandidates(QStringLiteral("@ÉMILE @ΣΟΦΙΑ")),
                 mentionCandidates(QStringLiteral("@émile @σοφια")));
    }

    void isBounded() {
        QString hostile;
        for (int i = 0; i < 2000; ++i)
            hostile += QStringLiteral("@%1 ").arg(i);
        QCOMPARE(mentionCandidates(hostile).size(), limits::mentionCandidates);
        // Each sign would begin up to 200 texts.
        QVERIFY(mentionCandidates(QString(16 * 1024, u'@')).size() <= limits::mentionCandidates);
    }
};

QTEST_APPLESS_MAIN(TestMentions)
#include "tst_mentions.moc"
