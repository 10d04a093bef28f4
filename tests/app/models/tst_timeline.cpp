// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/openroom.h"
#include "app/client/outbox.h"
#include "tests/app/models/fixture.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSignalSpy>

namespace confab::models {

class TimelineModelTest : public QObject {
    Q_OBJECT
private:
    static constexpr qint64 minute = 60'000;
    // Noon, so that no step of a few minutes crosses midnight.
    static UtcTime noon(int daysAgo, int minutes = 0) {
        return UtcTime{QDateTime(QDate::currentDate().addDays(-daysAgo), QTime(12, 0)).toMSecsSinceEpoch() +
                       minutes * minute};
    }
    static QVariantList column(const QAbstractItemModel& model, const char* role) {
        QVariantList values;
        for (int row = 0; row < model.rowCount(); ++row)
            values << Fixture::at(model, row, role);
        return values;
    }

private Q_SLOTS:
    /// A name is never a placeholder for the next value.
    void namesWithPlacesInThem() {
        Fixture f;
        const QStringList names{QStringLiteral("50 %2"), QStringLiteral("%1"), QStringLiteral("%3"),
                                QStringLiteral("four"), QStringLiteral("five")};
        for (int i = 0; i < names.size(); ++i)
            f.stage.happen(f.general, UserId{10 + i}, MemberJoined{UserId{10 + i}, names[i]}, noon(1, i));
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.timeline().rowCount(), 5);
        QCOMPARE(Fixture::at(f.timeline(), 0, "body").toString(), QStringLiteral("50 %2, %1, %3 and 2 others joined"));
    }

