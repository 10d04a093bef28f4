// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/draftmerge.h"

#include <QTest>

namespace confab::client {

/// What becomes of a draft that two devices of a person have changed.
class DraftMergeTest : public QObject {
    Q_OBJECT
private:
    static Draft draft(const QString& text) {
        Draft draft;
        draft.text = text;
        return draft;
    }
    static Draft theirs(const QString& text) {
        Draft draft = DraftMergeTest::draft(text);
        draft.isSynced = true;
        draft.base = digestOf(draft);
        return draft;
    }

private Q_SLOTS:
    /// `base`: what both had; `offered`: what this device sent since, without an answer.
    void texts_data() {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("offered");
        QTest::addColumn<QString>("mine");
        QTest::addColumn<QString>("there");
        QTest::addColumn<QString>("expected");
        const QString a = QStringLiteral("a"), b = QStringLiteral("b"), ab = QStringLiteral("a b"), none;
        QTest::newRow("only here") << a << none << ab << a << ab;
        QTest::newRow("only there") << a << none << a << ab << ab;
        QTest::newRow("both") << none << none << a << b << QStringLiteral("a\n\nb");
        QTest::newRow("both, one has the other") << none << none << a << ab << ab;
        QTest::newRow("sent there") << a << none << a << none << none;
        QTest::newRow("sent there, gone on with here") << a << none << ab << none << ab;
        QTest::newRow("sent here") << a << none << none << a << none;
        QTest::newRow("sent here, gone on with there") << a << none << none << ab << ab;
        QTest::newRow("sent here, after an offer without an answer") << none << ab << none << ab << none;
        QTest::newRow("offered, and gone on with") << none << a << ab << a << ab;
        QTest::newRow("offered, and sent there") << none << a << a << none << a; // perhaps it never arrived
        QTest::newRow("new here") << none << none << a << none << a;
    }
    void texts() {
        QFETCH(QString, base);
        QFETCH(QString, offered);
        QFETCH(QString, mine);
        QFETCH(QString, there);
        QFETCH(QString, expected);
        Draft here = draft(mine);
        here.base = digestOf(draft(base));
        if (!offered.isEmpty())
            noteOffer(here, digestOf(draft(offered)));
        const Draft both = merged(here, theirs(there));
        QCOMPARE(both.text, expected);
        QCOMPARE(both.base, digestOf(draft(there)));
        const bool isNothingNewHere = mine.isEmpty() || digestOf(draft(mine)) == here.base;
        QCOMPARE(both.isSynced, expected == there && mine != there && isNothingNewHere);
    }

    /// An answer and an edit count as text does.
    void theRestOfADraft() {
        Draft editing = draft({});
        editing.editing = 7;
        editing.edit = QStringLiteral("new");
        QCOMPARE(merged(editing, theirs({})).edit, QStringLiteral("new"));
        Draft known = editing;
        known.base = digestOf(editing);
        known.edit = QStringLiteral("newer");
        QCOMPARE(merged(known, theirs({})).edit, QStringLiteral("newer"));
        QCOMPARE(merged(draft(QStringLiteral("a")), editing).editing, 7);
        QVERIFY(digestOf(editing) != digestOf(known));
        QVERIFY(digestOf(draft({})).isEmpty());
    }

    void offersAreBounded() {
        Draft one = draft(QStringLiteral("x"));
        for (int i = 0; i < 100; ++i)
            noteOffer(one, digestOf(draft(QString::number(i))));
        QCOMPARE(one.offered.size(), mostOffered);
        QCOMPARE(one.offered.last(), digestOf(draft(QStringLiteral("99"))));
        noteStored(one, one.offered.last());
        QCOMPARE(one.base, digestOf(draft(QStringLiteral("99"))));
        QCOMPARE(one.offered.size(), mostOffered - 1);
    }
};

} // namespace confab::client

QTEST_GUILESS_MAIN(confab::client::DraftMergeTest)
#include "tst_draftmerge.moc"
