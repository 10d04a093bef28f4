// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonrpc.h"
#include "common/protocol/jsonwriter.h"
#include "server/transport/limits.h"

#include <QTest>

using namespace confab;

namespace {

const QString longestName(limits::nameChars, QChar(0x8336)); // three bytes each
constexpr qint64 greatId = limits::maxId - 1000;
const UtcTime now{1'800'000'000'123};

QList<User> people(qsizetype count) {
    QList<User> users;
    for (qsizetype i = 0; i < count; ++i)
        users.append(User{UserId{greatId + i}, longestName, {}});
    return users;
}

const QString longestId(limits::clientIdChars, QChar(0x8336));

/// The longest text, when so many of them fill a page.
QString bodyOfPage(int items) {
    return QString(limits::pageBytes / items - wire::jsonBytes(longestId), u'b');
}

Entered longestEntering() {
    Entered entered{limits::maxId, people(limits::listedNames / limits::nameChars), limits::maxSeats, {}, true, {}};
    for (int i = 0; i < limits::eventsPerPage; ++i)
        entered.events.append(Event{RoomId{limits::maxId}, greatId + i, UserId{greatId + i}, now,
                                    MessagePosted{{bodyOfPage(limits::eventsPerPage), limits::maxId}, longestId}});
    entered.users = people(limits::eventsPerPage);
    return entered;
}

HistoryPage longestHistory() {
    HistoryPage page{{}, true, people(limits::messagesPerPage)};
    for (int i = 0; i < limits::messagesPerPage; ++i)
        page.messages.append(Message{{bodyOfPage(limits::messagesPerPage), limits::maxId},
                                     RoomId{limits::maxId},
                                     greatId + i,
                                     UserId{greatId + i},
                                     now,
                                     longestId,
                                     now,
                                     now});
    return page;
}

/// Name, topic, last message and its author share what a page takes.
RoomsPage longestRooms() {
    const QString text = bodyOfPage(limits::listedRooms).first(bodyOfPage(limits::listedRooms).size() / 4);
    RoomsPage page{{}, true};
    for (int i = 0; i < limits::listedRooms; ++i) {
        Room room;
        room.id = RoomId{greatId + i};
        room.name = room.topic = text;
        room.lastSeq = room.readSeq = limits::maxId;
        room.unread = room.mentions = limits::unreadCounted;
        room.members = room.here = limits::maxSeats;
        room.capacity = room.maxMembers = limits::maxSeats;
        room.hasPassword = true;
        room.role = Role::Moderator;
        room.lastMessage =
            Message{{text, limits::maxId}, room.id, limits::maxId, UserId{greatId}, now, longestId, now, now};
        room.lastMessageName = text;
        page.rooms.append(room);
    }
    return page;
}

MembersPage longestMembers() {
    MembersPage page{{}, true};
    for (int i = 0; i < limits::membersPerPage; ++i)
        page.members.append(Member{UserId{greatId + i}, longestName, Role::Moderator, now});
    return page;
}

} // namespace

/// The largest answers, in the longer codec, against the outbox bound: a client that calls and reads is never
/// disconnected.
class TestAnswerSize : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fitsIntoTheOutbox_data() {
        QTest::addColumn<qsizetype>("bytes");
        const auto row = [](const char* name, const Answer& answer) {
            QTest::newRow(name) << jsonrpc::writeAnswer(limits::maxId, answer, Codec::Json).size();
        };
        row("room.enter", longestEntering());
        row("room.history", longestHistory());
        row("room.list", longestRooms());
        row("room.members", longestMembers());
        row("user.get", UsersAnswer{people(limits::usersPerRequest)});
    }
    void fitsIntoTheOutbox() {
        QFETCH(const qsizetype, bytes);
        qInfo() << bytes << "bytes";
        QVERIFY(bytes < TransportLimits().outboxBytes);
    }
};

QTEST_APPLESS_MAIN(TestAnswerSize)
#include "tst_answersize.moc"
