// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/session/ioinbox.h"
#include "server/auth/workerpool.h"
#include "server/chat/chatservice.h"
#include "server/chat/retention.h"
#include "server/chat/searchindexer.h"
#include "server/daemon/admincalls.h"
#include "server/daemon/config.h"
#include "server/files/fileservice.h"
#include "server/files/serverfiles.h"
#include "server/hooks/hookdispatcher.h"
#include "server/ops/health.h"
#include "server/storage/sql/sqlstorage.h"

namespace confab {

/// Everything that lives on the chat thread, in the order of its start.
/// Thread: made, used and destroyed on the chat thread. Owned by: Daemon.
class ChatParts {
public:
    /// Unavailable when the data folder can't be used. `health` is told whether the database stores.
    static Result<std::unique_ptr<ChatParts>> make(const Config& config, const IoInboxes& inboxes, Health& health);
    /// Leaves the other nodes, then ends storage and hashing.
    ~ChatParts();

    /// Takes no more calls and waits, for a bounded time, until all taken calls are answered.
    void finish();

    /// Nobody had an account when it started.
    bool isFresh() const { return m_isFresh; }

    ChatService& service() { return *m_service; }
    FileService& files() { return *m_files; }
    AdminCalls& admin() { return *m_admin; }

    /// For metrics, on any thread: what of these may be read there.
    const ChatService& service() const { return *m_service; }
    const SqlStorage& storage() const { return *m_storage; }
    const Broker& broker() const { return *m_broker; }
    const FileService& files() const { return *m_files; }
    const HookDispatcher& hooks() const { return *m_hooks; }
    const SearchIndexer& indexer() const { return *m_indexer; }
    const Retention& retention() const { return *m_retention; }
    QueueCounts hashing() const { return m_hashing->queue(); }
    size_t hashingAnswers() const { return m_hashing->answers(); }
    std::vector<WatchedThread> hashers() const { return m_hashing->threads(); }

private:
    ChatParts() = default;
    Status joinOthers(const Config& config);
    void startService(const Config& config, QByteArray key, const IoInboxes& inboxes);
    Status startAdministration(const Config& config);
    Status startFiles(const Config& config);
    void startBackground(const Config& config);

    bool m_isFresh = false;
    QObject m_home; // coroutines resume on its thread
    Clock m_clock;
    std::vector<std::unique_ptr<IoPort>> m_ports;
    std::unique_ptr<WorkerPool> m_hashing;
    std::unique_ptr<Passwords> m_passwords;
    std::unique_ptr<AccessTokens> m_tokens;
    std::unique_ptr<SqlStorage> m_storage;
    std::optional<NodeLease> m_lease;
    SteadyTime m_leaseBegunAt;
    std::unique_ptr<Broker> m_broker;
    std::unique_ptr<ChatService> m_service;
    std::unique_ptr<FileThread> m_fileThread;
    std::unique_ptr<FileService> m_files;
    std::unique_ptr<ServerFiles> m_serverFiles;
    std::unique_ptr<AdminCalls> m_admin;
    std::unique_ptr<SearchIndexer> m_indexer;
    std::unique_ptr<HookDispatcher> m_hooks;
    std::unique_ptr<Retention> m_retention;
};

} // namespace confab
