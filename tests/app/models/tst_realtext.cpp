// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/text.h"
#include "tests/app/models/fixture.h"
#include "tests/support/realtext.h"

namespace confab::models {

/// Real text leaves the timeline's model as it went in, after the server's normalisation.
class RealTextTest : public QObject {
    Q_OBJECT

    /// The largest number that the timeline certainly holds.
    static constexpr qsizetype batch = 200;

    static QList<QString> kept(const QList<QString>& messages) {
        QList<QString> texts;
        for (const QString& message : messages) {
            const QString text = normalisedText(message);
            if (!text.trimmed().isEmpty() && text.toUtf8().size() <= limits::messageBytes)
                texts.append(text);
        }
        return texts;
    }

private Q_SLOTS:
    void comesOutOfTheModelByteForByte_data() {
        QTest::addColumn<QList<QString>>("texts");
        for (const realtext::Source& source : realtext::all()) {
            QVERIFY2(source.messages.size() > 400, source.name);
            QTest::newRow(source.name) << kept(source.messages);
        }
    }

    void comesOutOfTheModelByteForByte() {
        QFETCH(QList<QString>, texts);
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        for (qsizetype from = 0; from < texts.size(); from += batch) {
            const QList<QString> some = texts.mid(from, batch);
            for (const QString& text : some)
                f.stage.say(f.general, f.ben, text, UtcTime::now());
            QTRY_VERIFY_WITH_TIMEOUT(Fixture::at(f.timeline(), 0, "body").toString() == some.last() &&
                                         f.timeline().rowCount() >= some.size() &&
                                         Fixture::at(f.timeline(), int(some.size()) - 1, "body") == some.first(),
                                     30'000);
            for (qsizetype i = 0; i < some.size(); ++i) {
                const QVariant body = Fixture::at(f.timeline(), int(some.size() - 1 - i), "body");
                QCOMPARE(body.toString().toUtf8(), some[i].toUtf8());
            }
        }
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::RealTextTest)
#include "tst_realtext.moc"
