// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/app/console/clitest.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace confab;
using namespace confab::test;

/// confab-cli as scripts and people use it, against the real daemon.
class TestCli : public CliTest {
    Q_OBJECT

private Q_SLOTS:
    void sendsAndReadsBack() {
        const Run sent = cli(
            {QStringLiteral("send"), QStringLiteral("-r"), QStringLiteral("General"), QStringLiteral("Grüße, Ben")});
        QCOMPARE(sent.errors, QString());
        QCOMPARE(sent.code, 0);
        const qint64 seq = sent.out.trimmed().toLongLong();
        QVERIFY(seq > 0);
        const Run history = cli(split("--codec json history --room General --limit 1 --json"));
        QCOMPARE(history.code, 0);
        const QJsonObject message = QJsonDocument::fromJson(history.out.toUtf8()).object();
        QCOMPARE(message.value(QLatin1String("body")).toString(), QStringLiteral("Grüße, Ben"));
        QCOMPARE(message.value(QLatin1String("seq")).toInteger(), seq);
        QVERIFY(cli(split("history")).out.contains(QStringLiteral(" Ana: Grüße, Ben\n")));
    }

    void searches() {
        const Run sent = cli({QStringLiteral("send"), QStringLiteral("-r"), QStringLiteral("General"),
                              QStringLiteral("The xylophone is tuned")});
        QCOMPARE(sent.code, 0);
        const Run found = cli(split("search XYLO from:Ana in:general"));
        QCOMPARE(found.errors, QString());
        QCOMPARE(found.code, 0);
        QVERIFY2(found.out.contains(QString(u", " % sent.out.trimmed() % u'\n')), qPrintable(found.out));
        QVERIFY2(found.out.contains(QStringLiteral(" Ana: The xylophone is tuned\n")), qPrintable(found.out));
        const Run json = cli(split("search xylo --json"));
        const QJsonObject hit = QJsonDocument::fromJson(json.out.toUtf8()).object();
        QCOMPARE(hit.value(QLatin1String("message")).toObject().value(QLatin1String("seq")).toInteger(),
                 sent.out.trimmed().toLongLong());
        QCOMPARE(hit.value(QLatin1String("ranges")).toArray().size(), 1);
        QCOMPARE(cli(split("search nothing-like-it")).out, QString());
        QCOMPARE(cli(split("search from:")).code, 0); // a word
    }

    /// More rooms than the answer to a sign-in holds: commands wait for the whole list.
    void knowsEveryRoomOfSomebodyInMany() {
        const Person chi = newPerson(m_daemon, QStringLiteral("Chi"), Codec::Json);
        QVERIFY(chi);
        constexpr int count = limits::listedRooms + 5;
        for (int i = 0; i < count; ++i)
            chi->ask<RoomCreate>({QStringLiteral("Room %1").arg(i), {}, {}, {}, {}, Visibility::Private}, [](auto) {});
        QVERIFY(waitUntil([&] { return chi->unanswered() == 0; }));
        const Run rooms = cli(chi, split("rooms"));
        QCOMPARE(rooms.errors, QString());
        QCOMPARE(rooms.lines().size(), count);
        const QString last = QStringLiteral("Room %1").arg(count - 1);
        QCOMPARE(cli(chi, {QStringLiteral("send"), QStringLiteral("-r"), last, QStringLiteral("hello")}).code, 0);
    }

    void everyLineOfAPipeIsAMessage() {
        QByteArray input;
        QStringList expected;
        for (int i = 0; i < 300; ++i) {
            input += "line " + QByteArray::number(i) + (i % 7 == 0 ? "\r\n\n" : "\n");
            expected.append(QStringLiteral("line %1").arg(i));
        }
        const Run sent = cli(split("send -"), input + "the last without a newline");
        QCOMPARE(sent.errors, QString());
        QCOMPARE(sent.code, 0);
        expected.append(QStringLiteral("the last without a newline"));
        QCOMPARE(sent.lines().size(), expected.size());
        QStringList got;
        const QStringList history = cli(split("history --limit 301 --json")).lines();
        for (const QString& line : history)
            got.append(QJsonDocument::fromJson(line.toUtf8()).object().value(QLatin1String("body")).toString());
        QCOMPARE(got, expected);
    }

