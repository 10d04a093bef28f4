// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/pinnedmessages.h"
#include "tests/app/client/longlog.h"

#include <QSignalSpy>

using namespace confab;
using namespace confab::client;
using namespace confab::test;

/// Messages that a view shows outside of their place in the timeline: quoted and pinned ones.
class TestReplyQuotes : public QObject {
    Q_OBJECT
private:
    struct Open : RoomSide {
        OpenRoom* room = nullptr;

        /// With a log of 500 messages, of which the timeline has the last ones.
        bool open() {
            fill(server, 498);
            if (!signIn())
                return false;
            room = &client.openRooms().open(general);
            return test::holdsSoon([this] { return room->isLive() && room->isOpened(); });
        }
        QString body(Seq seq) {
            const Message* message = room->quotes().find(seq);
            return message ? message->body : QString();
        }
        size_t requests() const { return server.requestsOf<MessageGet>().size(); }
    };

private Q_SLOTS:
    void oneRequestForAllOfATurn() {
        Open f;
        QVERIFY(f.open());
        QCOMPARE(f.body(490), QStringLiteral("line 487")); // of the timeline
        QSignalSpy changed(&f.room->quotes(), &ReplyQuotes::changed);
        QVERIFY(!f.room->quotes().find(10));
        QVERIFY(!f.room->quotes().find(11));
        QVERIFY(!f.room->quotes().find(1)); // which is no message
        QTRY_COMPARE(changed.size(), 3);
        QCOMPARE(f.body(10), QStringLiteral("line 7"));
        QCOMPARE(f.body(11), QStringLiteral("line 8"));
        QVERIFY(!f.room->quotes().find(1) && f.room->quotes().isMissing(1));
        QCOMPARE(f.requests(), size_t(1));
    }

    void theyChangeWithTheLog() {
        Open f;
        QVERIFY(f.open());
        f.body(10);
        QTRY_COMPARE(f.body(10), QStringLiteral("line 7"));
        QSignalSpy changed(&f.room->quotes(), &ReplyQuotes::changed);
        f.server.append(ben, MessageEdited{10, QStringLiteral("better"), {}});
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(f.body(10), QStringLiteral("better"));
        f.server.append(ben, MessageDeleted{10});
        QTRY_VERIFY(f.room->quotes().find(10)->deletedAt);
        QCOMPARE(f.body(10), QString());
    }

    /// The answer was made before the change and arrives after it.
    void aChangeOvertakesTheAnswer() {
        Open f;
        QVERIFY(f.open());
        f.server.after = [&f](const Request& request) {
            if (std::holds_alternative<MessageGet>(request))
                f.server.append(ben, MessageEdited{10, QStringLiteral("better"), {}});
        };
        f.body(10);
        QTRY_COMPARE(f.body(10), QStringLiteral("better"));
    }

    void aBreakDelaysThem() {
        Open f;
        QVERIFY(f.open());
        f.server.spoil = [](const Request& request) { return std::holds_alternative<MessageGet>(request); };
        f.body(10);
        QTRY_COMPARE(f.requests(), size_t(1));
        f.server.stop();
        QTRY_VERIFY(!f.client.session().isOnline());
        f.server.spoil = nullptr;
        f.server.listen();
        QTRY_COMPARE(f.body(10), QStringLiteral("line 7"));
    }

    void theyAreBounded() {
        Open f;
        QVERIFY(f.open());
        for (Seq seq = 3; seq < 430; ++seq) {
            f.body(seq);
            if (seq % 100 == 0)
                QTRY_VERIFY(!f.body(seq).isEmpty());
        }
        f.body(5); // dropped meanwhile, or not: it comes back
        QTRY_COMPARE(f.body(5), QStringLiteral("line 2"));
    }

    void pinsFollowTheLog() {
        Open f;
        QVERIFY(f.open());
        f.server.append(ben, MessagePinned{10});
        f.server.append(ben, MessagePinned{20});
        PinnedMessages pins(f.client.connection(), f.client.people(), *f.room, ana);
        QTRY_COMPARE(pins.count(), 2);
        QCOMPARE(pins.at(0).seq, 20);
        f.server.append(ben, MessagePinned{15});
        QTRY_COMPARE(pins.count(), 3);
        QCOMPARE(pins.at(1).seq, 15);
        f.server.append(ben, MessageUnpinned{20});
        QTRY_COMPARE(pins.count(), 2);
        f.server.append(ben, MessageEdited{15, QStringLiteral("better"), {}});
        QTRY_COMPARE(pins.at(0).body, QStringLiteral("better"));
        f.server.append(ben, MessageDeleted{15});
        QTRY_COMPARE(pins.count(), 1);
        QCOMPARE(pins.at(0).seq, 10);
        f.server.stop();
        QTRY_VERIFY(!f.room->isLive());
        f.server.append(ben, MessageUnpinned{10}, false);
        f.server.listen();
        QTRY_COMPARE(pins.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestReplyQuotes)
#include "tst_replyquotes.moc"
