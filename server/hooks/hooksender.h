// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/mailbox.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

class QThread;

namespace confab {

class HookRequests;

/// A request to a webhook's URL: a JSON body.
struct HookRequest {
    QString url;
    QByteArray body;
    QByteArray signature; ///< the value of X-Confab-Signature
};

/// What came of it.
struct HookOutcome {
    bool isTaken = false; ///< a status of 2xx
    bool isGone = false;  ///< 410: the receiver wants no more
    int status = 0;       ///< of the answer; 0 without one
    QByteArray body;      ///< of the answer, up to limits::hookAnswerBytes; empty when it has more
    QString trouble;      ///< why not, without the URL, which may hold a secret
};

/// Sends requests to webhooks, on a thread of its own: to an address that the name has, checked and then used; by no
/// proxy, with no cookie, along no redirect. The thread begins with the first request.
/// Thread: its home thread, where outcomes come. Owned by: HookDispatcher.
class HookSender : public QObject {
    Q_OBJECT

public:
    /// `allowed`: hosts, as URLs write them, that may have addresses which are not public.
    explicit HookSender(QStringList allowed);
    /// Outcomes that have not come do not come any more.
    ~HookSender() override;

    using Continuation = std::function<void(const HookOutcome&)>;
    void send(HookRequest request, Continuation then);

private:
    struct Finished {
        Continuation then;
        HookOutcome outcome;
    };

    void start();

    const QStringList m_allowed;
    Mailbox<Finished> m_finished;
    std::unique_ptr<QThread> m_thread;
    HookRequests* m_requests = nullptr; // lives on m_thread, and ends with it
};

} // namespace confab
