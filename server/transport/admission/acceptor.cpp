// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/admission/acceptor.h"

#include <QEvent>
#include <QSocketNotifier>

namespace confab {

Acceptor::Acceptor(int backlog, std::function<void(qintptr)> accepted) : m_accepted(std::move(accepted)) {
    setListenBacklogSize(backlog);
    connect(this, &QTcpServer::acceptError, this, &Acceptor::exhausted);
}

/// acceptError alone does not do: QTcpServer keeps its first error for ever, which is the harmless "nothing more to
/// accept", and so never reports that descriptors ran out, and spins (Qt 6.4, measured: 100 % CPU). What can be seen is
/// a listening socket that is ready twice running and brings no connection.
void Acceptor::watchForExhaustion() {
    m_sawNothing = false;
    const QList<QSocketNotifier*> notifiers = findChildren<QSocketNotifier*>();
    for (QSocketNotifier* notifier : notifiers)
        notifier->installEventFilter(this);
}

void Acceptor::incomingConnection(qintptr descriptor) {
    m_sawNothing = false;
    m_accepted(descriptor);
}

bool Acceptor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::SockAct) {
        if (m_sawNothing)
            Q_EMIT exhausted();
        m_sawNothing = !m_sawNothing;
    }
    return QTcpServer::eventFilter(watched, event);
}

} // namespace confab
