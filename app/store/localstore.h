// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/storewriter.h"

#include <QThread>

namespace confab::store {

/// What the app keeps of one account between its runs: rooms, people, the ends of the timelines. The server is right;
/// this is what can be shown without it. A file that can't be used is kept aside, and another one is begun.
/// Thread: the one that makes it; it reads there, and writes on a thread of its own. Owned by: client::StoreFeed.
class LocalStore : public QObject {
    Q_OBJECT
public:
    /// `folder`: of the accounts' files.
    explicit LocalStore(QString folder);
    /// What was put is written.
    ~LocalStore() override;

    /// Opens the account's file (Account::key()), and closes the one before. What is not in it is missing in the
    /// answer.
    Snapshot open(const QString& accountKey);
    bool isOpen() const { return m_reader != nullptr; }
    QString path() const { return m_path; }
    /// Waits until what was put is written.
    void close();
    /// Closes, and removes the file.
    void remove();

    /// The end of a room's log; empty: it is not here. Waits for the disk, not for the writer.
    std::optional<Tail> tail(RoomId room) const;
    /// To be written soon, in this order.
    void put(Changes changes);

Q_SIGNALS:
    /// The store can't be used, or not be written: Unavailable. Said once for each opening.
    void notKept(const confab::Error& error);

private:
    Status openWriter(const QString& path);
    bool setAside(const Error& why);
    Snapshot snapshot() const;
    void failed(const Error& error);

    const QString m_folder;
    QString m_path;
    QThread m_thread;
    StoreWriter* m_writer; // lives on the thread
    std::unique_ptr<StoreDatabase> m_reader;
    bool m_hasFailed = false;
};

} // namespace confab::store
