// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/jsonrpc.h"
#include "common/protocol/jsonrpcclient.h"
#include "server/broker/channel.h"
#include "server/broker/limits.h"
#include "tests/common/samples.h"
#include "tests/server/broker/making.h"
#include "tests/support/trees.h"

#include <QTest>

#include <random>
#include <set>

using namespace confab;

namespace {

const NodeRun north{QStringLiteral("north"), 7};
constexpr qint64 largest = limits::maxId;

NodeMessage from(NodePayload payload) {
    return NodeMessage{north, std::move(payload)};
}

QList<User> people(int count) {
    QList<User> users;
    for (int i = 1; i <= count; ++i)
        users.append(person(i));
    return users;
}

/// Names and texts that break code which counts bytes, splits at spaces or ends at a zero.
const QList<QString> awkwardTexts{
    QString(),
    QStringLiteral(" "),
    QStringLiteral("a b\nconfab1 south 9 gone\n"),
    QString(QChar(u'\0')) + QStringLiteral("after zero"),
    QStringLiteral("\u202eright to left \U0001F469\u200D\U0001F680 e\u0301"),
    QString(16 * 1024, QChar(0x20AC)),
};

std::vector<NodePayload> awkwardPayloads() {
    const RoomId room{largest};
    std::vector<NodePayload> all;
    for (const QString& text : awkwardTexts) {
        Event event = messageAt(room, largest, UserId{largest});
        event.data = MessagePosted{{text, largest - 1}, text};
        all.push_back(LogNews{event, text});
        event.data = MemberJoined{UserId{2}, text};
        all.push_back(LogNews{event, text});
        event.data = UnknownEvent{QStringLiteral("of.later"), {{QStringLiteral("x"), text}}};
        all.push_back(LogNews{event, text});
        all.push_back(OccupantMoved{room, User{UserId{largest}, text, {}}, PresenceState::Gone});
        all.push_back(RoomNotice{room, {RoomPresence{room, User{UserId{1}, text, {}}, PresenceState::Here, 7}}});
    }
    for (const samples::Size size : {samples::Size::Least, samples::Size::Most}) {
        samples::forEach<Notification>([&]<class N>() {
            all.push_back(RoomNotice{room, {samples::make<N>(size)}});
            all.push_back(PersonalNotice{UserId{largest}, largest, {samples::make<N>(size)}});
        });
    }
    all.push_back(OccupantMoved{RoomId{1}, person(1), PresenceState::Here});
    all.push_back(RoomNotice{RoomId{1}, {}});
    all.push_back(RoomGone{room});
    all.push_back(RosterAsked{RoomId{1}});
    all.push_back(RosterRenewed{room, largest});
    all.push_back(RosterRenewed{room, 0});
    all.push_back(Roster{room, {}, true, true});
    all.push_back(Roster{room, people(int(limits::rosterPart)), false, false});
    all.push_back(Counts{largest, {{room, 1'000'000}, {RoomId{1}, 0}}});
    all.push_back(Counts{1, {}});
    all.push_back(CountsAsked{largest, {room, RoomId{1}}});
    all.push_back(CountsAsked{1, {}});
    all.push_back(PersonalNotice{UserId{1}, 0, {}});
    all.push_back(BelongingChanged{UserId{1}, room, true});
    all.push_back(BelongingChanged{UserId{1}, room, false});
    all.push_back(SessionEnded{SessionId{largest}});
    all.push_back(HookMade{});
    all.push_back(ProfileChanged{UserId{5}, Availability::Away});
    all.push_back(Heartbeat{});
    all.push_back(Farewell{});
    all.push_back(ProofAsked{largest});
    all.push_back(Proof{0});
    return all;
}

/// A notice as the bytes that a node sends, with whatever it says in it.
QByteArray roomNotice(const QCborMap& notification) {
    const QCborMap payload{{QStringLiteral("room"), 7}, {QStringLiteral("notification"), notification}};
    return "confab1 north 7 notice\n" + payload.toCborValue().toCbor();
}

std::optional<Notification> notificationIn(const QByteArray& roomNotice) {
    const Result<std::optional<NodeMessage>> read = decodeNodeMessage(roomNotice);
    return read && *read ? std::get<RoomNotice>((*read)->payload).notification.notification : std::nullopt;
}

void addNotifications() {
    QTest::addColumn<Notification>("notification");
    for (const samples::Size size : {samples::Size::Least, samples::Size::Most}) {
        samples::forEach<Notification>([size]<class N>() {
            QTest::addRow("%s %s", N::method.data(), size == samples::Size::Least ? "least" : "most")
                << Notification(samples::make<N>(size));
        });
    }
}

} // namespace

