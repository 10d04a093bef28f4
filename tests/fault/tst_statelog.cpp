// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/client.h"
#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "common/protocol/fieldwriting.h"
#include "tests/fault/runarguments.h"
#include "tests/support/clusterfixture.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/tcpproxy.h"
#include "tests/support/waiting.h"

#include <QTest>

#include <random>

using namespace confab;
using namespace confab::test;
using namespace std::chrono_literals;

namespace {

/// The load. The long form: --steps 20000.
struct Form {
    quint64 seed = 0;
    int steps = 700;
};

constexpr int writers = 3;
constexpr int watchers = 3;

/// A person who only reads, with the client that programs use, on a connection that can be cut.
struct Watcher {
    Person person; ///< a device of its own, which asks the server anew
    TcpProxy proxy;
    client::MemorySecretStore store;
    client::Client client;
    client::OpenRoom* room = nullptr;

    Watcher(Person somebody, const QUrl& node)
        : person(std::move(somebody)), proxy(node.host(), quint16(node.port())), client(quickToReturn(), store) {}

    static client::Client::Config quickToReturn() {
        client::Client::Config config;
        config.backoff = {20ms, 100ms};
        return config;
    }
    QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/rt").arg(proxy.port())); }
};

/// All that a reader sees of it, but who is there at this moment.
QByteArray shown(Room room) {
    room.here = 0;
    if (room.lastMessage) // room.activity, by which it may have come, has none
        room.lastMessage->clientId.reset();
    return encodeFrame(room, Codec::Json);
}

QList<QByteArray> shown(const client::Timeline& timeline) {
    QList<QByteArray> rows;
    for (int row = 0; row < timeline.count(); ++row) {
        if (const Message* message = timeline.at(row).message())
            rows.append(encodeFrame(*message, Codec::Json));
    }
    return rows;
}

} // namespace

/// Whoever was away and applies the log has the state of one who asks anew: rows, reactions, pins, counts, the room.
class TestStateLog : public QObject {
    Q_OBJECT

public:
    explicit TestStateLog(Form form) : m_form(form), m_random(form.seed) {}

private Q_SLOTS:
    void applyingTheLogIsAskingAnew();

private:
    int random(int below) { return std::uniform_int_distribution(0, below - 1)(m_random); }
    Seq someMessage() { return m_said.at(random(int(m_said.size()))); }
    bool begin();
    bool watch(Watcher& watcher);
    void step(int number);
    void write(int number, int kind, int by);
    /// Makes the call, and often once more, at another node, as after a lost answer.
    template <class R>
    auto twice(int by, const R& request);
    void disturb();
    bool settle(Watcher& watcher, Seq last);
    void compare(Watcher& watcher);

    const Form m_form;
    std::mt19937_64 m_random;
    ClusterFixture m_cluster{{.nodes = 2, .arguments = {QStringLiteral("--limits"), QStringLiteral("off")}}};
    std::vector<std::array<Person, 2>> m_writers; // each at both nodes, with one session
    std::vector<std::unique_ptr<Watcher>> m_watchers;
    Room m_room;
    QList<Seq> m_said;
    int m_retries = 0;
    int m_answeredOtherwise = 0; // retries that got another answer than the first
};

bool TestStateLog::begin() {
    for (int i = 0; i < writers; ++i) {
        Person here = newPerson(m_cluster.url(i % 2), QStringLiteral("Writer%1").arg(i), Codec::Cbor);
        if (!here)
            return false;
        Person there = againAs(m_cluster.url((i + 1) % 2), here, Codec::Cbor, true);
        if (!there)
            return false;
        m_writers.push_back({std::move(here), std::move(there)});
    }
    m_room = newRoom(m_writers[0][0]);
    for (int i = 1; i < writers; ++i) {
        if (!m_writers[size_t(i)][0]->call(RoomJoin{m_room.id, {}}))
            return false;
    }
    for (int i = 0; i < watchers; ++i) {
        Person person = newPerson(m_cluster.url(i % 2), QStringLiteral("Watcher%1").arg(i), Codec::Cbor);
        if (!person || !person->call(RoomJoin{m_room.id, {}}))
            return false;
        m_watchers.push_back(std::make_unique<Watcher>(std::move(person), m_cluster.url(i % 2)));
        if (!watch(*m_watchers.back()))
            return false;
    }
    return true;
}

bool TestStateLog::watch(Watcher& watcher) {
    if (!watcher.proxy.listen())
        return false;
    watcher.client.session().signIn({watcher.url(), watcher.person.email}, watcher.person.password);
    if (!waitUntil([&] { return watcher.client.rooms().find(m_room.id) != nullptr; }))
        return false;
    watcher.room = &watcher.client.openRooms().open(m_room.id);
    watcher.room->setReaderAtEnd(false); // all rows stay
    return waitUntil([&] { return watcher.room->isOpened(); });
}

template <class R>
auto TestStateLog::twice(int by, const R& request) {
    auto& devices = m_writers[size_t(by)];
    const size_t first = size_t(random(2));
    auto answer = devices[first]->call(request);
    if (random(5) == 0) {
        ++m_retries;
        const auto again = devices[1 - first]->call(request);
        if (answer.has_value() != again.has_value())
            ++m_answeredOtherwise;
    }
    return answer;
}

