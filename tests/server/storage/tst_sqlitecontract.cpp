// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/storage/sql/sqlblobs.h"
#include "server/storage/sql/sqlitedialect.h"
#include "server/storage/sql/sqlstorage.h"
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
#include "tests/server/storage/profilescontract.h"
#include "tests/server/storage/roomscontract.h"
#include "tests/server/storage/runcontracts.h"
#include "tests/server/storage/searchcontract.h"
#include "tests/server/storage/secondfactorscontract.h"
#include "tests/server/storage/silencescontract.h"

#include <QCoreApplication>
#include <QTemporaryDir>

namespace {

using namespace confab;

/// SQLite in a folder of its own for each test function.
class SqliteFixture final : public StorageFixture {
public:
    void init() override {
        m_folder = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup() override {
        m_storage.reset();
        m_folder.reset();
    }
    void reopen() override {
        m_storage.reset();
        open();
    }
    Storage& storage() override { return *m_storage; }
    FileStore& files() override { return m_storage->files(); }
    OperatorStore& operators() { return m_storage->operators(); }

private:
    void open() {
        Result<std::unique_ptr<SqlStorage>> opened = SqlStorage::open(m_folder->path(), QCoreApplication::instance());
        if (!opened)
            qFatal("%s", qPrintable(opened.error().message));
        m_storage = std::move(*opened);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<SqlStorage> m_storage;
};

/// SQLite, whose SQL is that of PostgreSQL, in a folder of its own for each test function.
class SqliteBlobFixture final : public BlobFixture {
public:
    void init() override {
        m_folder = std::make_unique<QTemporaryDir>();
        SqlStorage::open(m_folder->path(), QCoreApplication::instance()).value()->stop(); // which makes the tables
        reopen();
    }
    void cleanup() override {
        m_store.reset();
        m_folder.reset();
    }
    void reopen() override {
        m_store.reset();
        m_store = std::make_unique<SqlBlobs>(std::make_unique<SqliteDialect>(m_folder->path()));
    }
    BlobStore& store() override { return *m_store; }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<BlobStore> m_store;
};

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    SqliteFixture fixture;
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
    SqliteBlobFixture blobFixture;
    BlobsContract blobs(blobFixture);
    return confab::runContracts({&accounts, &rooms, &appending, &bots,           &changes,  &directs, &log,
                                 &nodes,    &files, &operators, &administration, &search,   &drafts,  &moderation,
                                 &silences, &marks, &invites,   &secondFactors,  &profiles, &blobs},
                                QCoreApplication::arguments());
}