/// Node messages between nodes, as bytes and back.
class TestNodeMessage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bothWays();
    void membersArrive();
    void everyKindIsTried();
    void theLargestFit();
    void understandsNodesOfBefore_data();
    void understandsNodesOfBefore();
    void isUnderstoodByNodesOfBefore_data();
    void isUnderstoodByNodesOfBefore();
    void aNotificationOfLater_data();
    void aNotificationOfLater();
    void knowsItsOwn_data();
    void knowsItsOwn();
    void unknownKindsAreLeftOut();
    void refuses_data();
    void refuses();
    void survivesMutations();
    void channelsBothWays();
    void noChannel_data();
    void noChannel();
};

void TestNodeMessage::bothWays() {
    for (const NodePayload& payload : awkwardPayloads()) {
        const QByteArray bytes = encodeNodeMessage(from(payload));
        const Result<std::optional<NodeMessage>> read = decodeNodeMessage(bytes);
        QVERIFY2(read && *read, bytes.left(200).constData());
        QCOMPARE((*read)->from, north);
        QCOMPARE((*read)->payload.index(), payload.index());
        QCOMPARE(encodeNodeMessage(**read), bytes);
    }
}

void TestNodeMessage::membersArrive() {
    const auto sent = [](auto payload) {
        const Result<std::optional<NodeMessage>> read = decodeNodeMessage(encodeNodeMessage(from(payload)));
        return std::get<decltype(payload)>(read.value().value().payload);
    };
    for (const QString& text : awkwardTexts) {
        const LogNews news = sent(LogNews{messageAt(RoomId{largest}, 9, UserId{3}), text});
        QCOMPARE(news.byName, text);
        QCOMPARE(news.event.room, RoomId{largest});
        QCOMPARE(news.event.seq, 9);
        QCOMPARE(news.event.by, UserId{3});
        QCOMPARE(news.event.at.ms, 1'700'000'000'009);
        const OccupantMoved moved = sent(OccupantMoved{RoomId{4}, User{UserId{5}, text, {}}, PresenceState::Gone});
        QCOMPARE(moved.room, RoomId{4});
        QCOMPARE(moved.user, (User{UserId{5}, text, {}}));
        QCOMPARE(moved.state, PresenceState::Gone);
        const RoomPresence presence{RoomId{8}, User{UserId{5}, text, {}}, PresenceState::Gone, 3};
        const PersonalNotice notice = sent(PersonalNotice{UserId{6}, 7, {presence}});
        QCOMPARE(notice.user, UserId{6});
        QCOMPARE(notice.unlessIn, 7);
        const auto carried = std::get<RoomPresence>(notice.notification.notification.value());
        QCOMPARE(carried.room, RoomId{8});
        QCOMPARE(carried.user, (User{UserId{5}, text, {}}));
        QCOMPARE(carried.state, PresenceState::Gone);
        QCOMPARE(carried.hereCount, std::optional(3));
    }
    const Roster roster = sent(Roster{RoomId{4}, people(3), false, true});
    QCOMPARE(roster.room, RoomId{4});
    QCOMPARE(roster.users, people(3));
    QVERIFY(!roster.first && roster.last);
    QVERIFY(sent(Roster{RoomId{4}, {}, true, false}).first);
    QCOMPARE(sent(RosterRenewed{RoomId{4}, largest}).digest, largest);
    QVERIFY(sent(BelongingChanged{UserId{1}, RoomId{2}, true}).belongs);
    QCOMPARE(sent(BelongingChanged{UserId{1}, RoomId{2}, false}).room, RoomId{2});
    QVERIFY(!sent(BelongingChanged{UserId{1}, RoomId{2}, false}).belongs);
    QCOMPARE(sent(SessionEnded{SessionId{9}}).session, SessionId{9});
}

