// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/clientid.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QUuid>

using namespace confab;
using namespace confab::client;

/// Every message has another; later ones come later in the order of bytes.
class TestClientId : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasTheFormOfVersion7();
    void beginsWithTheTime();
    void isNeverTheSame();
};

void TestClientId::hasTheFormOfVersion7() {
    static const QRegularExpression form(
        QStringLiteral("^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
    for (int i = 0; i < 1000; ++i) {
        const QString id = newClientId(UtcTime::now());
        QVERIFY2(form.match(id).hasMatch(), qUtf8Printable(id));
        QCOMPARE(QUuid(id).variant(), QUuid::DCE);
    }
}

/// The time of RFC 9562's example (appendix A.6).
void TestClientId::beginsWithTheTime() {
    const qint64 ms = 0x017F22E279B0;
    const QString id = newClientId(UtcTime{ms});
    QVERIFY2(id.startsWith(QStringLiteral("017f22e2-79b0-7")), qUtf8Printable(id));
    QVERIFY(id < newClientId(UtcTime{ms + 1}));
}

void TestClientId::isNeverTheSame() {
    QSet<QString> ids;
    for (int i = 0; i < 10'000; ++i)
        ids.insert(newClientId(UtcTime{1'000}).mid(15)); // without the time and the version
    QCOMPARE(ids.size(), 10'000);
}

QTEST_GUILESS_MAIN(TestClientId)
#include "tst_clientid.moc"
