// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/api/jsonrpc/ioinbox.h"
#include "server/daemon/chatparts.h"
#include "server/daemon/config.h"
#include "server/transport/transport.h"

#include <QThread>

namespace confab {

/// The server: owns every part in the order of its start and wires them; has no rule of its own.
/// Thread: the main thread. Owned by: main().
class Daemon {
public:
    explicit Daemon(Config config) : m_config(std::move(config)) {}
    ~Daemon();

    /// Unavailable or InputInvalid, with a sentence for the one who starts it.
    Done start();
    /// Where it listens, with the real ports.
    QStringList addresses() const { return m_transport->addresses(); }

private:
    Done startChat();
    void stopChat();

    const Config m_config;
    std::vector<std::unique_ptr<IoInbox>> m_ioInboxes;
    QThread m_chatThread;
    QObject m_onChatThread; // where the main thread sends what has to run there
    std::unique_ptr<ChatParts> m_chat;
    std::unique_ptr<Transport> m_transport;
};

} // namespace confab
