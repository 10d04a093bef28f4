// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/messageactions.h"
#include "app/client/openroom.h"
#include "tests/app/client/longlog.h"

#include <QSignalSpy>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

/// Editing, deleting, marking and pinning: shown at once, done once, taken back when refused.
class TestMessageActions : public QObject {
    Q_OBJECT
private:
    struct Open : RoomSide {
        Seq target = 0;
        OpenRoom* room = nullptr;

        bool open() {
            target = server.say(ana, QStringLiteral("helo"), false).seq;
            if (!signIn())
                return false;
            room = &client.openRooms().open(general);
            return test::holdsSoon([this] { return room->isLive() && room->timeline().rowOfSeq(target) >= 0; });
        }
        MessageActions& actions() { return client.actions(); }
        /// As the log has it, without the actions.
        const Message& known() const { return *room->timeline().at(room->timeline().rowOfSeq(target)).message(); }
        Message shown() { return actions().shown(known()); }
    };
    static QList<Reaction> reactions(const Message& message) { return message.reactions.value_or(QList<Reaction>()); }

private Q_SLOTS:
    void anEditShowsAtOnce() {
        Open f;
        QVERIFY(f.open());
        QSignalSpy changed(&f.actions(), &MessageActions::changed);
        QVERIFY(f.actions().edit(general, f.target, QStringLiteral("hello ")));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(f.known().body, QStringLiteral("helo"));
        QCOMPARE(f.shown().body, QStringLiteral("hello "));
        QVERIFY(f.shown().editedAt);
        QTRY_COMPARE(f.known().body, QStringLiteral("hello "));
        QTRY_VERIFY(!f.actions().touches(general, f.target));
        QCOMPARE(f.server.requestsOf<MessageEdit>().size(), size_t(1));
        QVERIFY(!f.server.requestsOf<MessageEdit>()[0].clientId.isEmpty());
    }

    void aTextThatNoServerTakesIsRefusedAtOnce() {
        Open f;
        QVERIFY(f.open());
        QCOMPARE(f.actions().edit(general, f.target, QStringLiteral(" ")).error().kind, ErrorKind::MessageEmpty);
        QCOMPARE(f.actions().edit(general, f.target, QString(limits::messageBytes + 1, u'x')).error().kind,
                 ErrorKind::MessageTooLong);
        QVERIFY(!f.actions().touches(general, f.target));
    }

    /// Until there is an answer, with the same clientId; in the order in which they were made.
    void isRepeatedAfterABreak() {
        Open f;
        QVERIFY(f.open());
        f.server.spoil = [](const Request& request) { return std::holds_alternative<MessageEdit>(request); };
        QVERIFY(f.actions().edit(general, f.target, QStringLiteral("first")));
        QVERIFY(f.actions().edit(general, f.target, QStringLiteral("second")));
        QVERIFY(f.actions().pin(general, f.target, true));
        QTRY_COMPARE(f.server.requestsOf<MessageEdit>().size(), size_t(1));
        f.server.stop();
        QTRY_VERIFY(!f.client.session().isOnline());
        QVERIFY(f.actions().react(general, f.target, QStringLiteral("👍"), true));
        QCOMPARE(f.shown().body, QStringLiteral("second"));
        QCOMPARE(reactions(f.shown()).size(), 1);
        f.server.spoil = nullptr;
        f.server.listen();
        QTRY_COMPARE(f.known().body, QStringLiteral("second"));
        QTRY_COMPARE(f.actions().waiting(), 0);
        const auto edits = f.server.requestsOf<MessageEdit>();
        QCOMPARE(edits.size(), size_t(3));
        QCOMPARE(edits[1].clientId, edits[0].clientId);
        QVERIFY(edits[2].clientId != edits[0].clientId);
        QTRY_VERIFY(f.known().pinned);
        QTRY_COMPARE(reactions(f.known()).size(), 1);
        QTRY_VERIFY(!f.actions().touches(general, f.target));
    }

