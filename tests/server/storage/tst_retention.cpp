// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/postgrestesting.h"
#include "tests/support/results.h"

#include <QTemporaryDir>

using namespace confab;

namespace {

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

QString q(const char* text) {
    return QString::fromUtf8(text);
}

} // namespace

/// What is forgotten because of its age or its author, in SQLite and in a real PostgreSQL.
class TestRetention : public QObject {
    Q_OBJECT

private:
    /// A message of this day.
    Seq say(UserId by, int day, const QString& body) {
        NewEvent event = newMessage(m_room, by, QStringLiteral("said-%1").arg(++m_said), body);
        event.at = at(day * dayMs);
        return need(m_storage->log().append(std::move(event))).event.seq;
    }
    /// Of the messages of the room; a deleted one is "-".
    QStringList bodies() {
        QStringList list;
        Seq last = 0;
        for (bool more = true; more;) {
            const LogPage page = need(m_storage->log().replay(m_room, last, 500));
            for (const Event& event : page.events) {
                last = event.seq;
                if (const auto* posted = std::get_if<MessagePosted>(&event.data))
                    list.append(posted->deletedAt ? q("-") : posted->body);
            }
            more = page.more;
        }
        return list;
    }
    int forgetAll(int serverDays, int today) {
        int forgotten = 0;
        for (int i = 0; i < 100; ++i) {
            const QList<RoomId> due = need(m_storage->retention().due(serverDays, at(today * dayMs)));
            if (due.isEmpty())
                return forgotten;
            forgotten += need(m_storage->retention().forgetOld(due.first(), serverDays, at(today * dayMs))).forgotten;
        }
        return -1;
    }
    void bothDatabases() {
        QTest::addColumn<bool>("isServer");
        QTest::newRow("SQLite") << false;
        QTest::newRow("PostgreSQL") << true;
    }
    int found(const QString& word) {
        while (need(m_storage->search().indexSlice(m_room))) {
        }
        return int(need(m_storage->search().find({m_ana, {word}, {}})).hits.size());
    }

    test::PostgresProcess m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStorage> m_storage;
    UserId m_ana;
    UserId m_ben;
    RoomId m_room;
    int m_said = 0;

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_server.start(), m_server.log().constData()); }
    void init() {
        QFETCH(bool, isServer);
        m_folder = std::make_unique<QTemporaryDir>();
        m_storage = isServer ? openOn(m_server, freshDatabase(m_server)) : openIn(m_folder->path());
        m_ana = makeUser(*m_storage, q("Ana"));
        m_ben = makeUser(*m_storage, q("Ben"));
        m_room = makeRoom(*m_storage, m_ana);
        need(m_storage->rooms().join(m_room, m_ben, at(1)));
    }
    void cleanup() { m_storage.reset(); }

    void oldMessagesAreForgotten_data() { bothDatabases(); }
    void oldMessagesAreForgotten() {
        for (int i = 0; i < 200; ++i) // several slices
            say(i % 2 ? m_ana : m_ben, 1, q("ancient words"));
        const Seq old = say(m_ana, 2, q("elderly @Ben"));
        need(m_storage->log().append({m_room, m_ben, at(2 * dayMs), ReactionAdded{old, q("👍")}}));
        say(m_ben, 9, q("young words"));
        QCOMPARE(found(q("ancient")), limits::foundByDefault);
        QCOMPARE(forgetAll(0, 100), 0); // for ever
        QCOMPARE(forgetAll(9, 10), 0);
        QCOMPARE(bodies().count(q("-")), 0);
        QCOMPARE(forgetAll(5, 10), 201);
        QCOMPARE(bodies().count(q("-")), 201);
        QCOMPARE(bodies().last(), q("young words"));
        QCOMPARE(found(q("ancient")), 0);
        QCOMPARE(found(q("young")), 1);
        const Message message = need(m_storage->messages().bySeqs(m_room, m_ben, {old})).messages.value(0);
        QVERIFY(message.body.isEmpty() && message.deletedAt && !message.reactions && !message.mentions);
        QCOMPARE(forgetAll(5, 10), 0);
        QCOMPARE(forgetAll(5, 20), 1);
    }

    void aRoomSaysHowLong_data() { bothDatabases(); }
    void aRoomSaysHowLong() {
        say(m_ana, 1, q("words"));
        QCOMPARE(need(m_storage->retention().kept(m_room)), std::nullopt);
        need(m_storage->retention().keep(m_room, 0, at(0)));
        QCOMPARE(forgetAll(5, 100), 0);
        need(m_storage->retention().keep(m_room, 300, at(0)));
        QCOMPARE(need(m_storage->retention().kept(m_room)), std::optional(300));
        QCOMPARE(forgetAll(5, 100), 0);
        QCOMPARE(forgetAll(0, 400), 1);
        VERIFY_REFUSED(ask(m_storage->retention().keep(RoomId{999}, 1, at(0))), RoomNotFound);
    }

    void aPersonIsErased_data() { bothDatabases(); }
    void aPersonIsErased() {
        for (int i = 0; i < 150; ++i)
            say(m_ben, 1, q("of Ben"));
        say(m_ana, 1, q("of Ana"));
        need(m_storage->retention().forgetName(m_ben));
        int messages = 0;
        RetentionStore::Place from;
        for (bool more = true; more;) {
            const RetentionStore::Erased erased = need(m_storage->retention().erase(m_ben, from, at(5)));
            messages += erased.messages;
            more = erased.next.has_value();
            from = erased.next.value_or(RetentionStore::Place{});
        }
        QCOMPARE(messages, 150);
        QStringList expected(150, q("-"));
        QCOMPARE(bodies(), expected << q("of Ana"));
        const LogPage page = need(m_storage->log().replay(m_room, 0, 500));
        QCOMPARE(page.events.size(), 3 + 151 + 150); // each with its message.deleted
        for (const Event& event : page.events) {
            const auto* joined = std::get_if<MemberJoined>(&event.data);
            if (joined != nullptr && joined->user == m_ben)
                QCOMPARE(joined->name, q("Deleted user"));
        }
        QCOMPARE(need(m_storage->users().byId(m_ben))->name, q("Deleted user"));
    }
};

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