    void tailsFromThePastToTheFuture() {
        QProcess tail;
        start(tail, m_daemon.url(), m_ana, split("tail --json --after 1 --count 1000000"));
        QString seen;
        QVERIFY(prints(tail, seen, QStringLiteral("\"seq\":2,")));
        QVERIFY(!seen.contains(QLatin1String("\"seq\":1,")));
        QVERIFY(m_ana->call(messageFor(m_room.id, QStringLiteral("live one"))));
        QVERIFY(prints(tail, seen, QStringLiteral("live one")));
        // The daemon restarts; no message meanwhile is missed or printed twice.
        m_daemon.kill();
        QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
        m_ana = againAs(m_daemon, m_ana, Codec::Cbor);
        QVERIFY(m_ana);
        QVERIFY(m_ana->call(messageFor(m_room.id, QStringLiteral("after the restart"))));
        QVERIFY(prints(tail, seen, QStringLiteral("after the restart")));
        Seq last = 1;
        for (const QString& line : seen.split(u'\n', Qt::SkipEmptyParts)) {
            const QJsonObject event = QJsonDocument::fromJson(line.toUtf8()).object();
            QCOMPARE(event.value(QLatin1String("seq")).toInteger(), ++last);
        }
        tail.kill();
        tail.waitForFinished();
    }

    void tailEndsAfterCount() {
        const Run tail = cli(split("tail --json --after 0 --count 2"));
        QCOMPARE(tail.code, 0);
        QCOMPARE(tail.lines().size(), 2);
        QVERIFY(tail.lines().at(0).contains(QLatin1String("room.created")));
    }

    void chatsThroughPipes() {
        const Person ben = newPerson(m_daemon, QStringLiteral("Ben"), Codec::Json);
        QCOMPARE(cli(ben, split("join General")).code, 0);
        QProcess chat;
        start(chat, m_daemon.url(), ben, split("--room General"));
        QString seen;
        chat.write("/who\n");
        QVERIFY(prints(chat, seen, QStringLiteral("Here now: Ben")));
        chat.write("hello from a pipe\n");
        QVERIFY(prints(chat, seen, QStringLiteral("Ben: hello from a pipe")));
        QVERIFY(m_ana->call(messageFor(m_room.id, QStringLiteral("\x1b[2Jand back"))));
        QVERIFY(prints(chat, seen, QStringLiteral("and back")));
        QVERIFY(!seen.contains(QChar(0x1b)));
        chat.write("/nonsense\n/join 99999\n/join General\n/rooms\nthe last word\n");
        const Run end = finish(chat);
        seen += end.out;
        QCOMPARE(end.code, 0);
        QCOMPARE(seen.count(QLatin1String("hello from a pipe")), 1); // an own line once
        QCOMPARE(seen.count(QLatin1String("the last word")), 1);     // sent before the end
        QVERIFY(seen.contains(QLatin1String("Unknown command /nonsense")));
    }

    void keepsARoomInOrder() {
        const Person loud = newPerson(m_daemon, QStringLiteral("Loud"), Codec::Cbor);
        const Room room = newRoom(m_ana, QStringLiteral("Orderly"));
        QVERIFY(loud && room.id && loud->call(RoomJoin{room.id, {}}));
        const auto run = [&](const char* command) {
            return cli(QStringList{QStringLiteral("-r"), QStringLiteral("Orderly")} + split(command));
        };
        QCOMPARE(run("role Loud moderator").code, 0);
        QCOMPARE(run("role Loud king").code, 2);
        QCOMPARE(run("ban Loud --days 2 --reason noise").code, 0);
        QVERIFY(!loud->call(RoomJoin{room.id, {}}));
        const Run listed = run("bans");
        QCOMPARE(listed.lines().size(), 1);
        QVERIFY(listed.out.startsWith(QStringLiteral("Loud, until ")) &&
                listed.out.contains(QStringLiteral(": noise")));
        QCOMPARE(run("unban Loud").code, 0);
        QCOMPARE(run("bans --json").out, QString());
        QVERIFY(loud->call(RoomJoin{room.id, {}}));
        QCOMPARE(run("kick Loud").code, 0);
        QCOMPARE(run("kick Nobody").code, 5);
        QVERIFY(run("history").code == 0);
    }

