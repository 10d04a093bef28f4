// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/client.h"
#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "common/protocol/codec.h"
#include "common/protocol/fieldwriting.h"
#include "tests/support/people.h"
#include "tests/support/processfigures.h"
#include "tests/support/results.h"
#include "tests/support/tcpproxy.h"
#include "tests/support/waiting.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QTest>

namespace confab {

using namespace test;
using namespace std::chrono_literals;

/// A client that was away comes back to what one has that was there all the time: as much as happens in a busy room
/// within an hour, 200 messages, 100 edits, 50 deletions and 80 reactions, with comings and goings and a mark of what
/// was read.
class CatchUpTest : public QObject {
    Q_OBJECT
private:
    static constexpr int earlier = 60; // messages that both have seen
    static constexpr int messages = 200;
    static constexpr int edits = 100;
    static constexpr int deletions = 50;
    static constexpr int reactions = 80;

    struct Device {
        client::MemorySecretStore store;
        client::Client client{quickToReturn(), store};
        client::OpenRoom* room = nullptr;

        static client::Client::Config quickToReturn() {
            client::Client::Config config;
            config.backoff = {1ms, 20ms};
            return config;
        }
        bool enter(const QUrl& url, const Person& person, RoomId id) {
            client.session().signIn({url, person.email}, person.password);
            if (!waitUntil([&] { return client.rooms().find(id) != nullptr; }))
                return false;
            room = &client.openRooms().open(id);
            room->setReaderAtEnd(false); // all rows stay
            return waitUntil([&] { return has(earlier); });
        }
        bool has(Seq last) const { return room->isLive() && room->timeline().newestSeq() >= last; }
        /// Of all that a reader sees of the room, but who is there at this moment.
        QByteArray state() {
            QCryptographicHash hash(QCryptographicHash::Sha256);
            Room facts = *client.rooms().find(room->id());
            facts.here = 0;
            hash.addData(encodeFrame(facts, Codec::Json));
            const client::Timeline& rows = room->timeline();
            for (int row = 0; row < rows.count(); ++row) {
                if (const Message* message = rows.at(row).message())
                    hash.addData(encodeFrame(*message, Codec::Json));
            }
            return hash.result().toHex();
        }
    };

    /// The last event's seq; 0: a call failed.
    static Seq happens(const Person& ana, const Person& ben, const Person& chi, RoomId room, Seq firstEarlier) {
        bool isDone = true;
        QList<Seq> said;
        auto id = [number = 0]() mutable { return QStringLiteral("call-%1").arg(++number); };
        for (int i = 0; i < messages; ++i) {
            MessageSend send{room, id(), QStringLiteral("%1 for @Ben").arg(i), {}};
            if (i % 5 == 0)
                send.replyTo = firstEarlier + i % earlier;
            const auto sent = (i % 2 ? ana : chi)->call(send);
            isDone = isDone && sent;
            said.append(sent ? sent->seq : 0);
        }
        for (int i = 0; i < edits; ++i) {
            const Person& author = i % 2 ? ana : chi;
            isDone = isDone && author->call(MessageEdit{room, said[i], id(), QStringLiteral("edited %1").arg(i)});
        }
        for (int i = 0; i < deletions; ++i)
            isDone = isDone && ana->call(MessageDelete{room, said[messages - 1 - i * 2], id()});
        for (int i = 0; i < reactions; ++i)
            isDone = isDone && chi->call(MessageReact{room, said[i], QStringLiteral("🎉"), true});
        isDone = isDone && ben->call(RoomMarkRead{room, said[40]});
        isDone = isDone && chi->call(RoomLeave{room}) && chi->call(RoomJoin{room, {}});
        const auto last = ana->call(messageFor(room, QStringLiteral("the end")));
        return isDone && last ? last->seq : 0;
    }

private Q_SLOTS:
    void whoWasAwayHasTheSameState() {
        DaemonProcess daemon({QStringLiteral("--limits"), QStringLiteral("off")});
        QVERIFY2(daemon.start(), daemon.errors().constData());
        const Person ana = newPerson(daemon, QStringLiteral("Ana"), Codec::Cbor);
        const Person ben = newPerson(daemon, QStringLiteral("Ben"), Codec::Cbor);
        const Person chi = newPerson(daemon, QStringLiteral("Chi"), Codec::Cbor);
        QVERIFY(ana && ben && chi);
        const RoomId room = newRoom(ana).id;
        QVERIFY(ben->call(RoomJoin{room, {}}) && chi->call(RoomJoin{room, {}}));
        Seq firstEarlier = 0;
        for (int i = 0; i < earlier; ++i) {
            VERIFY_OK(sent, ana->call(messageFor(room, QStringLiteral("before %1").arg(i))));
            if (i == 0)
                firstEarlier = sent.seq;
        }

        TcpProxy proxy(QStringLiteral("127.0.0.1"), daemon.port());
        QVERIFY(proxy.listen());
        QUrl throughProxy = daemon.url();
        throughProxy.setPort(proxy.port());
        Device stayed;
        Device away;
        QVERIFY(stayed.enter(daemon.url(), ben, room) && away.enter(throughProxy, ben, room));
        QVERIFY(waitUntil([&] { return away.state() == stayed.state(); }));

        proxy.judgeBy([](TcpProxy::Way, const QByteArray&) { return TcpProxy::Verdict::Cut; });
        proxy.cutAll();
        QVERIFY(waitUntil([&] { return !away.client.session().isOnline(); }));
        const Seq last = happens(ana, ben, chi, room, firstEarlier);
        QVERIFY(last > messages + edits + deletions);
        QVERIFY(waitUntil([&] { return stayed.has(last); }));
        QVERIFY(away.state() != stayed.state());

        const double cpuBefore = cpuSeconds(QCoreApplication::applicationPid()) + cpuSeconds(daemon.pid());
        QElapsedTimer clock;
        clock.start();
        proxy.judgeBy([](TcpProxy::Way, const QByteArray&) { return TcpProxy::Verdict::Pass; });
        QVERIFY(waitUntil([&] { return away.has(last) && away.state() == stayed.state(); }));
        const double cpu = cpuSeconds(QCoreApplication::applicationPid()) + cpuSeconds(daemon.pid()) - cpuBefore;
        qInfo("the same state after %lld ms, with %.2f s of processor time on both sides", qlonglong(clock.elapsed()),
              cpu);
        QVERIFY2(cpu < 1,
                 QByteArray::number(cpu).constData()); // what a second bounds on a machine with nothing else to do
    }
};

} // namespace confab

QTEST_GUILESS_MAIN(confab::CatchUpTest)
#include "tst_catchup.moc"
