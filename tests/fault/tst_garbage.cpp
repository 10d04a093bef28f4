// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/runarguments.h"
#include "tests/support/processfigures.h"
#include "tests/support/scraper.h"
#include "tests/support/wiretest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace confab;
using namespace confab::test;

namespace {

// What one client may take is 2 MiB. The rest is what the process touches for the first time for it: the readers'
// caches may have 2 MiB each.
constexpr qint64 mostGrowth = 6 * 1024 * 1024;

/// JSON that is well formed and meaningless.
/// Thread: the test's. Owned by: the test.
class Nonsense {
public:
    explicit Nonsense(quint64 seed) : m_random(quint32(seed)) {}

    QByteArray value(int depth = 0) {
        static const QList<QByteArray> plain{"null",
                                             "true",
                                             "false",
                                             "0",
                                             "-1",
                                             "-0",
                                             "1e308",
                                             "-1e308",
                                             "1e-400",
                                             "1e999",
                                             "9007199254740993",
                                             "99999999999999999999999999",
                                             "0.1",
                                             "\"\"",
                                             "\"x\"",
                                             "\"\\u0000\"",
                                             "\"\\ud800\"",
                                             "\"\\uffff\"",
                                             "[]",
                                             "{}"};
        const quint32 kind = m_random.bounded(depth > 6 ? 20u : 26u);
        if (kind < 20)
            return plain.at(qsizetype(kind));
        if (kind == 20)
            return '"' + QByteArray(int(m_random.bounded(9000u)), 'y') + '"';
        if (kind == 21)
            return QByteArray(50, '[') + QByteArray(50, ']');
        return kind < 24 ? list(depth) : object(depth);
    }
    QByteArray object(int depth = 0) {
        static const QList<QByteArray> names{"room",         "body",       "clientId", "ids",      "limit",
                                             "after",        "name",       "email",    "password", "accessToken",
                                             "refreshToken", "query",      "before",   "on",       "seq",
                                             "capacity",     "visibility", "replyTo",  "",         "__proto__"};
        QByteArray members;
        for (quint32 i = m_random.bounded(6u); i > 0; --i)
            members += (members.isEmpty() ? "\"" : ",\"") + names.at(qsizetype(m_random.bounded(20u))) +
                       "\":" + value(depth + 1);
        return '{' + members + '}';
    }

private:
    QByteArray list(int depth) {
        QByteArray items;
        for (quint32 i = m_random.bounded(6u); i > 0; --i)
            items += (items.isEmpty() ? "" : ",") + value(depth + 1);
        return '[' + items + ']';
    }
    QRandomGenerator m_random;
};

QByteArray jsonCall(const QByteArray& method, const QByteArray& params, const QByteArray& id) {
    return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":")" + method + R"(","params":)" + params + "}";
}

} // namespace

/// A hostile client with an account. The long form: --calls 5000 for each method; --seed N repeats a run.
class TestGarbage : public WireTest {
    Q_OBJECT

public:
    TestGarbage(quint64 seed, int calls) : WireTest(Scraper::arguments()), m_seed(seed), m_calls(calls) {}

private Q_SLOTS:
    void isAnswered();
    void mayBeMuch();
    void mayBeLeftUnread_data();
    void mayBeLeftUnread();
    void mayEndInTheMiddle_data();
    void mayEndInTheMiddle();

private:
    void signIn(RawSocket& socket);
    RoomId roomOfLongMessages();
    bool roomsOfLongTexts();
    QList<QByteArray> methods();
    static QJsonObject answerTo(RawSocket& socket, int id);
    static bool bothAnswered(RawSocket& socket, int call, int behind);

    const quint64 m_seed;
    const int m_calls;
    Person m_villain;
    QHash<qint64, RoomId> m_longMessages; // by the daemon's process
};

void TestGarbage::signIn(RawSocket& socket) {
    m_villain = newPerson(daemon(), QStringLiteral("Villain"), Codec::Json);
    QVERIFY(m_villain);
    QVERIFY(socket.connectTo(door()) && socket.signIn(Codec::Json, m_villain.auth.accessToken));
}

