// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/administered.h"
#include "tests/qml/shown.h"

namespace confab {

/// The dialog of administrators, as they find it in the window.
class AdministrationDialogTest : public QObject {
    Q_OBJECT
private:
    struct Office : test::Shown {
        test::Administered server;

        Office() {
            stage.setExceptions([this](const Request& request) { return server.answer(request); });
        }
        void start() {
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(timelineList() && timelineList()->property("placed").toBool());
        }
        void appoint() {
            User me = client.session().user();
            me.role = ServerRole::Admin;
            client.session().learn(me);
        }
        bool shows(QAccessible::Role role, const QString& name) const { return driver->find(role, name); }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void membersAreNotOfferedIt() {
        Office f;
        f.start();
        QVERIFY(f.driver->press(QStringLiteral("Settings")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Settings")));
        QVERIFY(!f.shows(QAccessible::Button, QStringLiteral("Administration…")));
    }

    void somebodyIsDisabledAndSettingsChange() {
        Office f;
        f.start();
        f.appoint();
        QVERIFY(f.driver->press(QStringLiteral("Settings")) && f.driver->press(QStringLiteral("Administration…")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Administration")));
        QVERIFY(f.driver->press(QStringLiteral("More about Ben Okafor")));
        QVERIFY(f.driver->press(QStringLiteral("Disable account"))); // of the menu
        QTRY_VERIFY(f.says(QStringLiteral("All devices of this person are signed out")));
        QVERIFY(f.driver->press(QStringLiteral("Disable account"))); // after the question
        QTRY_COMPARE(f.server.changes.size(), 1);
        QCOMPARE(f.server.changes[0].disabled, std::optional(true));
        QVERIFY(f.driver->press(QStringLiteral("Server")));
        QTRY_VERIFY(f.says(QStringLiteral("Version 0.1.0")));
        QVERIFY(f.driver->press(QStringLiteral("With an invitation")) && f.driver->press(QStringLiteral("Save")));
        QTRY_VERIFY(f.server.update);
        QCOMPARE(f.server.update->registration, std::optional(Registration::Invite));
        QVERIFY(f.driver->press(QStringLiteral("Log")));
        QTRY_VERIFY(f.says(QStringLiteral("Account of Chi Nguyen changed")));
    }
};

} // namespace confab

QTEST_MAIN(confab::AdministrationDialogTest)
#include "tst_administrationdialog.moc"
