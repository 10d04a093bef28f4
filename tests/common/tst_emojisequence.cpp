// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/emoji/emojisequence.h"
#include "tests/common/emojitest.h"

#include <QFile>
#include <QTest>

namespace confab {

/// What counts as one emoji: all of Unicode's list, and nothing else.
class TestEmojiSequence : public QObject {
    Q_OBJECT
private:
    QList<test::ListedEmoji> m_listed;

private Q_SLOTS:
    void initTestCase() {
        m_listed = test::listedEmoji();
        QVERIFY(m_listed.size() > 4000);
    }

    void everyListedEmojiIsOne() {
        QString whole; // the fully-qualified form, which precedes the others in the list
        int others = 0;
        for (const auto& [sequence, status, name] : std::as_const(m_listed)) {
            if (status == u"component") {
                QVERIFY2(!isEmojiSequence(sequence), qPrintable(name));
                continue;
            }
            if (status == u"fully-qualified")
                whole = sequence;
            else
                ++others;
            QVERIFY2(isEmojiSequence(sequence), qPrintable(name));
            QCOMPARE(normalisedEmoji(sequence), whole);
            QVERIFY(sequence.toUtf8().size() <= emojiBytesMost);
        }
        QVERIFY(others > 1000);
    }

    /// A piece of an emoji, and an emoji with a unit of its own doubled, are emoji only where the list says so.
    void nothingAroundThemIsOne() {
        QSet<QString> known;
        for (const auto& [sequence, status, name] : std::as_const(m_listed)) {
            if (status != u"component")
                known.insert(sequence);
        }
        for (const QString& sequence : std::as_const(known)) {
            for (qsizetype at = 0; at < sequence.size(); ++at) {
                const QString pieces[] = {sequence.left(at), sequence.mid(at + 1),
                                          QString(sequence).insert(at, sequence[at])};
                for (const QString& piece : pieces)
                    QCOMPARE(isEmojiSequence(piece), known.contains(piece));
            }
        }
    }

    void textIsNone_data() {
        QTest::addColumn<QString>("text");
        const QString heart = QString::fromUtf16(u"❤️");
        QTest::newRow("empty") << QString();
        for (const char* text : {"a", "1", "#", "*", " ", "12", ":)", "heart", "\n"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("two") << heart + heart;
        QTest::newRow("two kinds") << QString::fromUtf16(u"😀👍");
        QTest::newRow("emoji and a letter") << heart + u'a';
        QTest::newRow("space and emoji") << u' ' + heart;
        QTest::newRow("emoji and a joiner") << heart + QChar(0x200d);
        QTest::newRow("emoji and NUL") << heart + QChar(0);
        QTest::newRow("joiner") << QString(QChar(0x200d));
        QTest::newRow("variation selector") << QString(QChar(0xfe0f));
        QTest::newRow("text presentation") << QString::fromUtf16(u"❤\xfe0e");
        QTest::newRow("two variation selectors") << heart + QChar(0xfe0f);
        QTest::newRow("variation selector first") << QChar(0xfe0f) + heart;
        QTest::newRow("high surrogate") << QString(QChar(0xd83d));
        QTest::newRow("low surrogate") << QString(QChar(0xde00));
        QTest::newRow("surrogates exchanged") << QString(QChar(0xde00)) + QChar(0xd83d);
        QTest::newRow("regional indicator") << QString::fromUtf16(u"🇩");
        QTest::newRow("flag of nowhere") << QString::fromUtf16(u"🇽🇽");
        QTest::newRow("skin tone") << QString::fromUtf16(u"🏽");
        QTest::newRow("skin tone on a heart") << heart + QString::fromUtf16(u"🏽");
        QTest::newRow("10 kB of letters") << QString(10'000, u'a');
        QTest::newRow("10 kB of emoji") << QString::fromUtf16(u"😀").repeated(2500);
        QTest::newRow("10 kB of joiners") << QString(3333, QChar(0x200d));
        QTest::newRow("10 kB of selectors") << heart + QString(3333, QChar(0xfe0f));
    }
    void textIsNone() {
        QFETCH(QString, text);
        QVERIFY(!isEmojiSequence(text));
        QCOMPARE(normalisedEmoji(text), QString());
    }

    /// The server checks reactions, and needs no names: its programs are linked without that table.
    void namesAreNotLinked() {
        QFile program(QCoreApplication::applicationFilePath());
        QVERIFY(program.open(QIODevice::ReadOnly));
        const QByteArray bytes = program.readAll();
        const QByteArray name = QByteArray("face with tears").append(" of joy"); // not here as a whole
        QVERIFY(!bytes.contains(name));
    }
};

} // namespace confab

QTEST_GUILESS_MAIN(confab::TestEmojiSequence)
#include "tst_emojisequence.moc"
