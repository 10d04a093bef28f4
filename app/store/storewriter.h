// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/storedatabase.h"
#include "app/store/tail.h"

#include <QObject>

namespace confab::store {

/// Writes an account's file.
/// Thread: the store's own. Owned by: LocalStore.
class StoreWriter : public QObject {
    Q_OBJECT
public:
    /// Opens, and makes what is missing: StoreDatabase::open().
    Status open(const QString& path);
    /// All of it in one transaction. The rows of a tail that are as they were are not written again.
    Status write(const Changes& changes);
    void close();

private:
    Status writeRooms(const Changes& changes);
    Status writePeople(const Changes& changes);
    Status writeActions(const QList<StoredAction>& actions);
    Status writeTail(RoomId room, const Tail& tail);
    Status writeRows(RoomId room, const Tail& tail, QHash<Seq, QByteArray>& written);
    Status forget(RoomId room);

    std::unique_ptr<StoreDatabase> m_database;
    QHash<RoomId, QHash<Seq, QByteArray>> m_written; // digests of the rows that are in the file as this run wrote them
};

} // namespace confab::store
