// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTcpServer>

#include <functional>

namespace confab {

/// Accepts on one address and gives each socket's descriptor away.
/// Thread: the AcceptLoop's. Owned by: the AcceptLoop.
class Acceptor final : public QTcpServer {
    Q_OBJECT
public:
    Acceptor(int backlog, std::function<void(qintptr)> accepted);

    /// After a successful listen(): keeps an eye on the readiness of the listening socket.
    void watchForExhaustion();

Q_SIGNALS:
    /// Connections wait, but can't be accepted: the process or the system is out of descriptors.
    void exhausted();

protected:
    void incomingConnection(qintptr descriptor) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::function<void(qintptr)> m_accepted;
    bool m_sawNothing = false; // the last readiness brought no connection
};

} // namespace confab