    /// The server did it, and only its answer was lost: the log says so.
    void isNotRepeatedWhenTheLogHasIt() {
        Open f;
        QVERIFY(f.open());
        f.server.spoil = [](const Request& request) { return std::holds_alternative<MessageEdit>(request); };
        QVERIFY(f.actions().edit(general, f.target, QStringLiteral("hello")));
        QTRY_COMPARE(f.server.requestsOf<MessageEdit>().size(), size_t(1));
        const QString clientId = f.server.requestsOf<MessageEdit>()[0].clientId;
        f.server.append(ana, MessageEdited{f.target, QStringLiteral("hello"), clientId});
        QTRY_VERIFY(!f.actions().touches(general, f.target));
        QCOMPARE(f.known().body, QStringLiteral("hello"));
    }

    void aRefusedOneIsTakenBack_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"edit", "remove", "react", "pin"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aRefusedOneIsTakenBack() {
        QFETCH(const QString, name);
        Open f;
        QVERIFY(f.open());
        f.server.refuseAction = Error(ErrorKind::RoomForbidden);
        QSignalSpy refused(&f.actions(), &MessageActions::refused);
        const Status made = name == QLatin1String("edit") ? f.actions().edit(general, f.target, QStringLiteral("hi"))
                            : name == QLatin1String("remove") ? f.actions().remove(general, f.target)
                            : name == QLatin1String("react")
                                ? f.actions().react(general, f.target, QStringLiteral("👍"), true)
                                : f.actions().pin(general, f.target, true);
        QVERIFY(made);
        const Message shown = f.shown();
        QVERIFY(shown.body == QLatin1String("hi") || shown.deletedAt || shown.reactions || shown.pinned);
        QTRY_COMPARE(refused.size(), 1);
        QCOMPARE(f.shown().body, QStringLiteral("helo"));
        QVERIFY(!f.shown().deletedAt && !f.shown().reactions && !f.shown().pinned);
    }

    void aBusyServerIsAskedAgain() {
        Open f;
        QVERIFY(f.open());
        f.server.refuseAction = Error::retryLater(ErrorKind::ServerBusy, 1);
        QVERIFY(f.actions().remove(general, f.target));
        QTRY_VERIFY(f.server.requestsOf<MessageDelete>().size() >= 2);
        QVERIFY(f.shown().deletedAt);
        f.server.refuseAction.reset();
        QTRY_VERIFY(f.known().deletedAt);
    }

    /// On and off and on again, faster than the server answers, and while another device does the same.
    void reactionsEndWhereTheUserLeftThem() {
        Open f;
        QVERIFY(f.open());
        const QString emoji = QStringLiteral("🎉");
        for (const bool on : {true, false, true})
            QVERIFY(f.actions().react(general, f.target, emoji, on));
        QCOMPARE(reactions(f.shown()), (QList<Reaction>{{emoji, 1, true}}));
        QTRY_COMPARE(f.actions().waiting(), 0);
        QTRY_VERIFY(!f.actions().touches(general, f.target));
        QCOMPARE(reactions(f.known()), (QList<Reaction>{{emoji, 1, true}}));
        f.server.append(ana, ReactionRemoved{f.target, emoji}); // by another device
        QTRY_VERIFY(reactions(f.shown()).isEmpty());
    }

    /// Without its events: nothing is left behind.
    void ofAClosedRoom() {
        Open f;
        QVERIFY(f.open());
        f.server.tellLive = false;
        QVERIFY(f.actions().remove(general, f.target));
        QTRY_COMPARE(f.actions().waiting(), 0);
        QVERIFY(f.actions().touches(general, f.target)); // until the event comes
        f.client.openRooms().close(general);
        QVERIFY(!f.actions().touches(general, f.target));
        QVERIFY(f.actions().pin(general, f.target, true));
        QTRY_VERIFY(!f.actions().touches(general, f.target));
        QVERIFY(f.actions().edit(general, f.target, QStringLiteral("x")));
        f.client.session().signOut();
        QCOMPARE(f.actions().waiting(), 0);
    }

    void theyAreBounded() {
        Open f;
        QVERIFY(f.open());
        f.server.stop();
        QTRY_VERIFY(!f.client.session().isOnline());
        for (int i = 0; i < MessageActions::most; ++i)
            QVERIFY(f.actions().pin(general, f.target, i % 2));
        QCOMPARE(f.actions().pin(general, f.target, true).error().kind, ErrorKind::Unavailable);
    }
};

QTEST_GUILESS_MAIN(TestMessageActions)
#include "tst_messageactions.moc"
