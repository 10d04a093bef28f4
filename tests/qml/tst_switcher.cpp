// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/shown.h"

namespace confab {

/// Messages in the switcher, in a window of an account with a store.
class SwitcherTest : public QObject {
    Q_OBJECT
private:
    struct Desk : test::Shown {
        client::Client stored{withFolder(folder), store};
        models::Workspace desk{stored, store, settings};
        Seq tulips = 0;

        ~Desk() { main.reset(); } // before what it shows

        static client::Client::Config withFolder(const QTemporaryDir& folder) {
            client::Client::Config config;
            config.dataFolder = folder.path();
            return config;
        }
        void start() {
            stage.say(general, chi, QStringLiteral("The tulips are in."), UtcTime{1'700'000'000'000});
            tulips = stage.lastSeq(general);
            for (int i = 1; i <= 40; ++i)
                stage.say(general, ben, QStringLiteral("line %1").arg(i), UtcTime{1'700'000'000'000 + i * 1000});
            stage.markRead(general, 0);
            desk.appearance()->setReducedMotion(true);
            showOver(desk);
            window->resize(1200, 780);
            desk.signIn()->signIn(stage.url().toString(), QStringLiteral("ana@example.org"), QStringLiteral("right"));
            QTRY_VERIFY(desk.connection()->isOnline());
            desk.room()->open(double(general.value));
            QTRY_VERIFY(timelineList() && timelineList()->property("placed").toBool());
            QTRY_VERIFY(desk.room()->timeline()->rowCount() >= 40);
        }
        bool openSwitcher() {
            driver->key(Qt::Key_K, Qt::ControlModifier);
            return test::holdsSoon([this] { return field() && field()->hasActiveFocus(); });
        }
        QQuickItem* field() const {
            return driver->find(QAccessible::EditableText, QStringLiteral("Go to a room or a person"));
        }
        /// All letters at once: what comes a moment after the last one comes after these.
        void paste(const QString& letters) { field()->setProperty("text", letters); }
        /// The name of the row that Enter chooses.
        QString chosen() const {
            const QString list = QStringLiteral("Rooms, people, messages and commands");
            QQuickItem* row = driver->find(QAccessible::List, list)->property("currentItem").value<QQuickItem*>();
            return row ? row->property("name").toString() : QString();
        }
        double highlighted() { return desk.room()->view()->highlighted(); }
    };
    const QString m_search = QStringLiteral("Search all messages for “tulips”");
    const QString m_hit = QStringLiteral("Chi in General");

private Q_SLOTS:
    void initTestCase() {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
        desktop::prepareProgram();
    }

    void aMessageAndBack() {
        Desk f;
        f.start();
        QVERIFY(f.openSwitcher());
        f.driver->type(QStringLiteral("tulips"));
        QTRY_COMPARE(f.desk.switcher()->rowCount(), 2);
        QTRY_VERIFY(f.driver->find(QAccessible::ListItem, m_hit));
        QVERIFY(f.says(QStringLiteral("The tulips are in.")));
        f.driver->key(Qt::Key_Up);
        QCOMPARE(f.chosen(), m_hit);
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.highlighted(), double(f.tulips));
        QVERIFY(f.desk.room()->view()->isVisiting());
        QVERIFY(!f.desk.search()->isShown());
        QTRY_VERIFY(f.rowSaying(QStringLiteral("The tulips are in.")));
        f.driver->key(Qt::Key_Left, Qt::AltModifier); // in the same room
        QTRY_VERIFY(!f.desk.room()->view()->isVisiting());
        QTRY_VERIFY(f.desk.room()->view()->isAtNewest());
    }

    void backToTheRoomBefore() {
        Desk f;
        f.start();
        f.desk.room()->open(double(f.garden.value));
        QTRY_COMPARE(f.desk.room()->roomId(), double(f.garden.value));
        QVERIFY(f.openSwitcher());
        f.driver->type(QStringLiteral("tulips"));
        QTRY_COMPARE(f.desk.switcher()->seqAt(0), double(f.tulips));
        f.driver->key(Qt::Key_Up);
        f.driver->key(Qt::Key_Return);
        QTRY_COMPARE(f.desk.room()->roomId(), double(f.general.value));
        QTRY_COMPARE(f.highlighted(), double(f.tulips));
        f.driver->key(Qt::Key_Left, Qt::AltModifier);
        QTRY_COMPARE(f.desk.room()->roomId(), double(f.garden.value));
    }

    /// What Enter does is not another thing because a message was found.
    void whatComesLateLeavesTheChoice() {
        Desk f;
        f.start();
        QVERIFY(f.openSwitcher());
        f.paste(QStringLiteral("tulips"));
        QCOMPARE(f.desk.switcher()->rowCount(), 1);
        QCOMPARE(f.chosen(), m_search);
        QTRY_COMPARE(f.desk.switcher()->rowCount(), 2);
        QCOMPARE(f.desk.switcher()->seqAt(0), double(f.tulips));
        QTRY_VERIFY(f.driver->find(QAccessible::ListItem, m_hit));
        QCOMPARE(f.chosen(), m_search);
        f.driver->key(Qt::Key_Return);
        QTRY_VERIFY(f.desk.search()->isShown());
        QCOMPARE(f.desk.search()->query(), QStringLiteral("tulips"));
    }

    void aRoomStaysChosen() {
        Desk f;
        f.stage.say(f.general, f.ben, QStringLiteral("The garden is green."), UtcTime{1'600'000'000'000});
        f.start();
        QVERIFY(f.openSwitcher());
        f.paste(QStringLiteral("garden"));
        QTRY_COMPARE(f.chosen(), QStringLiteral("Garden plans"));
        QTRY_VERIFY(f.driver->find(QAccessible::ListItem, QStringLiteral("Ben in General")));
        QCOMPARE(f.chosen(), QStringLiteral("Garden plans"));
    }
};

} // namespace confab

QTEST_MAIN(confab::SwitcherTest)
#include "tst_switcher.moc"
