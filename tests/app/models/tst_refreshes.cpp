// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/models/fixture.h"

#include <QSignalSpy>

namespace confab::models {

/// A view reads again only on a signal: every change is signalled, and a room's state stays with the room.
class RefreshesTest : public QObject {
    Q_OBJECT
private:
    /// The rows of these signals.
    static QSet<int> rowsOf(const QSignalSpy& changed) {
        QSet<int> rows;
        for (const QVariantList& change : changed) {
            for (int row = change[0].toModelIndex().row(); row <= change[1].toModelIndex().row(); ++row)
                rows.insert(row);
        }
        return rows;
    }
    static UtcTime yesterday(int minute) {
        return UtcTime{QDateTime(QDate::currentDate().addDays(-1), QTime(12, minute)).toMSecsSinceEpoch()};
    }

private Q_SLOTS:
    void theUnreadLineGoesFromTheScreen() {
        Fixture f;
        for (int i = 1; i <= 6; ++i)
            f.stage.say(f.general, f.ben, QStringLiteral("m%1").arg(i), yesterday(i));
        f.stage.markRead(f.general, 2);
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_COMPARE(f.timeline().unreadRow(), 1);
        QSignalSpy changed(&f.timeline(), &QAbstractItemModel::dataChanged);
        QSignalSpy line(&f.timeline(), &TimelineModel::unreadLineChanged);
        f.workspace.room()->dismissUnreadLine();
        QVERIFY(rowsOf(changed).contains(1));
        QCOMPARE(line.size(), 1);
    }

    /// The oldest row had its day above it; with older rows before it, it may not begin a day.
    void olderRowsChangeTheOneAboveThem() {
        Fixture f;
        for (int i = 1; i <= 90; ++i)
            f.stage.say(f.general, f.ben, QString::number(i), UtcTime{yesterday(0).ms + i});
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(f.timeline().rowCount() > 0 && !f.workspace.room()->view()->isOpening());
        const int rows = f.timeline().rowCount();
        QVERIFY(Fixture::at(f.timeline(), rows - 1, "groupStart").toBool());
        QSignalSpy changed(&f.timeline(), &QAbstractItemModel::dataChanged);
        f.timeline().fetchMore({});
        QTRY_VERIFY(f.timeline().rowCount() > rows);
        QVERIFY(!Fixture::at(f.timeline(), rows - 1, "groupStart").toBool());
        QVERIFY(rowsOf(changed).contains(rows - 1));
    }

    void loadingIsToldAtBothEnds() {
        Fixture f;
        for (int i = 1; i <= 90; ++i)
            f.stage.say(f.general, f.ben, QString::number(i), yesterday(1));
        QVERIFY(f.signIn() && f.open(f.general));
        QTRY_VERIFY(!f.workspace.room()->view()->isOpening());
        QList<bool> told;
        connect(&f.timeline(), &TimelineModel::loadingChanged, this,
                [&] { told.append(f.timeline().isLoadingOlder()); });
        f.timeline().fetchMore({});
        QTRY_VERIFY(!f.timeline().isLoadingOlder());
        QCOMPARE(told.first(), true);
        QCOMPARE(told.last(), false);
    }

    void theListIsToldOfDrafts() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        QSignalSpy changed(f.workspace.rooms(), &QAbstractItemModel::dataChanged);
        f.workspace.room()->composer()->setDraft(QStringLiteral("half a thought"));
        QCOMPARE(changed.size(), 1);
        const int row = changed[0][0].toModelIndex().row();
        QCOMPARE(Fixture::at(*f.workspace.rooms(), row, "draft").toString(), QStringLiteral("half a thought"));
        f.workspace.room()->composer()->setDraft({});
        QCOMPARE(changed.size(), 2);
    }

    void whoComesIsCountedOnTheScreen() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        CurrentRoom& room = *f.workspace.room();
        QCOMPARE(room.facts()->here(), 2);
        QList<int> told;
        connect(room.facts(), &CurrentRoomFacts::changed, this, [&] { told.append(room.facts()->here()); });
        f.stage.server().notify(RoomPresence{f.general, {f.dara, QStringLiteral("Dara"), {}}, PresenceState::Here, {}});
        QTRY_COMPARE(room.facts()->here(), 3);
        QCOMPARE(told.value(told.size() - 1), 3);
    }

    /// The state of one room is not shown in the next.
    void whatBelongsToARoomStaysBehind() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        CurrentRoom& room = *f.workspace.room();
        f.stage.type(f.general, f.ben);
        QTRY_COMPARE(room.composer()->typingText(), QStringLiteral("Ben is typing"));
        room.composer()->setDraft(QStringLiteral("half a thought"));
        QVERIFY(!room.composer()->send(QString(limits::messageBytes + 1, u'x')));
        QVERIFY(!room.trouble().isEmpty());
        QSignalSpy drafts(room.composer(), &RoomComposer::draftChanged);
        QSignalSpy typing(room.composer(), &RoomComposer::typingTextChanged);
        room.close();
        QCOMPARE(room.composer()->typingText(), QString());
        QCOMPARE(room.trouble(), QString());
        QCOMPARE(room.composer()->draft(), QString());
        QVERIFY(!drafts.isEmpty());
        QCOMPARE(typing.size(), 1);
        // And the others there are notified that the user has stopped typing.
        QTRY_COMPARE(f.stage.server().requestsOf<TypingSet>().size(), size_t(2));
        QVERIFY(!f.stage.server().requestsOf<TypingSet>().back().on);
    }

    void aNameThatIsLearntLaterIsShown() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        f.stage.setExceptions([](const Request& request) -> std::optional<Result<Answer>> {
            if (std::holds_alternative<UserGet>(request))
                return Answer(UsersAnswer{{User{UserId{99}, QStringLiteral("Zoe"), {}}}});
            return std::nullopt;
        });
        f.stage.type(f.general, UserId{99});
        QTRY_COMPARE(f.workspace.room()->composer()->typingText(), QStringLiteral("Zoe is typing"));
    }

    /// The reason of a refused message is shown until another message is accepted.
    void troubleEndsWithTheNextMessage() {
        Fixture f;
        QVERIFY(f.signIn() && f.open(f.general));
        CurrentRoom& room = *f.workspace.room();
        QVERIFY(!room.composer()->send(QString(limits::messageBytes + 1, u'x')));
        QVERIFY(room.composer()->send(QStringLiteral("shorter")));
        QCOMPARE(room.trouble(), QString());
    }
};

} // namespace confab::models

QTEST_MAIN(confab::models::RefreshesTest)
#include "tst_refreshes.moc"
