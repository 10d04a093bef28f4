// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/historychecker.h"
#include "tests/fault/nemesis.h"
#include "tests/support/people.h"
#include "tests/support/results.h"
#include "tests/support/waiting.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace confab;
using namespace confab::test;

namespace {

/// How hard it is to be. The long form: --kills 150 --sends 100000.
struct Form {
    quint64 seed = 0;
    int kills = 16;
    int sends = 5'000;
};

constexpr int clients = 20;
constexpr int rooms = 3;
constexpr int inFlight = 16;

} // namespace

/// Twenty clients send while the daemon is killed with SIGKILL again and again. Every message that was acknowledged is
/// there, once, under the seq that was told; seq has no holes; everybody saw the same history.
class TestKill9 : public QObject {
    Q_OBJECT

public:
    explicit TestKill9(Form form) : m_form(form) {}

private Q_SLOTS:
    void keepsWhatItAcknowledged();

private:
    void meet();
    void start(Nemesis& nemesis);
    bool allDone() const;
    QString unfinished() const;
    void readLogs();
    void waitForReaders();
    void readDatabase();

    const Form m_form;
    DaemonProcess m_daemon;
    Person m_reader;
    QList<RoomId> m_rooms;
    QList<Auth> m_auths;
    std::vector<std::unique_ptr<Sender>> m_senders;
    QList<FinalLog> m_logs;
};

#define CONTINUE_UNLESS_FAILED()                                                                                       \
    if (QTest::currentTestFailed())                                                                                    \
    return

void TestKill9::keepsWhatItAcknowledged() {
    qInfo("seed %llu, %d kills, %d messages: --seed %llu --kills %d --sends %d does the same again", m_form.seed,
          m_form.kills, m_form.sends, m_form.seed, m_form.kills, m_form.sends);
    QVERIFY2(m_daemon.start(), m_daemon.errors().constData());
    meet();
    CONTINUE_UNLESS_FAILED();

    Nemesis nemesis(m_daemon, m_form.kills, m_form.sends, m_form.seed);
    start(nemesis);
    const auto limit = patience + std::chrono::milliseconds(10) * m_form.sends;
    const bool done = waitUntil([&] { return nemesis.isDone() && allDone(); }, limit);
    qInfo("%d kills, %d of them while it was starting", nemesis.kills(), nemesis.killsWhileStarting());
    // What was broken says more than that something did not come, so the logs are read in any case.
    if (!done) {
        qWarning("%s", qPrintable(unfinished()));
        if (nemesis.isDone())
            qWarning("stderr of the daemon: %s", m_daemon.errors().constData());
    }
    readLogs();
    CONTINUE_UNLESS_FAILED();
    waitForReaders();
    readDatabase();
    CONTINUE_UNLESS_FAILED();

    QList<const SenderHistory*> histories;
    int reconnects = 0;
    int refreshes = 0;
    int holes = 0;
    for (const auto& sender : m_senders) {
        histories.append(&sender->history());
        reconnects += sender->history().reconnects;
        refreshes += sender->history().refreshes;
        holes += sender->history().holesFilled;
    }
    qInfo("%d broken connections, %d returns with the refresh token, %d holes filled", reconnects, refreshes, holes);
    const QStringList broken = brokenPromises(histories, m_logs);
    for (const QString& promise : broken.mid(0, 20))
        qWarning("%s", qPrintable(promise));
    QVERIFY2(broken.isEmpty(),
             qPrintable(QStringLiteral("%1 broken promises, with seed %2").arg(broken.size()).arg(m_form.seed)));
    QVERIFY2(done, qPrintable(unfinished()));
    QCOMPARE(nemesis.kills(), m_form.kills);
}

/// Everybody gets an account and belongs to all rooms.
void TestKill9::meet() {
    m_reader = newPerson(m_daemon, QStringLiteral("Reader"), Codec::Json);
    QVERIFY(m_reader);
    for (int i = 0; i < rooms; ++i) {
        m_rooms.append(newRoom(m_reader, QStringLiteral("Room %1").arg(i)).id);
        QVERIFY(m_rooms.last());
    }
    for (int i = 0; i < clients; ++i) {
        const Person person = newPerson(m_daemon, QStringLiteral("Sender %1").arg(i), Codec::Cbor);
        QVERIFY(person);
        for (const RoomId room : std::as_const(m_rooms))
            VERIFY_DONE(person->call(RoomJoin{room, {}}));
        m_auths.append(person.auth);
    }
    m_reader.client.reset();
}

