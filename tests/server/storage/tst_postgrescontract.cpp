// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/server/storage/accountscontract.h"
#include "tests/server/storage/appendcontract.h"
#include "tests/server/storage/changescontract.h"
#include "tests/server/storage/directscontract.h"
#include "tests/server/storage/logcontract.h"
#include "tests/server/storage/nodescontract.h"
#include "tests/server/storage/postgrestesting.h"
#include "tests/server/storage/roomscontract.h"
#include "tests/server/storage/runcontracts.h"

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

private:
    test::PostgresProcess& m_server;
    const QString m_database;
    std::unique_ptr<SqlStorage> m_storage;
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
    ChangesContract changes(fixture);
    DirectsContract directs(fixture);
    LogContract log(fixture);
    NodesContract nodes(fixture);
    return confab::runContracts({&accounts, &rooms, &appending, &changes, &directs, &log, &nodes},
                                QCoreApplication::arguments());
}
