// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

#include <QClipboard>
#include <QGuiApplication>

namespace confab {

using test::Shown;

/// Bots and webhooks in the window: made, shown once, given another secret, removed; and the badge of a bot.
class ProgramsTest : public QObject {
    Q_OBJECT
private:
    static bool enterGeneral(Shown& f) {
        f.stage.room(f.general).role = Role::Owner;
        f.show();
        return f.signIn() && f.open(f.general) && QTest::qWaitFor([&f] { return f.timelineList(); }, 20000);
    }

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void aBotIsMadeInTheSettings() {
        Shown f;
        QVERIFY(enterGeneral(f));
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(f.driver->press(QStringLiteral("Manage bots…")));
        QVERIFY(f.driver->fill(QStringLiteral("Name"), QStringLiteral("Deploys")));
        QVERIFY(f.driver->press(QStringLiteral("General: Send")));
        QVERIFY(f.driver->press(QStringLiteral("Make the bot")));
        const models::ShownSecret& secret = *f.workspace.me()->bots()->secret();
        QTRY_VERIFY(!secret.text().isEmpty() && f.says(secret.text()));
        const QString token = secret.text();
        QVERIFY(f.driver->press(QStringLiteral("Copy")));
        QCOMPARE(QGuiApplication::clipboard()->text(), token);
        QVERIFY(f.driver->press(QStringLiteral("Done")));
        QTRY_VERIFY(!f.says(token));
        QTRY_VERIFY(f.says(QStringLiteral("General: send")));
        QVERIFY(f.driver->press(QStringLiteral("Deploys: New token")));
        QVERIFY(f.driver->press(QStringLiteral("New token"))); // asked once more
        QTRY_VERIFY(!secret.text().isEmpty() && secret.text() != token);
        f.driver->key(Qt::Key_Escape); // with the dialog the token is gone
        QTRY_VERIFY(secret.text().isEmpty());
        f.driver->key(Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(f.driver->press(QStringLiteral("Manage bots…")));
        QVERIFY(f.driver->press(QStringLiteral("Remove Deploys")));
        QVERIFY(f.driver->press(QStringLiteral("Cancel")));
        QVERIFY(f.stage.server().requestsOf<BotRemove>().empty());
        QVERIFY(f.driver->press(QStringLiteral("Remove Deploys")));
        QVERIFY(f.driver->press(QStringLiteral("Remove")));
        QTRY_COMPARE(f.workspace.me()->bots()->rowCount(), 0);
    }

    void aWebhookIsMadeInTheRoomsSettings() {
        Shown f;
        QVERIFY(enterGeneral(f));
        QVERIFY(f.driver->press(QStringLiteral("More")));
        QVERIFY(f.driver->press(QStringLiteral("Room settings…")));
        QVERIFY(f.driver->press(QStringLiteral("Manage webhooks…")));
        QVERIFY(f.driver->press(QStringLiteral("Command")));
        QVERIFY(f.driver->fill(QStringLiteral("Name"), QStringLiteral("Dice")));
        QVERIFY(f.driver->press(QStringLiteral("Make the webhook")));
        QTRY_VERIFY(f.says(QStringLiteral("Enter a word such as /deploy.")));
        QVERIFY(f.driver->fill(QStringLiteral("Command"), QStringLiteral("/roll")));
        QVERIFY(f.driver->fill(QStringLiteral("Address"), QStringLiteral("https://example.org/roll")));
        QVERIFY(f.driver->press(QStringLiteral("Make the webhook")));
        QTRY_VERIFY(f.says(QStringLiteral("/roll → https://example.org/roll")));
        QTRY_VERIFY(f.says(f.workspace.editor()->hooks()->secret()->text()));
    }

    /// Whose room it is not gets no button that would fail.
    void onlyAnOwnerManagesWebhooks() {
        Shown f;
        f.stage.room(f.general).role = Role::Moderator;
        f.show();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timelineList());
        QVERIFY(f.driver->press(QStringLiteral("More")));
        QVERIFY(f.driver->press(QStringLiteral("Room settings…")));
        QTRY_VERIFY(f.says(QStringLiteral("Archived")));
        QVERIFY(!f.driver->find(QAccessible::Button, QStringLiteral("Manage webhooks…")));
    }

    void aBotHasABadge() {
        Shown f;
        f.stage.makeBot(f.ben);
        f.stage.say(f.general, f.chi, QStringLiteral("hello"), UtcTime::now());
        QVERIFY(enterGeneral(f));
        QTRY_VERIFY(f.says(QStringLiteral("hello")));
        const auto badges = [&f] {
            const QList<QQuickItem*> all = f.texts();
            return std::count_if(all.begin(), all.end(),
                                 [](QQuickItem* item) { return item->property("text").toString() == u"Bot"; });
        };
        QTRY_COMPARE(badges(), 1); // among the members
        f.stage.say(f.general, f.ben, QStringLiteral("It is built"), UtcTime::now());
        QTRY_VERIFY(f.says(QStringLiteral("It is built")));
        QTRY_COMPARE(badges(), 2);
    }
};

} // namespace confab

QTEST_MAIN(confab::ProgramsTest)
#include "tst_programs.moc"