    /// A waiting message shows it, and can be edited and withdrawn; a held one is not sent.
    void queuedMessagesAreChangedAndWithdrawn() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        f.stage.server().stop();
        QTRY_VERIFY(!f.client.session().isOnline());
        CurrentRoom& room = *f.workspace.room();
        QueuedMessages& queue = *room.queue();
        QSignalSpy editing(&queue, &QueuedMessages::editingChanged);
        QVERIFY(room.composer()->send(QStringLiteral("first")));
        QVERIFY(room.composer()->send(QStringLiteral("second")));
        QCOMPARE(f.timeline().rowCount(), 2);
        QVERIFY(Fixture::at(f.timeline(), 1, "waiting").toBool());
        QVERIFY(Fixture::at(f.timeline(), 1, "editable").toBool());
        QSignalSpy changed(&f.timeline(), &QAbstractItemModel::dataChanged);
        const QString clientId = Fixture::at(f.timeline(), 1, "clientId").toString();
        queue.edit(clientId);
        QCOMPARE(queue.editing(), clientId);
        QCOMPARE(queue.text(), QStringLiteral("first"));
        queue.save(QString(limits::messageBytes + 1, u'x'));
        QVERIFY(!queue.problem().isEmpty());
        QCOMPARE(queue.editing(), clientId);
        queue.save(QStringLiteral("changed"));
        QCOMPARE(queue.editing(), QString());
        QCOMPARE(queue.problem(), QString());
        QVERIFY(!changed.isEmpty());
        QCOMPARE(column(f.timeline(), "body"), QVariantList({QStringLiteral("second"), QStringLiteral("changed")}));
        queue.edit(clientId);
        queue.save(QStringLiteral(" ")); // no text is left
        QCOMPARE(column(f.timeline(), "body"), QVariantList({QStringLiteral("second")}));
        QCOMPARE(queue.editing(), QString());
        QCOMPARE(editing.size(), 4);
        const QString last = Fixture::at(f.timeline(), 0, "clientId").toString();
        queue.edit(last);
        f.stage.server().listen();
        f.client.session().tryNow();
        QTRY_VERIFY_WITH_TIMEOUT(f.client.session().isOnline(), 30000);
        QVERIFY(f.stage.server().requestsOf<MessageSend>().empty());
        room.close(); // leaving the room ends the editing
        QTRY_COMPARE(f.client.outbox().count(), 0);
        QCOMPARE(f.stage.server().requestsOf<MessageSend>().size(), size_t(1));
    }

    void rowsAreNewestFirst() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("one"), noon(1));
        f.stage.say(f.general, f.chi, QStringLiteral("two"), noon(1, 1));
        QAbstractItemModelTester tester(&f.timeline(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(column(f.timeline(), "body"), QVariantList({QStringLiteral("two"), QStringLiteral("one")}));
        QCOMPARE(column(f.timeline(), "author"), QVariantList({QStringLiteral("Chi"), QStringLiteral("Ben")}));
        f.stage.say(f.general, f.ben, QStringLiteral("three"), noon(1, 2));
        QTRY_COMPARE(Fixture::at(f.timeline(), 0, "body").toString(), QStringLiteral("three"));
    }

    void groupsAndDays() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("a"), noon(2));     // a day begins
        f.stage.say(f.general, f.ben, QStringLiteral("b"), noon(2, 4));  // the same group
        f.stage.say(f.general, f.ben, QStringLiteral("c"), noon(2, 10)); // too late for it
        f.stage.say(f.general, f.chi, QStringLiteral("d"), noon(2, 11)); // another author
        f.stage.say(f.general, f.chi, QStringLiteral("e"), noon(1, 11)); // another day
        f.stage.happen(f.general, f.dara, MemberJoined{f.dara, QStringLiteral("Dara")}, noon(1, 12));
        f.stage.say(f.general, f.chi, QStringLiteral("f"), noon(1, 13)); // a notice separates groups
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timeline().rowCount() >= 6);
        QTRY_VERIFY(!f.client.openRooms().find(f.general)->hasOlder() || !f.timeline().canFetchMore({}));
        QHash<QString, int> rows;
        for (int row = 0; row < f.timeline().rowCount(); ++row)
            rows.insert(Fixture::at(f.timeline(), row, "body").toString(), row);
        const auto starts = [&](const char* body) {
            return Fixture::at(f.timeline(), rows.value(QString::fromLatin1(body)), "groupStart").toBool();
        };
        QVERIFY(!starts("b"));
        QVERIFY(starts("c"));
        QVERIFY(starts("d"));
        QVERIFY(starts("e"));
        QVERIFY(starts("f"));
        QCOMPARE(Fixture::at(f.timeline(), rows.value(QStringLiteral("e")), "day").toString(),
                 QStringLiteral("Yesterday"));
        QCOMPARE(Fixture::at(f.timeline(), rows.value(QStringLiteral("d")), "day").toString(), QString());
        const int notice = rows.value(QStringLiteral("Dara joined"), -1);
        QVERIFY(notice >= 0);
        QCOMPARE(Fixture::at(f.timeline(), notice, "kind").toInt(), int(TimelineModel::Notice));
    }

    void aNewRowChangesItsNeighbour() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("a"), noon(1));
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.timeline().rowCount(), 1);
        QSignalSpy added(&f.timeline(), &TimelineModel::added);
        f.stage.say(f.general, f.ben, QStringLiteral("b"), noon(1, 1));
        QTRY_COMPARE(f.timeline().rowCount(), 2);
        QVERIFY(!Fixture::at(f.timeline(), 0, "groupStart").toBool());
        QCOMPARE(added.size(), 1);
        QCOMPARE(added[0][0].toInt(), 1);
        QVERIFY(!added[0][1].toBool());
    }

    /// What one does in a dialog over the room: the view stays where it is, and counts nothing.
    void aNoticeOfOnesOwnIsNoNews() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("a"), noon(1));
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.timeline().rowCount(), 1);
        QSignalSpy added(&f.timeline(), &TimelineModel::added);
        const UserId me = f.client.session().user().id;
        RoomUpdated topic;
        topic.topic = QStringLiteral("Plans");
        f.stage.happen(f.general, me, topic, noon(1, 1));
        QTRY_COMPARE(f.timeline().rowCount(), 2);
        QCOMPARE(added.size(), 1);
        QCOMPARE(added[0][0].toInt(), 0);
        QVERIFY(!added[0][1].toBool());
    }

    void ownMessageShowsItsWay() {
        Fixture f;
        QAbstractItemModelTester tester(&f.timeline(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn() && f.open(f.general));
        f.stage.setSending(test::Stage::Sending::Unanswered);
        QVERIFY(f.workspace.room()->composer()->send(QStringLiteral("  hello  ")));
        QCOMPARE(f.timeline().rowCount(), 1); // at once
        QCOMPARE(Fixture::at(f.timeline(), 0, "body").toString(), QStringLiteral("hello"));
        QCOMPARE(Fixture::at(f.timeline(), 0, "delivery").toInt(), int(TimelineModel::Sending));
        QVERIFY(Fixture::at(f.timeline(), 0, "mine").toBool());
        f.stage.setSending(test::Stage::Sending::Accepted);
        f.stage.server().abortAll();
        QTRY_COMPARE_WITH_TIMEOUT(Fixture::at(f.timeline(), 0, "delivery").toInt(), int(TimelineModel::Sent), 30000);
        QCOMPARE(f.timeline().rowCount(), 1);
    }

    void refusedMessageSaysWhyAndCanBeTakenBack() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        f.stage.setSending(test::Stage::Sending::Refused);
        QVERIFY(f.workspace.room()->composer()->send(QStringLiteral("no")));
        QTRY_COMPARE(Fixture::at(f.timeline(), 0, "delivery").toInt(), int(TimelineModel::Failed));
        QVERIFY(!Fixture::at(f.timeline(), 0, "failure").toString().isEmpty());
        const QString clientId = Fixture::at(f.timeline(), 0, "clientId").toString();
        f.stage.setSending(test::Stage::Sending::Accepted);
        f.workspace.room()->retry(clientId);
        QTRY_COMPARE(Fixture::at(f.timeline(), 0, "delivery").toInt(), int(TimelineModel::Sent));

        f.stage.setSending(test::Stage::Sending::Refused);
        QVERIFY(f.workspace.room()->composer()->send(QStringLiteral("no again")));
        QTRY_COMPARE(Fixture::at(f.timeline(), 0, "delivery").toInt(), int(TimelineModel::Failed));
        f.workspace.room()->discard(Fixture::at(f.timeline(), 0, "clientId").toString());
        QTRY_COMPARE(f.timeline().rowCount(), 1);
    }

    void tooLongIsRefusedAtOnce() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        const QString text(limits::messageBytes + 1, u'x');
        QVERIFY(!f.workspace.room()->composer()->send(text));
        QVERIFY(!f.workspace.room()->trouble().isEmpty());
        QCOMPARE(f.timeline().rowCount(), 0);
    }

    void unreadLineStandsWhereReadingStopped() {
        Fixture f;
        for (int i = 1; i <= 6; ++i)
            f.stage.say(f.general, f.ben, QStringLiteral("m%1").arg(i), noon(1, i));
        f.stage.markRead(f.general, 2);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.timeline().rowCount(), 6);
        QCOMPARE(f.timeline().unreadRow(), 1);
        QVERIFY(Fixture::at(f.timeline(), 1, "unreadLine").toBool());
        QVERIFY(Fixture::at(f.timeline(), 1, "groupStart").toBool());
        f.stage.say(f.general, f.chi, QStringLiteral("m7"), noon(1, 7));
        QTRY_COMPARE(f.timeline().rowCount(), 7);
        QCOMPARE(f.timeline().unreadRow(), 2); // it stays above the same message
        f.workspace.room()->dismissUnreadLine();
        QCOMPARE(f.timeline().unreadRow(), -1);
        QVERIFY(!column(f.timeline(), "unreadLine").contains(true));
    }

    void historyComesInPages() {
        Fixture f;
        for (int i = 1; i <= 230; ++i)
            f.stage.say(f.general, f.ben, QString::number(i), UtcTime{noon(1).ms + i});
        QAbstractItemModelTester tester(&f.timeline(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timeline().rowCount() > 0);
        int pages = 0;
        while (f.timeline().rowCount() < 230) {
            QTRY_VERIFY(f.timeline().canFetchMore({}));
            const int before = f.timeline().rowCount();
            f.timeline().fetchMore({});
            QTRY_VERIFY(f.timeline().rowCount() > before);
            QVERIFY(++pages < 230);
        }
        for (int row = 0; row < 230; ++row)
            QCOMPARE(Fixture::at(f.timeline(), row, "body").toString(), QString::number(230 - row));
        QTRY_VERIFY(!f.timeline().canFetchMore({}) || !f.client.openRooms().find(f.general)->hasOlder());
    }

    void hostileTextComesOutAsItWentIn() {
        Fixture f;
        const QStringList texts{QStringLiteral("<b>bold</b> <img src='http://127.0.0.1/x'>"),
                                QString::fromUtf8("\u202Ereversed \u2066isolated\u2069"),
                                QString::fromUtf8("👩‍👩‍👧‍👦 नमस्ते 日本語 مرحبا"),
                                QStringLiteral("a\n\n\tb"), QStringLiteral("%1 %2 &amp; \\0 ${x}")};
        for (const QString& text : texts)
            f.stage.say(f.general, f.ben, text, noon(1));
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.timeline().rowCount(), texts.size());
        for (int i = 0; i < texts.size(); ++i) {
            QCOMPARE(Fixture::at(f.timeline(), int(texts.size()) - 1 - i, "body").toString(), texts[i]);
            f.workspace.room()->copyMessage(int(texts.size()) - 1 - i);
            QCOMPARE(QGuiApplication::clipboard()->text(), texts[i]);
        }
    }

    void emptyMeansNobodySaidAnything() {
        Fixture f;
        f.stage.happen(f.garden, f.ben, RoomCreated{QStringLiteral("Garden plans")}, noon(1));
        QVERIFY(f.signIn() && f.open(f.garden));
        QTRY_VERIFY(f.timeline().isEmpty());
        f.stage.say(f.garden, f.ben, QStringLiteral("first"), noon(0));
        QTRY_VERIFY(!f.timeline().isEmpty());
    }

    /// A whole page of notices says nothing about what is older.
    void emptyIsNotClaimedOfOlderPages() {
        Fixture f;
        f.stage.say(f.garden, f.ben, QStringLiteral("first"), noon(2));
        for (int i = 0; i < 150; ++i)
            f.stage.happen(f.garden, f.ben, MemberJoined{f.ben, QStringLiteral("Ben")}, noon(1));
        QVERIFY(f.signIn() && f.open(f.garden));
        bool claimed = false;
        QObject::connect(&f.timeline(), &TimelineModel::emptyChanged, &f.stage,
                         [&] { claimed = claimed || f.timeline().isEmpty(); });
        const client::OpenRoom& room = *f.client.openRooms().find(f.garden);
        QVERIFY(room.hasOlder() && f.timeline().rowCount() > 0);
        QVERIFY(!f.timeline().isEmpty());
        while (room.hasOlder()) {
            f.timeline().fetchMore({});
            QTRY_VERIFY(!room.isLoadingOlder());
            QVERIFY(!f.timeline().isEmpty());
        }
        QVERIFY(!claimed);
    }

    void peopleWhoJoinInARowAreOneLine() {
        Fixture f;
        QAbstractItemModelTester tester(&f.timeline(), QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn() && f.open(f.general));
        const auto join = [&](UserId id, const char* name) {
            const int rows = f.timeline().rowCount();
            f.stage.happen(f.general, id, MemberJoined{id, QString::fromLatin1(name)}, noon(1));
            QTRY_COMPARE(f.timeline().rowCount(), rows + 1);
        };
        const auto bodies = [&] {
            QStringList shown;
            for (int row = 0; row < f.timeline().rowCount(); ++row) {
                if (!Fixture::at(f.timeline(), row, "folded").toBool())
                    shown << Fixture::at(f.timeline(), row, "body").toString();
            }
            return shown;
        };
        join(f.ben, "Ben");
        QCOMPARE(bodies(), QStringList{QStringLiteral("Ben joined")});
        join(f.chi, "Chi");
        QCOMPARE(bodies(), QStringList{QStringLiteral("Ben and Chi joined")});
        join(f.dara, "Dara");
        QCOMPARE(bodies(), QStringList{QStringLiteral("Ben, Chi and Dara joined")});
        join(f.ana, "Ana");
        QCOMPARE(bodies(), QStringList{QStringLiteral("Ben, Chi, Dara and Ana joined")});
        join(f.ben, "Eve");
        QCOMPARE(bodies(), QStringList{QStringLiteral("Ben, Chi, Dara and 2 others joined")});
        f.stage.say(f.general, f.ben, QStringLiteral("hello"), noon(1));
        QTRY_COMPARE(f.timeline().rowCount(), 6);
        join(f.chi, "Chi");
        QCOMPARE(bodies().size(), 3); // a message separates them
    }

    /// A name may arrive after the row that shows it: all rows with it are updated.
    void whatNamesAPersonIsRefreshed() {
        Fixture f;
        const UserId stranger{99};
        f.stage.happen(f.general, stranger, RoomCreated{QStringLiteral("General")}, noon(1));
        f.stage.happen(f.general, f.ben, MemberRole{stranger, confab::Role::Owner}, noon(1, 1));
        f.stage.say(f.general, f.chi, QStringLiteral("hello"), noon(1, 2));
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.timeline().rowCount(), 3);
        QSignalSpy changed(&f.timeline(), &QAbstractItemModel::dataChanged);
        f.client.people().learn(stranger, QStringLiteral("Zoe"));
        QSet<int> rows;
        for (const QVariantList& change : changed) {
            for (int row = change[0].toModelIndex().row(); row <= change[1].toModelIndex().row(); ++row)
                rows.insert(row);
        }
        QCOMPARE(rows, QSet<int>({1, 2})); // both notices, and not Chi's message
        QCOMPARE(Fixture::at(f.timeline(), 1, "excerpt").toString(), QStringLiteral("Zoe is now an owner"));
        QCOMPARE(Fixture::at(f.timeline(), 2, "body").toString(), QStringLiteral("Zoe created this room"));
        changed.clear();
        f.client.people().learn(f.chi, QStringLiteral("Chichi"));
        QVERIFY(!changed.isEmpty());
        QCOMPARE(Fixture::at(f.timeline(), 0, "author").toString(), QStringLiteral("Chichi"));
    }

    void namesAreNeverTakenForPlaces() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        for (const char* name : {"%2", "%1 %3", "Dara", "Eve", "Flo"})
            f.stage.happen(f.general, f.ben, MemberJoined{f.ben, QString::fromLatin1(name)}, noon(1));
        QTRY_COMPARE(f.timeline().rowCount(), 5);
        QCOMPARE(Fixture::at(f.timeline(), 0, "body").toString(),
                 QStringLiteral("%2, %1 %3, Dara and 2 others joined"));
        f.stage.say(f.general, f.ben, QStringLiteral("%3 %2 %1"), noon(1));
        QTRY_COMPARE(f.timeline().rowCount(), 6);
        QVERIFY(Fixture::at(f.timeline(), 0, "spoken").toString().contains(QStringLiteral("%3 %2 %1,")));
    }

    void oneTickForAllThatStandTogether() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        const auto send = [&](const char* text) {
            const int rows = f.timeline().rowCount();
            QVERIFY(f.workspace.room()->composer()->send(QString::fromLatin1(text)));
            QTRY_VERIFY(f.timeline().rowCount() == rows + 1);
        };
        send("one");
        send("two");
        send("three");
        QTRY_COMPARE(column(f.timeline(), "tick"), QVariantList({true, false, false}));
        f.stage.setSending(test::Stage::Sending::Unanswered);
        QSignalSpy changed(&f.timeline(), &QAbstractItemModel::dataChanged);
        send("four");
        QCOMPARE(column(f.timeline(), "tick"), QVariantList({false, true, false, false}));
        QVERIFY(!changed.isEmpty());
        QCOMPARE(changed.last()[1].toModelIndex().row(), 1); // the row below was notified
    }

    void longMessagesUnfoldStepByStep() {
        Fixture f;
        f.stage.say(f.general, f.ben, QStringLiteral("x\n").repeated(2000), noon(1));
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.timeline().rowCount(), 1);
        const auto lines = [&] { return Fixture::at(f.timeline(), 0, "excerpt").toString().count(u'\n') + 1; };
        QCOMPARE(lines(), 20);
        QVERIFY(Fixture::at(f.timeline(), 0, "hiddenLines").toInt() > 1900);
        QSignalSpy changed(&f.timeline(), &QAbstractItemModel::dataChanged);
        f.timeline().unfold(0);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(lines(), 220);
        f.workspace.room()->copyMessage(0);
        QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 2000); // whole, whatever part is shown
    }

    /// A refusal does not last: being let in clears it.
    void troubleEndsWithBeingIn() {
        Fixture f;
        QVERIFY(f.signIn());
        f.stage.setEntering(Error(ErrorKind::RoomNotMember));
        f.workspace.room()->open(double(f.general.value));
        QTRY_VERIFY(!f.workspace.room()->trouble().isEmpty());
        QSignalSpy trouble(f.workspace.room(), &CurrentRoom::troubleChanged);
        f.stage.setEntering({});
        f.stage.server().abortAll();
        QTRY_VERIFY(f.client.openRooms().find(f.general)->isLive());
        QCOMPARE(f.workspace.room()->trouble(), QString());
        QCOMPARE(trouble.size(), 1);
    }

    /// The list of members is requested again when their number has changed.
    void membersAreReadAgainWhenSomebodyJoins() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.stage.server().requestsOf<RoomMembers>().size(), size_t(2)); // at once, and when it is live
        f.stage.say(f.general, f.ben, QStringLiteral("no member more"), noon(1));
        QTRY_COMPARE(f.timeline().rowCount(), 1);
        f.stage.happen(f.general, UserId{5}, MemberJoined{UserId{5}, QStringLiteral("Eve")}, noon(1));
        QTRY_COMPARE(f.stage.server().requestsOf<RoomMembers>().size(), size_t(3));
    }

    void typistsAreNamed() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        f.stage.type(f.general, f.ben);
        QTRY_COMPARE(f.workspace.room()->composer()->typingText(), QStringLiteral("Ben is typing"));
        f.stage.type(f.general, f.chi);
        QTRY_COMPARE(f.workspace.room()->composer()->typingText(), QStringLiteral("Ben and Chi are typing"));
        f.stage.say(f.general, f.ben, QStringLiteral("done"), noon(0));
        QTRY_COMPARE(f.workspace.room()->composer()->typingText(), QStringLiteral("Chi is typing"));
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::TimelineModelTest)
#include "tst_timeline.moc"