/// One that the villain is in. Its pages would have megabytes if only their items counted. The index of its texts is
/// made before this answers: what that takes of memory is not the villain's.
RoomId TestGarbage::roomOfLongMessages() {
    RoomId& room = m_longMessages[daemon().pid()];
    if (room == RoomId{}) {
        const RoomId made = newRoom(person()).id;
        const Scraper scrape(daemon());
        const double slices = scrape().value(QStringLiteral("confab_search_slices_total"));
        for (int i = 0; i < 200; ++i) {
            if (!person()->call(MessageSend{made, QString::number(i), QString(limits::messageBytes, u'x'), {}}))
                return {};
        }
        const auto isIndexed = [&] {
            const MetricsText now = scrape();
            return now.value(QStringLiteral("confab_search_slices_total")) > slices &&
                   now.value(QStringLiteral("confab_search_unindexed_events")) == 0;
        };
        if (!waitUntil(isIndexed))
            return {};
        room = made;
    }
    return m_villain->call(RoomJoin{room, {}}) ? room : RoomId();
}

/// Likewise a list of these.
bool TestGarbage::roomsOfLongTexts() {
    const QString name = QStringLiteral("\U0001F375").repeated(limits::nameChars / 2);
    const QString topic = QStringLiteral("\U0001F375").repeated(limits::topicChars / 2);
    for (int i = 0; i < 400; ++i) {
        if (!m_villain->call(RoomCreate{name, topic, {}, {}, {}, Visibility::Private}))
            return false;
    }
    return true;
}

/// All but the one that ends the session.
QList<QByteArray> TestGarbage::methods() {
    QList<QByteArray> names;
    const Result<QCborMap> document = person()->callRaw(QStringLiteral("rpc.discover"), {});
    const QCborArray listed = document.value_or(QCborMap()).value(QStringLiteral("methods")).toArray();
    for (const QCborValue& method : listed) {
        const QString name = method.toMap().value(QStringLiteral("name")).toString();
        if (name != u"account.logout")
            names.append(name.toLatin1());
    }
    return names;
}

/// Skips what was not asked for; an empty object when the server hung up.
QJsonObject TestGarbage::answerTo(RawSocket& socket, int id) {
    while (const std::optional<RawSocket::Frame> frame = socket.next()) {
        const QJsonObject answer = QJsonDocument::fromJson(frame->payload).object();
        if (frame->opcode == RawSocket::Text && answer.value(QLatin1String("id")).toInt() == id)
            return answer;
    }
    return {};
}

/// The call has one answer, with its id or with none (invalid JSON for the server: a lone surrogate, 1e999), and the
/// unknown method behind it an error; in whichever order.
bool TestGarbage::bothAnswered(RawSocket& socket, int call, int behind) {
    int toCall = 0;
    int toBehind = 0;
    while (toCall == 0 || toBehind == 0) {
        const std::optional<RawSocket::Frame> frame = socket.next();
        if (!frame)
            return false;
        const QJsonObject answer = QJsonDocument::fromJson(frame->payload).object();
        const QJsonValue id = answer.value(QLatin1String("id"));
        if (id.toInt() == behind)
            toBehind += answer.contains(QLatin1String("error")) ? 1 : 2;
        else if (id.toInt() == call || id.isNull())
            toCall += 1;
    }
    return toCall == 1 && toBehind == 1;
}

