// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

namespace confab {

namespace {

QStringList heard; // the notifications that came up, as a screen reader gets them

void listen(QAccessibleEvent* event) {
    // Others come from items that are being made or unmade, of which nothing can be asked.
    const bool isRegion = event->object() && event->object()->inherits("confab::LiveRegion");
    if (!isRegion || event->type() != QAccessible::ObjectShow)
        return;
    QAccessibleInterface* interface = event->accessibleInterface();
    if (interface && interface->role() == QAccessible::Notification)
        heard << interface->text(QAccessible::Name);
}

} // namespace

/// What a screen reader says of new messages, without being asked. Qt tells nobody where nothing asks for it, so this
/// runs on a display with the bus of AT-SPI.
class AnnouncementsTest : public QObject {
    Q_OBJECT
private:
    struct Window : test::Shown {
        void start() {
            stage.say(general, ben, QStringLiteral("old"), UtcTime{1'700'000'000'000});
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(rowSaying(QStringLiteral("old")));
            QVERIFY(QGuiApplication::focusWindow());
            heard.clear();
        }
        void hear(const QString& text) { stage.say(general, ben, text, UtcTime::now()); }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
        QAccessible::installUpdateHandler(listen);
        QQuickWindow window; // the bus of screen readers is looked for when there is one
        window.show();
        if (!QTest::qWaitFor([] { return QAccessible::isActive(); }, 10000))
            QSKIP("needs a desktop with a screen reader: tests/qml/withscreenreader.sh");
    }
    void cleanupTestCase() { QAccessible::installUpdateHandler(nullptr); }

    void aMessageIsSaidOnce() {
        Window f;
        f.start();
        f.hear(QStringLiteral("Coffee is ready"));
        QTRY_COMPARE(heard.size(), 1);
        QVERIFY2(heard[0].startsWith(QStringLiteral("Ben: Coffee is ready")), qPrintable(heard[0]));
        f.hear(QStringLiteral("Coffee is ready")); // the same words are news again
        QTRY_COMPARE(heard.size(), 2);
    }

    void manyAreSaidAsTheirNumber() {
        Window f;
        f.start();
        for (int i = 1; i <= 8; ++i)
            f.hear(QStringLiteral("message %1").arg(i));
        QTRY_VERIFY(!heard.isEmpty() && heard.last().contains(QStringLiteral("message 8")));
        QVERIFY2(heard.size() < 8, qPrintable(heard.join(u'|')));
        // All together, however they came along, and in their order.
        QTRY_VERIFY(f.rowSaying(QStringLiteral("message 8")));
        const QString all = heard.join(u'\n');
        QVERIFY2(all.contains(QStringLiteral("new messages")) || all.contains(QStringLiteral("message 1")),
                 qPrintable(all));
        QVERIFY(all.indexOf(QStringLiteral("message 8")) == all.lastIndexOf(QStringLiteral("message ")));
    }

    void neitherOwnOnesNorOtherRoomsNorNotices() {
        Window f;
        f.start();
        f.workspace.room()->composer()->send(QStringLiteral("my own"));
        f.stage.say(f.garden, f.chi, QStringLiteral("elsewhere"), UtcTime::now());
        f.stage.happen(f.general, f.chi, MemberJoined{f.chi, QStringLiteral("Chi")}, UtcTime::now());
        QTRY_VERIFY(f.rowSaying(QStringLiteral("my own")));
        f.hear(QStringLiteral("after all of it"));
        QTRY_VERIFY(!heard.isEmpty());
        QCOMPARE(heard.size(), 1);
        QVERIFY2(heard[0].startsWith(QStringLiteral("Ben: after all of it")), qPrintable(heard[0]));
        QVERIFY(!heard[0].contains(u'\n'));
    }
};

} // namespace confab

QTEST_MAIN(confab::AnnouncementsTest)
#include "tst_announcements.moc"