/// A kind that is added is added to this test.
void TestNodeMessage::everyKindIsTried() {
    std::set<size_t> kinds;
    for (const NodePayload& payload : awkwardPayloads())
        kinds.insert(payload.index());
    QCOMPARE(kinds.size(), std::variant_size_v<NodePayload>);
}

void TestNodeMessage::theLargestFit() {
    QList<User> users = people(int(limits::rosterPart));
    for (User& user : users)
        user.name = QString(limits::nameChars, QChar(0x20AC));
    QVERIFY(decodeNodeMessage(encodeNodeMessage(from(Roster{RoomId{largest}, users, true, true}))));
    Event event = messageAt(RoomId{largest}, largest);
    event.data = MessagePosted{{QString(limits::messageBytes, u'x')}, QString(64, u'x')};
    QVERIFY(decodeNodeMessage(encodeNodeMessage(from(LogNews{event, QString(limits::nameChars, QChar(0x20AC))}))));
}

/// A node of before sent what a client gets, whole.
void TestNodeMessage::understandsNodesOfBefore_data() {
    addNotifications();
}

void TestNodeMessage::understandsNodesOfBefore() {
    QFETCH(const Notification, notification);
    const QCborMap frame = test::treeOf(jsonrpc::writeNotification(notification, Codec::Cbor));
    const std::optional<Notification> read = notificationIn(roomNotice(frame));
    QVERIFY(read);
    QCOMPARE(jsonrpc::writeNotification(*read, Codec::Cbor), jsonrpc::writeNotification(notification, Codec::Cbor));
}

/// It read what other nodes sent as a client reads its frames.
void TestNodeMessage::isUnderstoodByNodesOfBefore_data() {
    addNotifications();
}

void TestNodeMessage::isUnderstoodByNodesOfBefore() {
    QFETCH(const Notification, notification);
    const QByteArray bytes = encodeNodeMessage(from(RoomNotice{RoomId{7}, {notification}}));
    const QCborMap payload = test::treeOf(bytes.sliced(bytes.indexOf('\n') + 1));
    QVERIFY(!bytes.contains("jsonrpc"));
    const auto frame = jsonrpc::readServerFrame(payload.value(QStringLiteral("notification")).toMap());
    QVERIFY(frame);
    const auto read = std::get<std::optional<Notification>>(*frame);
    QVERIFY(read);
    QCOMPARE(jsonrpc::writeNotification(*read, Codec::Cbor), jsonrpc::writeNotification(notification, Codec::Cbor));
}

/// It is no fault of its sender: the notice arrives, and is for nobody.
void TestNodeMessage::aNotificationOfLater_data() {
    const QString method = QStringLiteral("method"), params = QStringLiteral("params");
    const QString typing = QStringLiteral("room.typing");
    QTest::addColumn<QCborMap>("notification");
    QTest::newRow("nothing") << QCborMap();
    QTest::newRow("another kind") << QCborMap{{method, QStringLiteral("room.painted")}, {params, QCborMap()}};
    QTest::newRow("no kind") << QCborMap{{params, QCborMap()}};
    QTest::newRow("a kind that is no text") << QCborMap{{method, 7}, {params, QCborMap()}};
    QTest::newRow("no members") << QCborMap{{method, typing}};
    QTest::newRow("members missing") << QCborMap{{method, typing}, {params, QCborMap()}};
    QTest::newRow("members that are no map") << QCborMap{{method, typing}, {params, 7}};
}