    void silencesPeople() {
        const Person loud = newPerson(m_daemon, QStringLiteral("Shrill"), Codec::Cbor);
        const Room room = newRoom(m_ana, QStringLiteral("Quiet"));
        QVERIFY(loud && room.id && loud->call(RoomJoin{room.id, {}}));
        const auto refusal = [&](const QString& body) {
            const auto sent = loud->call(messageFor(room.id, body));
            return sent ? QStringLiteral("ok") : wire::key(errorRow(sent.error().kind).name);
        };
        QCOMPARE(cli(split("mute Quiet Shrill --for 1h")).code, 0);
        QCOMPARE(refusal(QStringLiteral("a")), QStringLiteral("room.muted"));
        QCOMPARE(cli(split("mute Quiet Shrill --for soon")).code, 2);
        QCOMPARE(cli(split("unmute Quiet Shrill")).code, 0);
        QCOMPARE(refusal(QStringLiteral("b")), QStringLiteral("ok"));
        QCOMPARE(cli(split("slow Quiet 5m")).code, 0);
        QCOMPARE(refusal(QStringLiteral("c")), QStringLiteral("ok"));
        QCOMPARE(refusal(QStringLiteral("d")), QStringLiteral("rate.limited"));
        QCOMPARE(cli(split("slow Quiet off")).code, 0);
        QCOMPARE(refusal(QStringLiteral("e")), QStringLiteral("ok"));
        QCOMPARE(cli(split("block Shrill")).code, 0);
        QCOMPARE(cli(split("blocked")).lines(), QStringList{QStringLiteral("Shrill")});
        QVERIFY(!loud->call(DirectOpen{{m_ana.id()}}));
        QCOMPARE(cli(split("unblock Shrill")).code, 0);
        QCOMPARE(cli(split("blocked --json")).out, QString());
    }

    void choosesWhatItIsToldAndListsReaders() {
        const Person ben = newPerson(m_daemon, QStringLiteral("Reading Ben"), Codec::Cbor);
        const Room room = newRoom(m_ana, QStringLiteral("Marked"));
        QVERIFY(ben && room.id && ben->call(RoomJoin{room.id, {}}));
        const auto mine = [&] {
            const auto list = m_ana->call(RoomList{});
            for (const Room& one : list ? list->rooms : QList<Room>()) {
                if (one.id == room.id)
                    return one;
            }
            return Room();
        };
        QCOMPARE(cli(split("notify Marked mentions")).code, 0);
        QCOMPARE(mine().notify, std::optional(NotifyLevel::Mentions));
        QVERIFY(!mine().notifyUntil);
        QCOMPARE(cli(split("notify Marked none --for 90m")).code, 0);
        QCOMPARE(mine().notify, std::optional(NotifyLevel::None));
        const qint64 left = mine().notifyUntil.value_or(UtcTime()).ms - UtcTime::now().ms;
        QVERIFY(left > 80 * 60'000 && left <= 90 * 60'000);
        for (const char* wrong :
             {"notify Marked loud", "notify Marked none --for soon", "notify Marked none --for 900d"})
            QCOMPARE(cli(split(wrong)).code, 2);
        QCOMPARE(cli(split("notify Nowhere none")).code, 5);

        const QString seq = cli(split("send -r Marked hello")).out.trimmed();
        QCOMPARE(cli(split("readers Marked") << seq).out, QString());
        QVERIFY(ben->call(RoomMarkRead{room.id, seq.toLongLong()}));
        const Run listed = cli(split("readers Marked") << seq);
        QCOMPARE(listed.lines().size(), 1);
        QVERIFY(listed.out.startsWith(QStringLiteral("Reading Ben, 2")));
        const QJsonObject json =
            QJsonDocument::fromJson(cli(split("readers Marked --json") << seq).out.toUtf8()).object();
        QCOMPARE(json.value(u"user").toObject().value(u"id").toInteger(), ben.id().value);
    }

