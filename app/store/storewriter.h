// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/changes.h"
#include "app/store/storedatabase.h"
#include "common/protocol/message.h"

#include <QObject>

namespace confab::store {

/// Writes an account's file.
/// Thread: the store's own. Owned by: LocalStore.
class StoreWriter : public QObject {
    Q_OBJECT
public:
    /// `most`: bytes of the logs of all rooms together.
    explicit StoreWriter(qint64 most) : m_most(most) {}

    /// Opens, and makes what is missing: StoreDatabase::open().
    Status open(const QString& path);
    /// All of it in one transaction.
    Status write(const Changes& changes);
    /// LogTables::before(), after() or around(), as the request says.
    std::optional<LogPage> page(const RoomHistory& wanted) const;
    /// SearchTables::signSome(), until all is signed; what is waiting comes between.
    void signAll();
    void close();

private:
    Status writeRooms(const Changes& changes);
    Status writePeople(const Changes& changes);
    Status writeActions(const QList<StoredAction>& actions);
    Status writeLog(const Changes& changes);
    Status forget(RoomId room);

    const qint64 m_most;
    std::unique_ptr<StoreDatabase> m_database;
};

} // namespace confab::store
