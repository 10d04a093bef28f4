// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/store/storesearcher.h"
#include "app/store/storewriter.h"

#include <QThread>

#include <functional>

namespace confab::store {

/// What the app keeps of one account between its runs: rooms, people, all that was read of the rooms' logs. The server
/// is right; this is what can be shown without it. A file that can't be used is kept aside, and another one is begun.
/// Thread: the one that makes it; it reads there, and writes and searches on threads of its own. Owned by:
/// client::StoreFeed.
class LocalStore : public QObject {
    Q_OBJECT
public:
    /// More of an account's logs is let go: some millions of messages.
    static constexpr qint64 bytesMost = 1LL << 30;

    /// `folder`: of the accounts' files. `most`: bytes of the logs of one account.
    explicit LocalStore(QString folder, qint64 most = bytesMost);
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

    /// The rooms of which something is here, with the last event that their rows have.
    QHash<RoomId, Seq> logs() const;
    /// The newest `most` rows up to LogPage::asOf; empty: nothing of the room is here. This and the next three wait for
    /// the disk, not for the writer: they may lack what was put just now.
    std::optional<LogPage> end(RoomId room, int most) const;
    /// Whether the event is in the store, and what is around it.
    bool has(RoomId room, Seq seq) const;
    /// Empty: it is not here, or no message.
    std::optional<Message> message(RoomId room, Seq seq) const;
    /// A page of a room's log, with all that was put before. `answer` gets it later; nothing: it is not here.
    using PageAnswer = std::function<void(std::optional<LogPage>)>;
    void page(const RoomHistory& wanted, PageAnswer answer);
    /// searchStored(), on a thread of its own, with all that was put before. `answer` gets it later, unless another
    /// search of the seeker began or stopSearch() was called until then.
    using SearchAnswered = std::function<void(Result<SearchAnswer>)>;
    void search(const SearchMessages& wanted, SearchAnswered answer, Seeker seeker = Seeker::Results);
    void stopSearch(Seeker seeker = Seeker::Results);
    /// Waits until what was put is written.
    void wait();
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
    QThread m_searchThread;
    StoreWriter* m_writer;     // lives on m_thread
    StoreSearcher* m_searcher; // lives on m_searchThread
    std::unique_ptr<StoreDatabase> m_reader;
    bool m_hasFailed = false;
};

} // namespace confab::store