void TestStateLog::write(int number, int kind, int by) {
    const QString id = QStringLiteral("step-%1").arg(number);
    static const QStringList emoji{QStringLiteral("👍"), QStringLiteral("🎉"), QStringLiteral("❤️")};
    if (kind < 6) {
        MessageSend message{m_room.id, id, QStringLiteral("%1 for @Watcher%2").arg(number).arg(random(watchers)), {}};
        if (!m_said.isEmpty() && random(3) == 0)
            message.replyTo = someMessage();
        if (const auto sent = twice(by, message))
            m_said.append(sent->seq);
    } else if (kind < 9) {
        const QString names = random(2) ? QStringLiteral("@Watcher%1 ").arg(random(watchers)) : QString();
        twice(by, MessageEdit{m_room.id, someMessage(), id, QString(names % u"edited " % id)});
    } else if (kind < 10) {
        twice(by, MessageDelete{m_room.id, someMessage(), id});
    } else if (kind < 16) {
        twice(by, MessageReact{m_room.id, someMessage(), emoji.at(random(3)), random(3) != 0});
    } else if (kind < 18) {
        twice(0, MessagePin{m_room.id, someMessage(), random(2) == 0});
    } else {
        RoomUpdate update;
        update.room = m_room.id;
        update.topic = QStringLiteral("Topic %1").arg(number);
        twice(0, update);
    }
}

/// One reader is cut often, one now and then; they scroll, and say what they have read.
void TestStateLog::disturb() {
    if (random(25) == 0)
        m_watchers[0]->proxy.cutAll();
    if (random(120) == 0)
        m_watchers[1]->proxy.cutAll();
    Watcher& reader = *m_watchers[size_t(random(watchers))];
    if (random(30) == 0)
        reader.room->loadOlder();
    if (random(40) == 0 && !m_said.isEmpty())
        reader.client.rooms().markRead(m_room.id, someMessage());
}

void TestStateLog::step(int number) {
    const int by = random(writers);
    if (random(60) == 0 && by == 2) { // it leaves, and comes back
        auto& writer = m_writers[size_t(by)][0];
        const bool isBack = writer->call(RoomLeave{m_room.id}) && writer->call(RoomJoin{m_room.id, {}});
        m_answeredOtherwise += isBack ? 0 : 1;
    }
    write(number, m_said.isEmpty() ? 0 : random(19), by);
    disturb();
}

/// Everything has arrived, the oldest rows too, and what was read is told.
bool TestStateLog::settle(Watcher& watcher, Seq last) {
    return waitUntil([&] {
        client::OpenRoom& room = *watcher.room;
        if (!room.isLive() || room.timeline().newestSeq() < last)
            return false;
        if (room.hasOlder() && !room.isLoadingOlder())
            room.loadOlder();
        return !room.hasOlder() && !room.isLoadingOlder();
    });
}

void TestStateLog::compare(Watcher& watcher) {
    QList<QByteArray> anew;
    std::optional<Seq> before;
    for (bool more = true; more;) {
        VERIFY_OK(page, watcher.person->call(RoomHistory{m_room.id, before, 100}));
        for (const Message& message : page.messages)
            anew.append(encodeFrame(message, Codec::Json));
        more = page.more;
        before = page.messages.isEmpty() ? before : std::optional(page.messages.last().seq);
    }
    const QList<QByteArray> applied = shown(watcher.room->timeline());
    QCOMPARE(applied.size(), anew.size());
    for (qsizetype i = 0; i < anew.size(); ++i)
        QCOMPARE(applied.at(i), anew.at(i));
    const auto listed = [&]() -> QByteArray {
        const auto page = watcher.person->call(RoomList{});
        return page ? shown(page->rooms.value(0)) : QByteArray();
    };
    // Figures are counted a moment after what they count.
    const bool same = waitUntil([&] { return shown(*watcher.client.rooms().find(m_room.id)) == listed(); }, 10s);
    QVERIFY2(same, QByteArray(shown(*watcher.client.rooms().find(m_room.id)) + '\n' + listed()).constData());
}

void TestStateLog::applyingTheLogIsAskingAnew() {
    QVERIFY2(m_cluster.start(), m_cluster.logs().constData());
    QVERIFY2(begin(), m_cluster.logs().constData());
    for (int number = 0; number < m_form.steps; ++number)
        step(number);
    VERIFY_OK(last, m_writers[0][0]->call(messageFor(m_room.id, QStringLiteral("the end"))));
    int cuts = 0;
    for (const auto& watcher : m_watchers) {
        QVERIFY(settle(*watcher, last.seq));
        compare(*watcher);
        cuts += watcher->proxy.cuts();
    }
    qInfo("%lld messages, %lld events, %d retries, %d cuts", qlonglong(m_said.size()), qlonglong(last.seq), m_retries,
          cuts);
    QVERIFY(cuts > 0 && m_retries > 0);
    QCOMPARE(m_answeredOtherwise, 0);
    QVERIFY2(m_cluster.stop(), m_cluster.logs().constData());
}

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    RunArguments arguments;
    Form form;
    form.seed = arguments.seed();
    form.steps = arguments.number(QStringLiteral("steps"), form.steps);
    TestStateLog test(form);
    return arguments.run(test);
}

#include "tst_statelog.moc"
