// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/accounts.h"

#include <QAbstractItemModelTester>
#include <QDesktopServices>
#include <QSignalSpy>

namespace confab::models {

/// Several accounts in one window: how they come, which one is shown, and how they leave.
class AccountsTest : public QObject {
    Q_OBJECT
private:
    static QString linkTo(const test::Stage& stage, RoomId room) {
        return QStringLiteral("confab://127.0.0.1:%1/room/%2").arg(stage.url().port()).arg(room.value);
    }

private Q_SLOTS:
    void oneIsThereFromTheBeginning() {
        Accounts f;
        QCOMPARE(f.list->count(), 1);
        QCOMPARE(f.list->currentRow(), 0);
        QVERIFY(!f.list->isFull());
        f.list->choose(1);
        f.list->choose(-1);
        f.list->step(1);
        f.list->step(-1);
        QCOMPARE(f.list->currentRow(), 0);
        QCOMPARE(f.at(0, AccountList::TitleRole).toString(), QStringLiteral("New account"));
    }

    void bothAreThereInTheNextRun() {
        Accounts f;
        const QAbstractItemModelTester tester(f.list.get());
        QVERIFY(f.signInToBoth());
        QCOMPARE(f.list->currentRow(), 1);
        QCOMPARE(f.at(1, AccountList::CurrentRole).toBool(), true);
        QTRY_COMPARE(f.at(0, AccountList::TitleRole).toString().section(u',', 0, 0), QStringLiteral("Ana Moreno"));
        QTRY_COMPARE(f.at(1, AccountList::TitleRole).toString().section(u',', 0, 0), QStringLiteral("Dr Moreno"));
        QCOMPARE(f.at(0, AccountList::ShortNameRole).toString(), QStringLiteral("AM")); // an address has no name
        f.list.reset();
        f.list = f.make();
        QCOMPARE(f.list->count(), 2);
        QCOMPARE(f.list->currentRow(), 1);
        f.list->start(true);
        QVERIFY(f.isOnline(f.list->workspaceAt(0)));
        QVERIFY(f.isOnline(f.list->workspaceAt(1)));
    }

    void whatTheUserChoseIsForAll() {
        Accounts f;
        QVERIFY(f.signInToBoth());
        f.list->workspaceAt(0).appearance()->setTextScale(1.3);
        QCOMPARE(f.list->workspaceAt(1).appearance()->textScale(), 1.3);
    }

    void unreadMessagesOfAllCount() {
        Accounts f;
        const RoomId direct = f.work.addDirect({f.chi});
        f.work.say(direct, f.chi, QStringLiteral("a question"), UtcTime::now());
        f.work.markRead(direct, 1);
        QVERIFY(f.signInToBoth());
        QTRY_COMPARE(f.list->number(), 1);
        QCOMPARE(f.at(0, AccountList::NumberRole).toInt(), 0);
        QCOMPARE(f.at(1, AccountList::NumberRole).toInt(), 1);
        QSignalSpy badges(f.list.get(), &AccountList::badgesChanged);
        QSignalSpy rows(f.list.get(), &AccountList::dataChanged);
        f.home.say(f.kitchen, f.ben, QStringLiteral("hello"), UtcTime::now());
        QTRY_VERIFY(f.at(0, AccountList::CallingRole).toBool());
        QVERIFY(f.list->isCalling());
        QVERIFY(!badges.isEmpty() && !rows.isEmpty());
    }

    /// Otherwise messages that nobody sees would count as read, and bring no notification.
    void nobodyReadsTheOneThatIsNotShown() {
        Accounts f;
        QVERIFY(f.signInToBoth());
        Workspace& shown = f.list->current();
        shown.room()->open(double(f.office.value));
        shown.room()->setWatched(true);
        f.list->choose(0);
        QVERIFY(!shown.room()->isWatched());
    }

