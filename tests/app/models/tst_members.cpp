// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/fixture.h"

namespace confab::models {

class MembersTest : public QObject {
    Q_OBJECT
private:
    static QStringList names(const QAbstractItemModel& model) {
        QStringList names;
        for (int row = 0; row < model.rowCount(); ++row)
            names << Fixture::at(model, row, "name").toString();
        return names;
    }

private Q_SLOTS:
    void thoseWhoAreHereComeFirst() {
        Fixture f;
        MemberListModel& people = *f.workspace.room()->people();
        QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 4);
        QCOMPARE(names(people).first(2), QStringList({QStringLiteral("Ana"), QStringLiteral("Ben")}));
        QVERIFY(Fixture::at(people, 1, "here").toBool());
        QVERIFY(!Fixture::at(people, 2, "here").toBool());
        QVERIFY(Fixture::at(people, 0, "me").toBool());
        QCOMPARE(Fixture::at(people, 1, "roleText").toString(), QStringLiteral("Owner"));
        QCOMPARE(Fixture::at(people, 3, "section").toString(), QString::fromUtf8("Not here · 2"));
    }

    void notAllAreKnown() {
        Fixture f;
        f.stage.room(f.general).here = 700;
        MemberListModel& people = *f.workspace.room()->people();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 4);
        QCOMPARE(f.workspace.room()->facts()->here(), 700);
        QCOMPARE(Fixture::at(people, 0, "section").toString(), QString::fromUtf8("Here now · 700"));
        QCOMPARE(Fixture::at(people, 3, "section").toString(), QStringLiteral("Other members")); // away, or not listed
    }

    void comingAndGoingMovesRows() {
        Fixture f;
        MemberListModel& people = *f.workspace.room()->people();
        QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 4);
        f.stage.server().notify(RoomPresence{f.general, {f.dara, QStringLiteral("Dara"), {}}, PresenceState::Here, {}});
        QTRY_COMPARE(names(people), QStringList({QStringLiteral("Ana"), QStringLiteral("Ben"), QStringLiteral("Dara"),
                                                 QStringLiteral("Chi")}));
        f.stage.server().notify(RoomPresence{f.general, {f.ben, QStringLiteral("Ben"), {}}, PresenceState::Gone, {}});
        QTRY_COMPARE(names(people), QStringList({QStringLiteral("Ana"), QStringLiteral("Dara"), QStringLiteral("Ben"),
                                                 QStringLiteral("Chi")}));
        QCOMPARE(Fixture::at(people, 0, "section").toString(), QString::fromUtf8("Here now · 2"));
    }

    /// "Here" is about the room; online and offline are about the user, and are shown only when the server sent them.
    void onlineElsewhereIsNotOffline() {
        Fixture f;
        f.stage.setPresence(f.chi, Availability::Offline);
        f.stage.setPresence(f.dara, Availability::Online);
        MemberListModel& people = *f.workspace.room()->people();
        QAbstractItemModelTester tester(&people, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 4);
        const auto sections = [&] {
            QStringList list;
            for (int row = 0; row < people.rowCount(); ++row)
                list << Fixture::at(people, row, "section").toString();
            return list;
        };
        QTRY_COMPARE(names(people), QStringList({QStringLiteral("Ana"), QStringLiteral("Ben"), QStringLiteral("Dara"),
                                                 QStringLiteral("Chi")}));
        QCOMPARE(sections().mid(2), QStringList({QString::fromUtf8("Online · 1"), QString::fromUtf8("Offline · 1")}));
        QVERIFY(Fixture::at(people, 2, "online").toBool());
        QVERIFY(!Fixture::at(people, 2, "here").toBool());
        QCOMPARE(Fixture::at(people, 3, "stateText").toString(), QStringLiteral("offline"));

        // The member left to an unknown place: with several nodes this one can't know more.
        f.stage.server().notify(RoomPresence{f.general, {f.ben, QStringLiteral("Ben"), {}}, PresenceState::Gone, {}});
        QTRY_COMPARE(sections().last(), QString::fromUtf8("Not here · 1"));
        QCOMPARE(names(people).last(), QStringLiteral("Ben"));
        f.stage.server().notify(
            RoomPresence{f.general, {f.chi, QStringLiteral("Chi"), {}, Availability::Online}, PresenceState::Here, {}});
        QTRY_COMPARE(names(people).first(2), QStringList({QStringLiteral("Ana"), QStringLiteral("Chi")}));
        f.stage.server().notify(
            RoomPresence{f.general, {f.chi, QStringLiteral("Chi"), {}, Availability::Online}, PresenceState::Gone, {}});
        QTRY_COMPARE(sections().value(1), QString::fromUtf8("Online · 2"));
    }

    /// A member without a seat in a full room sees the occupants.
    void aFullRoomListsWhoIsThere() {
        Fixture f;
        f.stage.room(f.general).capacity = 2;
        f.stage.setHere(f.general, 3);
        for (const UserId user : {f.ben, f.chi})
            f.stage.setPresence(user, Availability::Online);
        f.stage.say(f.general, f.ben, QStringLiteral("hello"), UtcTime::now());
        QVERIFY(f.signIn());
        CurrentRoom& room = *f.workspace.room();
        MemberListModel& people = *room.people();
        room.open(double(f.general.value));
        QTRY_VERIFY(room.facts()->isFull());
        QCOMPARE(room.trouble(), QString());
        QCOMPARE(room.facts()->here(), 2);
        QTRY_COMPARE(names(people).first(2), QStringList({QStringLiteral("Ben"), QStringLiteral("Chi")}));
        QCOMPARE(Fixture::at(people, 1, "section").toString(), QString::fromUtf8("Here now · 2"));
        QTRY_COMPARE(f.timeline().rowCount(), 1); // history is for members
        QVERIFY(!room.composer()->send(QStringLiteral("I am not in")));

        f.stage.setHere(f.general, 2);
        f.stage.server().notify(RoomPresence{f.general, {f.chi, QStringLiteral("Chi"), {}}, PresenceState::Gone, 1});
        QTRY_VERIFY(!room.facts()->isFull());
        QTRY_COMPARE(names(people).first(2), QStringList({QStringLiteral("Ana"), QStringLiteral("Ben")}));
        QVERIFY(room.composer()->send(QStringLiteral("I am in")));
    }

    void aLongListComesInPages() {
        Fixture f;
        f.stage.setExceptions([](const Request& request) -> std::optional<Result<Answer>> {
            const auto* asked = std::get_if<RoomMembers>(&request);
            if (!asked)
                return std::nullopt;
            MembersPage page;
            const qint64 first = asked->after.value_or(UserId{}).value + 1;
            for (qint64 id = first; id < first + 2; ++id)
                page.members.append(Member{UserId{id}, QStringLiteral("Member %1").arg(id), confab::Role::Member, {}});
            page.more = first + 2 <= 6;
            return Answer(page);
        });
        MemberListModel& people = *f.workspace.room()->people();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 6);
        QCOMPARE(f.stage.server().requestsOf<RoomMembers>().size(), size_t(3));
    }

    /// The title of a section contains its count: unmoved rows are updated, too.
    void aChangedCountIsTold() {
        Fixture f;
        MemberListModel& people = *f.workspace.room()->people();
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(people.rowCount(), 4);
        bool told = false;
        connect(&people, &QAbstractItemModel::dataChanged, this, [&](const QModelIndex& first) {
            told = told || (first.row() == 0 &&
                            Fixture::at(people, 0, "section").toString() == QString::fromUtf8("Here now · 3"));
        });
        f.stage.server().notify(RoomPresence{f.general, {f.dara, QStringLiteral("Dara"), {}}, PresenceState::Here, {}});
        QTRY_VERIFY(told);
    }

    /// No notification reports the members who joined or left during a break.
    void theListIsReadAgainAfterABreak() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.stage.server().requestsOf<RoomMembers>().size(), size_t(2)); // at once, and when it is live
        f.stage.server().forgetRequests();
        f.stage.server().abortAll();
        QTRY_VERIFY(!f.stage.server().requestsOf<RoomMembers>().empty());
    }

    void anotherRoomHasOtherPeople() {
        Fixture f;
        f.stage.room(f.garden).members = 1;
        QVERIFY(f.signIn() && f.open(f.general));
        MemberListModel& people = *f.workspace.room()->people();
        QTRY_COMPARE(people.rowCount(), 4);
        QVERIFY(f.open(f.garden));
        QTRY_COMPARE(names(people), QStringList{QStringLiteral("Ana")});
        f.workspace.room()->close();
        QCOMPARE(people.rowCount(), 0);
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::MembersTest)
#include "tst_members.moc"
