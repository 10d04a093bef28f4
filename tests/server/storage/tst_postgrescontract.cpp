// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlblobs.h"
#include "tests/server/files/blobscontract.h"
#include "tests/server/storage/accountscontract.h"
#include "tests/server/storage/administrationcontract.h"
#include "tests/server/storage/appendcontract.h"
#include "tests/server/storage/botscontract.h"
#include "tests/server/storage/changescontract.h"
#include "tests/server/storage/directscontract.h"
#include "tests/server/storage/draftscontract.h"
#include "tests/server/storage/filescontract.h"
#include "tests/server/storage/invitescontract.h"
#include "tests/server/storage/logcontract.h"
#include "tests/server/storage/markscontract.h"
#include "tests/server/storage/moderationcontract.h"
#include "tests/server/storage/nodescontract.h"
#include "tests/server/storage/operatorscontract.h"
#include "tests/server/storage/postgrestesting.h"
#include "tests/server/storage/profilescontract.h"
#include "tests/server/storage/roomscontract.h"
#include "tests/server/storage/runcontracts.h"
#include "tests/server/storage/searchcontract.h"
#include "tests/server/storage/secondfactorscontract.h"
#include "tests/server/storage/silencescontract.h"

namespace {

using namespace confab;

/// All rows of all tables, in whatever order; ids begin anew.
constexpr const char* emptyAll = R"(
SET session_replication_role = replica;
DO $$ DECLARE name text; BEGIN
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations' LOOP
        EXECUTE 'DELETE FROM ' || name;
    END LOOP;
    PERFORM setval(sequencename::regclass, 1, false) FROM pg_sequences WHERE schemaname = 'public';
END $$)";

/// One database, emptied for each test function: a new one takes several times as long.
class PostgresFixture final : public StorageFixture {
public:
    explicit PostgresFixture(test::PostgresProcess& server) : m_server(server), m_database(freshDatabase(server)) {}

    void init() override {
        if (!m_server.query(QLatin1String(emptyAll), m_database))
            qFatal("The database was not emptied: %s", m_server.log().constData());
        reopen();
    }
    void cleanup() override { m_storage.reset(); }
    void reopen() override {
        m_storage.reset();
        m_storage = openOn(m_server, m_database);
    }
    Storage& storage() override { return *m_storage; }
    FileStore& files() override { return m_storage->files(); }
    OperatorStore& operators() { return m_storage->operators(); }

private:
    test::PostgresProcess& m_server;
    const QString m_database;
    std::unique_ptr<SqlStorage> m_storage;
};

/// Its blobs, emptied for each test function.
class PostgresBlobFixture final : public BlobFixture {
public:
    explicit PostgresBlobFixture(test::PostgresProcess& server) : m_server(server), m_database(freshDatabase(server)) {
        openOn(m_server, m_database)->stop(); // which makes the tables
    }

    void init() override {
        if (!m_server.query(QStringLiteral("DELETE FROM blob_pieces; DELETE FROM blobs"), m_database))
            qFatal("The database was not emptied: %s", m_server.log().constData());
        reopen();
    }
    void cleanup() override { m_store.reset(); }
    void reopen() override {
        m_store.reset();
        m_store = open();
    }
    BlobStore& store() override { return *m_store; }

    /// Another node's.
    std::unique_ptr<BlobStore> open() {
        Result<std::unique_ptr<BlobStore>> opened = SqlBlobs::open(addressOn(m_server, m_database));
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        return std::move(*opened);
    }
    test::PostgresProcess& server() { return m_server; }
    const QString& database() const { return m_database; }

private:
    test::PostgresProcess& m_server;
    const QString m_database;
    std::unique_ptr<BlobStore> m_store;
};

/// What is more to say where several nodes share the blobs.
class TestShared : public QObject {
    Q_OBJECT
public:
    explicit TestShared(PostgresBlobFixture& fixture) : m_fixture(fixture) {}

private Q_SLOTS:
    void init() { m_fixture.init(); }
    void cleanup() { m_fixture.cleanup(); }

    void anotherNodeGoesOnAndReads() {
        const std::unique_ptr<BlobStore> other = m_fixture.open();
        const QString upload = QStringLiteral("u");
        QVERIFY(m_fixture.store().append(upload, 0, "one "));
        QVERIFY(other->append(upload, 4, "two"));
        QVERIFY(!m_fixture.store().append(upload, 4, "too late"));
        const QString hash(64, u'a');
        QVERIFY(m_fixture.store().keep(upload, hash));
        QCOMPARE(other->read(hash, 0, 100).value_or("failed"), QByteArray("one two"));
    }

    void aLostConnectionIsMadeAgain() {
        const QString upload = QStringLiteral("u");
        QVERIFY(m_fixture.store().append(upload, 0, "one "));
        QVERIFY(m_fixture.server().query(QStringLiteral("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                                                        "datname = current_database() AND pid <> pg_backend_pid()"),
                                         m_fixture.database()));
        QTRY_VERIFY(m_fixture.store().length(upload).value_or(0) == 4);
        QVERIFY(m_fixture.store().append(upload, 4, "two"));
    }

private:
    PostgresBlobFixture& m_fixture;
};

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    test::PostgresProcess server;
    if (!server.start())
        qFatal("PostgreSQL did not start: %s", server.log().constData());
    PostgresFixture fixture(server);
    AccountsContract accounts(fixture);
    RoomsContract rooms(fixture);
    AppendContract appending(fixture);
    BotsContract bots(fixture);
    ChangesContract changes(fixture);
    DirectsContract directs(fixture);
    LogContract log(fixture);
    NodesContract nodes(fixture);
    FilesContract files(fixture);
    OperatorsContract operators(fixture, [&fixture]() -> OperatorStore& { return fixture.operators(); });
    AdministrationContract administration(fixture, [&fixture]() -> OperatorStore& { return fixture.operators(); });
    SearchContract search(fixture);
    DraftsContract drafts(fixture);
    ModerationContract moderation(fixture);
    SilencesContract silences(fixture);
    MarksContract marks(fixture);
    InvitesContract invites(fixture);
    SecondFactorsContract secondFactors(fixture);
    ProfilesContract profiles(fixture);
    PostgresBlobFixture blobFixture(server);
    BlobsContract blobs(blobFixture);
    TestShared shared(blobFixture);
    return confab::runContracts({&accounts, &rooms, &appending, &bots,           &changes,  &directs, &log,
                                 &nodes,    &files, &operators, &administration, &search,   &drafts,  &moderation,
                                 &silences, &marks, &invites,   &secondFactors,  &profiles, &blobs,   &shared},
                                QCoreApplication::arguments());
}

#include "tst_postgrescontract.moc"