/// Each method with nonsense: every call is answered, and the connection survives.
void TestGarbage::isAnswered() {
    Nonsense nonsense(m_seed);
    RawSocket socket;
    signIn(socket);
    const QList<QByteArray> all = methods();
    QVERIFY(all.size() > 15);
    int id = 0;
    for (int round = 0; round < m_calls; ++round) {
        for (const QByteArray& method : all) {
            const QByteArray params = nonsense.object();
            if (params.size() > 60'000)
                continue;
            socket.sendFrame(jsonCall(method, params, QByteArray::number(++id)), RawSocket::Text);
            socket.sendFrame(jsonCall("no.method", "{}", QByteArray::number(++id)), RawSocket::Text);
            QVERIFY2(bothAnswered(socket, id - 1, id), QByteArray(method + ' ' + params).left(500).constData());
        }
    }
    VERIFY_DONE(m_villain->call(RoomList{}));
}

void TestGarbage::mayBeMuch() {
    RawSocket socket;
    signIn(socket);
    QByteArray members = "\"room\":1";
    for (int i = 0; i < 200; ++i)
        members += ",\"unknown" + QByteArray::number(i) + "\":" + QByteArray::number(i);
    int id = 0;
    for (const QByteArray& params :
         {QByteArray('{' + members + '}'),
          QByteArray(R"({"room":1,"x":)" + QByteArray(60, '[') + QByteArray(60, ']') + '}'),
          QByteArray(R"({"ids":[)" + QByteArray("1,").repeated(20'000) + "1]}"),
          QByteArray(R"({"room":1)" + QByteArray("0").repeated(50'000) + '}'),
          QByteArray(R"({"room":1,"body":")" + QByteArray("\\u0041").repeated(10'000) + "\"}")}) {
        for (const QByteArray& method : methods()) {
            socket.sendFrame(jsonCall(method, params, QByteArray::number(++id)), RawSocket::Text);
            socket.sendFrame(jsonCall("no.method", "{}", QByteArray::number(++id)), RawSocket::Text);
            QVERIFY2(!answerTo(socket, id).isEmpty(), QByteArray(method + ' ' + params).left(300).constData());
        }
    }
}

void TestGarbage::mayBeLeftUnread_data() {
    QTest::addColumn<QByteArray>("call");
    QTest::newRow("small answers") << jsonCall("no.method", "{}", "1");
    QTest::newRow("large answers") << jsonCall("rpc.discover", "{}", "1");
    QTest::newRow("answers from the database") << jsonCall("room.find", "{}", "1");
    QTest::newRow("pages of events") << jsonCall("room.events", R"({"room":ROOM,"after":0,"limit":500})", "1");
    QTest::newRow("pages of history") << jsonCall("room.history", R"({"room":ROOM,"limit":200})", "1");
    QTest::newRow("lists of rooms") << jsonCall("room.list", "{}", "1");
    QTest::newRow("entering") << jsonCall("room.enter", R"({"room":ROOM,"after":0})", "1");
}

/// Thousands of calls whose answers are not read: memory stays bounded, and the caller is disconnected.
void TestGarbage::mayBeLeftUnread() {
    QFETCH(QByteArray, call);
    RawSocket socket;
    signIn(socket);
    if (call.contains("ROOM")) {
        const RoomId room = roomOfLongMessages();
        QVERIFY(room != RoomId{});
        call.replace("ROOM", QByteArray::number(room.value));
    }
    QVERIFY(!call.contains("room.list") || roomsOfLongTexts());
    socket.stopReading();
    MemoryPeak memory(daemon().pid());
    const QByteArray frames = RawSocket::frame(call, RawSocket::Text).repeated(100);
    int sent = 0;
    const QDeadlineTimer deadline(patience / 4);
    while (socket.socket().state() == QAbstractSocket::ConnectedState && !deadline.hasExpired() && sent < 100'000) {
        if (socket.socket().bytesToWrite() + socket.socket().encryptedBytesToWrite() < 65536) {
            socket.send(frames);
            sent += 100;
        }
        socket.socket().waitForBytesWritten(10);
        waitUntil([] { return false; }, std::chrono::milliseconds(1)); // the look at the memory
    }
    const qint64 growth = memory.growth();
    const bool isHungUpOn = socket.socket().state() != QAbstractSocket::ConnectedState;
    qInfo("%d calls were taken; memory +%.1f MiB; %s", sent, mebibytes(growth),
          isHungUpOn ? "hung up on" : "still there");
    QVERIFY(growth <= mostGrowth);
    QVERIFY(isHungUpOn);
}

void TestGarbage::mayEndInTheMiddle_data() {
    QTest::addColumn<bool>("reset");
    QTest::newRow("half closed") << false;
    QTest::newRow("RST") << true;
}

/// In a head, a frame, a call: all begun state is freed, with its descriptor.
void TestGarbage::mayEndInTheMiddle() {
    QFETCH(bool, reset);
    const int before = openDescriptors(daemon().pid());
    const QByteArray frame = RawSocket::frame(jsonCall("room.list", "{}", "1"), RawSocket::Text);
    std::vector<std::unique_ptr<RawSocket>> sockets;
    for (qsizetype size = 0; size <= frame.size(); size += 4) {
        sockets.push_back(std::make_unique<RawSocket>());
        RawSocket& socket = *sockets.back();
        QVERIFY(socket.connectTo(door()) && socket.signIn(Codec::Json, person().auth.accessToken));
        socket.send(frame.first(size));
        socket.socket().waitForBytesWritten(1000);
        reset ? socket.reset() : socket.finishSending();
    }
    const QDeadlineTimer deadline(patience);
    while (openDescriptors(daemon().pid()) > before && !deadline.hasExpired())
        QTest::qWait(10);
    QVERIFY(openDescriptors(daemon().pid()) <= before);
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    TestGarbage test(arguments.seed(), arguments.number(QStringLiteral("calls"), 40));
    return arguments.run(test);
}

#include "tst_garbage.moc"