    void itLeavesWithItsSession() {
        Accounts f;
        QVERIFY(f.signInToBoth());
        QSignalSpy current(f.list.get(), &AccountList::currentChanged);
        f.list->current().signIn()->signOut();
        QTRY_COMPARE(f.list->count(), 1);
        QCOMPARE(current.count(), 1);
        QVERIFY(f.isOnline(f.list->current()));
        QVERIFY(f.at(0, AccountList::TitleRole).toString().startsWith(QStringLiteral("Ana Moreno")));
        QTRY_VERIFY(!QSettings(f.folder.filePath(QStringLiteral("2.ini")), QSettings::IniFormat)
                         .contains(QStringLiteral("account/email")));
        QSignalSpy left(f.list->current().signIn(), &SignIn::left);
        f.list->current().signIn()->signOut();
        QTRY_COMPARE(left.count(), 1);
        QCoreApplication::processEvents();
        QCOMPARE(f.list->count(), 1); // the last one stays, with the sign-in page
        QCOMPARE(f.list->current().signIn()->email(), QStringLiteral("ana@example.org"));
    }

    void theFirstMayLeaveToo() {
        Accounts f;
        QVERIFY(f.signInToBoth());
        f.list->workspaceAt(0).signIn()->signOut();
        QTRY_COMPARE(f.list->count(), 1);
        QCOMPARE(f.list->currentRow(), 0);
        QVERIFY(f.at(0, AccountList::TitleRole).toString().startsWith(QStringLiteral("Dr Moreno")));
        f.list.reset();
        f.list = f.make();
        f.list->start(true);
        QCOMPARE(f.list->count(), 1);
        QVERIFY(f.isOnline(f.list->current()));
        f.list->add(); // in the place of the first
        QVERIFY(f.signIn(f.home));
        QCOMPARE(f.list->count(), 2);
    }

    void oneThatNobodyUsesLeaves() {
        Accounts f;
        QVERIFY(f.signIn(f.home));
        f.list->add();
        f.list->add(); // the same one
        QCOMPARE(f.list->count(), 2);
        f.list->choose(0);
        QCOMPARE(f.list->count(), 1);
        f.list->add();
        f.list.reset();
        f.list = f.make();
        QCOMPARE(f.list->count(), 1);
    }

    void nobodySignsInTwice() {
        Accounts f;
        QVERIFY(f.signInToBoth());
        f.list->choose(0);
        f.list->add();
        QCOMPARE(f.list->count(), 3);
        f.list->current().signIn()->signIn(f.work.url().toString(), QStringLiteral("Ana@example.org"),
                                           QStringLiteral("right"));
        QTRY_COMPARE(f.list->count(), 2);
        QCOMPARE(f.list->currentRow(), 1);
        QVERIFY(f.list->current().connection()->isOnline());
    }

    void aLinkOpensInItsAccount() {
        Accounts f;
        QVERIFY(f.signInToBoth());
        f.list->openLink(linkTo(f.home, f.kitchen));
        QCOMPARE(f.list->currentRow(), 0);
        QTRY_COMPARE(f.list->current().room()->roomId(), double(f.kitchen.value));
        // One that is pressed in a message leads to the other account, which the first one does not complain about.
        QVERIFY(QDesktopServices::openUrl(QUrl(linkTo(f.work, f.office))));
        QTRY_COMPARE(f.list->currentRow(), 1);
        QTRY_COMPARE(f.list->current().room()->roomId(), double(f.office.value));
        QCOMPARE(f.list->workspaceAt(0).links()->text(), QString());
        QVERIFY(QDesktopServices::openUrl(QUrl(QStringLiteral("confab://elsewhere.example/room/1"))));
        QTRY_VERIFY(f.list->current().links()->text().contains(QStringLiteral("elsewhere.example")));
        QCOMPARE(f.list->currentRow(), 1);
    }

    void thereAreNotMoreThanNine() {
        Accounts f;
        f.settings.setValue(QStringLiteral("accounts/names"), QStringLiteral("2,x,2,-1,12,3").split(u','));
        for (const char* name : {"2", "3"})
            QSettings(f.folder.filePath(QString::fromLatin1(name) + QStringLiteral(".ini")), QSettings::IniFormat)
                .setValue(QStringLiteral("account/email"), QStringLiteral("ana@example.org"));
        f.list.reset();
        f.list = f.make();
        QCOMPARE(f.list->count(), 2);
        for (int i = 0; !f.list->isFull() && i < 20; ++i) {
            f.list->add();
            f.list->current().signIn()->signIn(f.home.url().toString(), QStringLiteral("person%1@example.org").arg(i),
                                               QStringLiteral("right"));
            QVERIFY(f.isOnline(f.list->current()));
        }
        f.list->add();
        QCOMPARE(f.list->count(), int(AccountList::most));
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::AccountsTest)
#include "tst_accounts.moc"
