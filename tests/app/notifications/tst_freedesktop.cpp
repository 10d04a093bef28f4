// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/notifications/freedesktopnotifications.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

namespace confab::notifications {

/// The desktop's notifications without a service, and with dunst when CONFAB_NOTIFICATIONS says so
/// (withnotifications.sh).
class FreedesktopTest : public QObject {
    Q_OBJECT
private:
    static constexpr int patience = 10000; // QTRY waits three times as long before it fails
    static constexpr RoomId general{1}, garden{2};

    static bool hasService() { return qgetenv("CONFAB_NOTIFICATIONS") == "dunst"; }
    static QByteArray dunst(const QStringList& arguments) {
        QProcess control;
        control.start(QStringLiteral("dunstctl"), arguments);
        return control.waitForFinished() ? control.readAllStandardOutput().trimmed() : QByteArray();
    }
    static int displayed() { return dunst({QStringLiteral("count"), QStringLiteral("displayed")}).toInt(); }
    /// Of the closed ones with this title: their texts, the last first.
    static QStringList closed(const QString& title) {
        QStringList lines;
        const QJsonArray outer =
            QJsonDocument::fromJson(dunst({QStringLiteral("history")})).object()[QLatin1String("data")].toArray();
        const QJsonArray all = outer.at(0).toArray();
        const auto text = [](const QJsonObject& one, const char* name) {
            return one[QLatin1String(name)].toObject()[QLatin1String("data")].toString();
        };
        for (const QJsonValue& value : all) {
            const QJsonObject one = value.toObject();
            if (text(one, "summary") == title)
                lines << text(one, "body");
        }
        return lines;
    }

private Q_SLOTS:
    void withoutAServiceNothingHappens() {
        if (hasService())
            QSKIP("needs a system without notifications");
        FreedesktopNotifications service;
        service.show({general, 1, QStringLiteral("General"), QStringLiteral("Ben: hello"), false});
        service.withdraw(general);
    }

    void showsReplacesAndTakesBack() {
        if (!hasService())
            QSKIP("needs a notification service");
        FreedesktopNotifications service;
        QSignalSpy gone(&service, &NotificationService::closed);
        service.show({general, 1, QStringLiteral("General"), QStringLiteral("Ben: one"), false});
        service.show({garden, 7, QStringLiteral("Garden"), QStringLiteral("Chi: beans"), false});
        service.show({general, 2, QStringLiteral("General"), QStringLiteral("Ben: one\nBen: two"), true}); // at once
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 2, patience);
        service.withdraw(garden);
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 1, patience);
        QCOMPARE(closed(QStringLiteral("Garden")), QStringList(QStringLiteral("Chi: beans")));
        service.withdraw(general);
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 0, patience);
        QCOMPARE(closed(QStringLiteral("General")), QStringList(QStringLiteral("Ben: one\nBen: two")));
        QCOMPARE(gone.size(), 0);
    }

    /// A withdrawal before the service has answered must not be lost.
    void whatIsReadAtOnceIsTakenBack() {
        if (!hasService())
            QSKIP("needs a notification service");
        FreedesktopNotifications service;
        service.show({garden, 1, QStringLiteral("Garden"), QStringLiteral("Chi: beans"), false});
        service.show({general, 1, QStringLiteral("Too early"), QStringLiteral("Ben: zero"), false});
        service.withdraw(general); // before the service has said what it can do
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 1, patience);
        service.show({general, 1, QStringLiteral("At once"), QStringLiteral("Ben: one"), false});
        service.withdraw(general);
        QTRY_COMPARE_WITH_TIMEOUT(closed(QStringLiteral("At once")).size(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 1, patience);
        QVERIFY(closed(QStringLiteral("Too early")).isEmpty());
    }

    /// Foreign text is text: no tag of it reaches a service that reads markup.
    void markupIsText() {
        if (!hasService())
            QSKIP("needs a notification service");
        FreedesktopNotifications service;
        service.show(
            {garden, 1, QStringLiteral("Garden"), QStringLiteral("first"), false}); // then the capabilities are known
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 1, patience);
        service.show({general, 1, QStringLiteral("Markup"),
                      QStringLiteral("<b>bold</b> <img src=\"file:///etc/passwd\"/> & <a href=\"x\">"), false});
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 2, patience);
        service.withdraw(general);
        QTRY_COMPARE_WITH_TIMEOUT(closed(QStringLiteral("Markup")).size(), 1, patience);
        const QString shown = closed(QStringLiteral("Markup")).first();
        QVERIFY2(shown.contains(QStringLiteral("&lt;img")), qPrintable(shown));
        QVERIFY2(!shown.contains(QStringLiteral("<b>")), qPrintable(shown));
    }

    void clicksComeBack() {
        if (!hasService())
            QSKIP("needs a notification service");
        FreedesktopNotifications service;
        QSignalSpy opened(&service, &NotificationService::opened);
        QSignalSpy read(&service, &NotificationService::markedRead);
        QSignalSpy gone(&service, &NotificationService::closed);
        service.show({general, 5, QStringLiteral("General"), QStringLiteral("Ben: one"), false});
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 1, patience);
        dunst({QStringLiteral("action"), QStringLiteral("0")});
        QTRY_COMPARE_WITH_TIMEOUT(opened.size(), 1, patience);
        QCOMPARE(opened.first().at(0).value<RoomId>(), general);
        QCOMPARE(opened.first().at(1).toLongLong(), 5);
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 0, patience);

        service.show({garden, 6, QStringLiteral("Mark this"), QStringLiteral("Chi: two"), false});
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 1, patience);
        dunst({QStringLiteral("action"), QStringLiteral("0")});
        QTRY_COMPARE_WITH_TIMEOUT(read.size(), 1, patience);
        QCOMPARE(read.first().at(1).toLongLong(), 6);
        QCOMPARE(gone.size(), 0);

        service.show({garden, 7, QStringLiteral("Garden"), QStringLiteral("Chi: three"), false});
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 1, patience);
        dunst({QStringLiteral("close-all")}); // by the user
        QTRY_COMPARE_WITH_TIMEOUT(gone.size(), 1, patience);
        QCOMPARE(gone.first().first().value<RoomId>(), garden);
    }

    /// Also what the service has, but has not told the id of.
    void theEndOfTheProgramTakesAllBack() {
        if (!hasService())
            QSKIP("needs a notification service");
        {
            FreedesktopNotifications service;
            service.show({general, 1, QStringLiteral("General"), QStringLiteral("Ben: one"), false});
            QTRY_COMPARE_WITH_TIMEOUT(displayed(), 1, patience);
            service.show({garden, 1, QStringLiteral("On its way"), QStringLiteral("Chi: beans"), false});
        }
        QTRY_COMPARE_WITH_TIMEOUT(closed(QStringLiteral("On its way")).size(), 1, patience);
        QTRY_COMPARE_WITH_TIMEOUT(displayed(), 0, patience);
    }
};

} // namespace confab::notifications

QTEST_GUILESS_MAIN(confab::notifications::FreedesktopTest)
#include "tst_freedesktop.moc"