    void sendsAndSavesFiles() {
        QTemporaryDir folder;
        const QString from = folder.filePath(QStringLiteral("from"));
        const QString to = folder.filePath(QStringLiteral("to"));
        QVERIFY(QDir().mkpath(from) && QDir().mkpath(to));
        const auto write = [&](const QString& name, const QByteArray& content) {
            QFile file(QDir(from).filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                            : QString();
        };
        const auto read = [&](const QString& name) {
            QFile file(QDir(to).filePath(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("none");
        };
        const Run sent = cli({QStringLiteral("upload"), QStringLiteral("-r"), QStringLiteral("General"),
                              write(QStringLiteral("plan.txt"), "the plan"),
                              write(QStringLiteral("big.bin"), QByteArray(3'000'000, 'x')), QStringLiteral("--caption"),
                              QStringLiteral("for Sunday")});
        QCOMPARE(sent.errors, QString());
        QCOMPARE(sent.code, 0);
        const QString seq = sent.out.trimmed();
        const QString shown = cli(split("history --room General --limit 1")).out;
        QVERIFY2(shown.contains(QStringLiteral("for Sunday\n      [plan.txt, 8 bytes]\n")), qPrintable(shown));
        const QStringList download = split("download --room General --dir") + QStringList{to, seq};
        const Run saved = cli(download);
        QCOMPARE(saved.errors, QString());
        QCOMPARE(saved.lines(), QStringList({QDir(to).filePath(QStringLiteral("plan.txt")),
                                             QDir(to).filePath(QStringLiteral("big.bin"))}));
        QCOMPARE(read(QStringLiteral("plan.txt")), QByteArray("the plan"));
        QCOMPARE(read(QStringLiteral("big.bin")), QByteArray(3'000'000, 'x'));
        // Not over files that are there.
        QFile mine(QDir(to).filePath(QStringLiteral("plan.txt")));
        QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
        mine.close();
        QCOMPARE(cli(download).code, 1);
        QCOMPARE(read(QStringLiteral("plan.txt")), QByteArray("mine"));
        QCOMPARE(cli(download + QStringList{QStringLiteral("--force")}).code, 0);
        QCOMPARE(read(QStringLiteral("plan.txt")), QByteArray("the plan"));
        QCOMPARE(cli(split("upload --room General") + QStringList{folder.filePath(QStringLiteral("none"))}).code, 1);
        QCOMPARE(cli(split("download --room General 1")).code, 6); // no message with files
    }

    void exitCodesSayWhatWentWrong() {
        Person stranger;
        stranger.email = m_ana.email;
        stranger.password = Secret{QStringLiteral("wrong password")};
        const Run refused = cli(stranger, split("rooms"));
        QCOMPARE(refused.code, 4);
        QVERIFY(!refused.errors.isEmpty());
        QVERIFY(refused.out.isEmpty());
        QCOMPARE(cli(split("send --room Nowhere hello")).code, 5);
        QCOMPARE(cli(split("join Nowhere")).code, 5);
        QCOMPARE(cli(split("dance")).code, 2);
        QCOMPARE(
            cli({QStringLiteral("send"), QStringLiteral("-r"), QStringLiteral("General"), QStringLiteral(" ")}).code,
            6);
        QProcess nowhere;
        start(nowhere, QUrl(QStringLiteral("ws://127.0.0.1:1")), m_ana, split("rooms"));
        const Run lost = finish(nowhere);
        QCOMPARE(lost.code, 3);
        QVERIFY(lost.errors.startsWith(QLatin1String("confab-cli: ")));
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