void TestNodeMessage::aNotificationOfLater() {
    QFETCH(const QCborMap, notification);
    const Result<std::optional<NodeMessage>> read = decodeNodeMessage(roomNotice(notification));
    QVERIFY(read && *read);
    QVERIFY(!std::get<RoomNotice>((*read)->payload).notification.notification);
}

void TestNodeMessage::knowsItsOwn_data() {
    QTest::addColumn<QString>("writer");
    QTest::addColumn<QString>("reader");
    QTest::addColumn<bool>("isOwn");
    const QString long64(64, u'n');
    QTest::newRow("own") << QStringLiteral("a") << QStringLiteral("a") << true;
    QTest::newRow("other") << QStringLiteral("a") << QStringLiteral("b") << false;
    QTest::newRow("reader is a prefix") << QStringLiteral("node-10") << QStringLiteral("node-1") << false;
    QTest::newRow("writer is a prefix") << QStringLiteral("node-1") << QStringLiteral("node-10") << false;
    QTest::newRow("other case") << QStringLiteral("A") << QStringLiteral("a") << false;
    QTest::newRow("long") << long64 << long64 << true;
    QTest::newRow("outside ASCII") << QStringLiteral("zoë") << QStringLiteral("zoë") << true;
}

void TestNodeMessage::knowsItsOwn() {
    QFETCH(QString, writer);
    QFETCH(QString, reader);
    QFETCH(bool, isOwn);
    const QByteArray bytes = encodeNodeMessage(NodeMessage{{writer, 3}, Heartbeat{}});
    QCOMPARE(isFrom(bytes, reader.toUtf8()), isOwn);
    for (qsizetype cut = 0; cut <= bytes.size(); ++cut)
        isFrom(bytes.first(cut), reader.toUtf8()); // nothing is read beyond the end
}

void TestNodeMessage::unknownKindsAreLeftOut() {
    QByteArray bytes = encodeNodeMessage(from(Heartbeat{}));
    bytes.replace(" alive\n", " of-later\n");
    const Result<std::optional<NodeMessage>> read = decodeNodeMessage(bytes);
    QVERIFY(read);
    QVERIFY(!*read);
}

void TestNodeMessage::refuses_data() {
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = encodeNodeMessage(from(RoomGone{RoomId{7}}));
    const auto line = [&](const char* first) -> QByteArray {
        return QByteArray(first) + good.sliced(good.indexOf('\n'));
    };
    QVERIFY(decodeNodeMessage(good));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("only a line end") << QByteArray("\n");
    QTest::newRow("no line end") << QByteArray("confab1 a 1 alive");
    QTest::newRow("another version") << line("confab2 a 1 gone");
    QTest::newRow("no node") << line("confab1  1 gone");
    QTest::newRow("no epoch") << line("confab1 a gone");
    QTest::newRow("epoch that is no number") << line("confab1 a 1x gone");
    QTest::newRow("epoch beyond 64 bits") << line("confab1 a 99999999999999999999 gone");
    QTest::newRow("a word too many") << line("confab1 a 1 gone gone");
    QTest::newRow("no body") << QByteArray("confab1 a 1 gone\n");
    QTest::newRow("a body that is no map") << "confab1 a 1 gone\n" + QCborValue(7).toCbor();
    QTest::newRow("members missing") << "confab1 a 1 gone\n" + QCborValue(QCborMap()).toCbor();
    QTest::newRow("cut") << good.chopped(1);
    QTest::newRow("too long") << roomNotice({{QStringLiteral("x"), QString(limits::nodeMessageBytes, u'x')}});
    QTest::newRow("room 0") << encodeNodeMessage(from(RoomGone{RoomId{0}}));
    QTest::newRow("a room beyond the bound") << encodeNodeMessage(from(RoomGone{RoomId{largest + 1}}));
    QTest::newRow("a notice that is no map")
        << "confab1 a 1 notice\n" +
               QCborMap{{QStringLiteral("room"), 1}, {QStringLiteral("notification"), 7}}.toCborValue().toCbor();
    QTest::newRow("nested without end") << "confab1 a 1 gone\n" + QByteArray(100'000, char(0x81));
}

void TestNodeMessage::refuses() {
    QFETCH(QByteArray, bytes);
    const Result<std::optional<NodeMessage>> read = decodeNodeMessage(bytes);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::InputInvalid);
}