void TestKill9::start(Nemesis& nemesis) {
    for (int i = 0; i < clients; ++i) {
        const int share = m_form.sends / clients + (i < m_form.sends % clients ? 1 : 0);
        const Sender::Plan plan{m_daemon.url(), i % 2 == 0 ? Codec::Json : Codec::Cbor, m_rooms, share,
                                inFlight,       m_form.seed * 1000 + quint64(i)};
        m_senders.push_back(std::make_unique<Sender>(plan, m_auths.at(i)));
        connect(m_senders.back().get(), &Sender::acked, &nemesis, &Nemesis::onAcked);
    }
    for (const auto& sender : m_senders)
        sender->start();
}

bool TestKill9::allDone() const {
    return std::all_of(m_senders.begin(), m_senders.end(), [](const auto& sender) { return sender->isDone(); });
}

QString TestKill9::unfinished() const {
    QString text = QStringLiteral("not finished in time; messages still without an answer:");
    for (const auto& sender : m_senders)
        text += QStringLiteral(" %1").arg(sender->waiting());
    return text;
}

/// What a client that comes late is shown.
void TestKill9::readLogs() {
    const Person reader = againAs(m_daemon, m_reader, Codec::Json);
    QVERIFY(reader);
    for (const RoomId room : std::as_const(m_rooms)) {
        FinalLog log{room, {}, 0};
        for (bool more = true; more;) {
            const RoomEvents request{room, Seq(log.events.size()), limits::eventsPerPage};
            VERIFY_OK(page, reader->call(request));
            log.events += page.events;
            more = page.more;
        }
        m_logs.append(log);
    }
}

/// Those who followed live get to the end of every log, or are found out by the checker.
void TestKill9::waitForReaders() {
    const bool reached = waitUntil(
        [this] {
            return std::all_of(m_senders.begin(), m_senders.end(), [this](const auto& sender) {
                return std::all_of(m_logs.begin(), m_logs.end(), [&sender](const FinalLog& log) {
                    return sender->hasReached(log.room, log.events.size());
                });
            });
        },
        patience / 4);
    if (!reached)
        qWarning("not everybody saw the end of every log");
    for (const auto& sender : m_senders)
        sender->stop();
}

void TestKill9::readDatabase() {
    QCOMPARE(m_daemon.stop(), 0);
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"));
    database.setDatabaseName(m_daemon.databaseFile());
    QVERIFY2(database.open(), qPrintable(database.lastError().text()));
    const auto value = [&database](const QString& sql) {
        QSqlQuery query(sql, database);
        return query.next() ? query.value(0) : QVariant(query.lastError().text());
    };
    QCOMPARE(value(QStringLiteral("PRAGMA integrity_check")).toString(), QStringLiteral("ok"));
    for (FinalLog& log : m_logs) {
        const QString room = QString::number(log.room.value);
        log.rows = value(QString(u"SELECT count(*) FROM events WHERE room_id = " % room)).toInt();
        QCOMPARE(value(QString(u"SELECT last_seq FROM rooms WHERE id = " % room)).toLongLong(),
                 value(QString(u"SELECT max(seq) FROM events WHERE room_id = " % room)).toLongLong());
        // The projection has what the log has, and nothing else.
        QCOMPARE(value(QString(u"SELECT count(*) FROM messages WHERE room_id = " % room)).toInt(),
                 value(QString(u"SELECT count(*) FROM events JOIN messages USING (room_id, seq) WHERE type = 'message' "
                               u"AND json_extract(data, '$.body') = body AND room_id = " %
                               room))
                     .toInt());
        QCOMPARE(value(QString(u"SELECT count(*) FROM messages WHERE room_id = " % room)).toInt(),
                 value(QString(u"SELECT count(*) FROM events WHERE type = 'message' AND room_id = " % room)).toInt());
    }
}

namespace {

/// Takes `--name value` out of the arguments; else CONFAB_KILL9_NAME of the environment.
std::optional<quint64> number(QStringList& arguments, const QString& name) {
    const qsizetype at = arguments.indexOf(QString(u"--" % name));
    if (at >= 0 && at + 1 < arguments.size()) {
        const quint64 value = arguments.at(at + 1).toULongLong();
        arguments.remove(at, 2);
        return value;
    }
    const QByteArray variable = "CONFAB_KILL9_" + name.toUpper().toLatin1();
    return qEnvironmentVariableIsSet(variable) ? std::optional(qgetenv(variable).toULongLong()) : std::nullopt;
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    Form form;
    form.seed = number(arguments, QStringLiteral("seed")).value_or(std::random_device()());
    form.kills = int(number(arguments, QStringLiteral("kills")).value_or(quint64(form.kills)));
    form.sends = int(number(arguments, QStringLiteral("sends")).value_or(quint64(form.sends)));
    // The test has its own limit, and the long form takes longer than Qt Test's five minutes.
    qputenv("QTEST_FUNCTION_TIMEOUT", QByteArray::number(std::numeric_limits<int>::max()));
    TestKill9 test(form);
    return QTest::qExec(&test, arguments);
}

#include "tst_kill9.moc"
