// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

namespace confab {

/// The own profile and presence, and those of others, as a user finds them in the window.
class ProfilesWindowTest : public QObject {
    Q_OBJECT
private:
    struct Home : test::Shown {
        void start() {
            show();
            QVERIFY(signIn() && open(general));
            QTRY_VERIFY(driver->find(QAccessible::EditableText, QStringLiteral("Message General")));
        }
        bool shows(QAccessible::Role role, const QString& name) const { return driver->find(role, name); }
        bool choose(const QString& entry) {
            return driver->press(QStringLiteral("Profile and presence")) && driver->press(entry);
        }
    };

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void theOwnProfileIsChanged() {
        Home f;
        f.start();
        QVERIFY(f.choose(QStringLiteral("Profile and status…")));
        QTRY_VERIFY(f.shows(QAccessible::Heading, QStringLiteral("Profile and status")));
        QVERIFY(f.driver->fill(QStringLiteral("Name"), QStringLiteral("Ana Lima")));
        QVERIFY(f.driver->fill(QStringLiteral("Status"), QStringLiteral("In the garden")));
        QVERIFY(f.driver->press(QStringLiteral("1 hour")));
        QVERIFY(f.driver->press(QStringLiteral("Save")));
        QTRY_VERIFY(!f.shows(QAccessible::Heading, QStringLiteral("Profile and status")));
        QTRY_VERIFY(f.says(QStringLiteral("Ana Lima")));
        QVERIFY(f.says(QStringLiteral("In the garden")));
        const ProfileUpdate sent = f.stage.server().requestsOf<ProfileUpdate>().back();
        QVERIFY(sent.status->value->until);
        QVERIFY(f.choose(QStringLiteral("Clear status")));
        QTRY_VERIFY(!f.says(QStringLiteral("In the garden")));
    }

    void presenceIsChosen() {
        Home f;
        f.start();
        QVERIFY(f.choose(QStringLiteral("Do not disturb")));
        QTRY_COMPARE(f.workspace.me()->presence(), models::CurrentUser::DoNotDisturb);
        QTRY_VERIFY(f.says(QStringLiteral("Do not disturb")));
        QVERIFY(f.workspace.notifications()->isSilent());
    }

    void othersTellOfThemselves() {
        Home f;
        f.start();
        QTRY_VERIFY(f.driver->find(QAccessible::ListItem, QStringLiteral("Chi")));
        f.stage.user(f.chi).name = QStringLiteral("Chi Nguyen");
        f.stage.user(f.chi).status = UserStatus{QStringLiteral("On holiday"), {}};
        f.stage.user(f.chi).presence = Availability::Away;
        f.stage.server().notify(UserUpdated{f.stage.user(f.chi)});
        QTRY_VERIFY(f.driver->find(QAccessible::ListItem, QStringLiteral("Chi Nguyen, away")));
        QVERIFY(f.says(QStringLiteral("On holiday")));
    }
};

} // namespace confab

QTEST_MAIN(confab::ProfilesWindowTest)
#include "tst_profilewindow.moc"