/// Any input is a node message or an error; and a node message that was read can be written and read again.
void TestNodeMessage::survivesMutations() {
    std::mt19937 random(20261124);
    std::vector<QByteArray> valid;
    for (const NodePayload& payload : awkwardPayloads()) {
        if (QByteArray bytes = encodeNodeMessage(from(payload)); bytes.size() < 2000)
            valid.push_back(std::move(bytes));
    }
    const auto pick = [&random](qsizetype count) { return qsizetype(random() % size_t(count)); };
    int stillNodeMessages = 0;
    for (int i = 0; i < 100'000; ++i) {
        QByteArray bytes = valid[size_t(pick(qsizetype(valid.size())))];
        for (qsizetype changes = 1 + pick(4); changes > 0 && !bytes.isEmpty(); --changes) {
            const qsizetype at = pick(bytes.size());
            switch (pick(4)) {
            case 0:
                bytes[at] = char(random());
                break;
            case 1:
                bytes.truncate(at);
                break;
            case 2:
                bytes.insert(at, char(random()));
                break;
            default:
                bytes.remove(at, 1 + pick(8));
            }
        }
        const Result<std::optional<NodeMessage>> read = decodeNodeMessage(bytes);
        if (!read || !*read)
            continue;
        ++stillNodeMessages;
        const QByteArray again = encodeNodeMessage(**read);
        const Result<std::optional<NodeMessage>> second = decodeNodeMessage(again);
        QVERIFY2(second && *second, bytes.toHex().constData());
        QCOMPARE(encodeNodeMessage(**second), again);
    }
    QVERIFY(stillNodeMessages > 1000); // the mutations reach beyond the first line
}

void TestNodeMessage::channelsBothWays() {
    const QList<QPair<Channel, QByteArray>> all{
        {EveryNode{}, "confab:nodes"},
        {OneNode{QStringLiteral("north")}, "confab:node:north"},
        {OneNode{QStringLiteral("7}")}, "confab:node:7}"},
        {OneNode{QStringLiteral("zoë:{7}")}, "confab:node:zo\xc3\xab:{7}"},
        {RoomId{1}, "confab:room:{1}"},
        {RoomId{largest}, "confab:room:{9007199254740991}"},
        {UserId{1}, "confab:user:{1}"},
        {UserId{largest}, "confab:user:{9007199254740991}"},
    };
    for (const auto& [channel, name] : all) {
        QCOMPARE(channelName(channel), name);
        const std::optional<Channel> read = channelNamed(name);
        QVERIFY2(read, name.constData());
        QVERIFY2(*read == channel, name.constData());
    }
}

void TestNodeMessage::noChannel_data() {
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"",
                             "confab",
                             "confab:",
                             "confab:nodes:",
                             "confab:node",
                             "confab:node:",
                             "confab:room:",
                             "confab:room:{",
                             "confab:room:{}",
                             "confab:room:{0}",
                             "confab:room:{-1}",
                             "confab:room:{ 7}",
                             "confab:room:{+7}",
                             "confab:room:{07}",
                             "confab:room:{7",
                             "confab:room:7",
                             "confab:room:{7}}",
                             "confab:room:{7}x",
                             "confab:user:{x}",
                             "confab:room:{99999999999999999999}",
                             "other:room:{7}",
                             "Confab:nodes"})
        QTest::newRow(name) << QByteArray(name);
}

void TestNodeMessage::noChannel() {
    QFETCH(QByteArray, name);
    QVERIFY(!channelNamed(name));
}

QTEST_APPLESS_MAIN(TestNodeMessage)
#include "tst_nodemessage.moc"
