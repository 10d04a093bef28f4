// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/client/session.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>

class QNetworkReply;

namespace confab::client {

/// Requests to the server's HTTP routes for files, with the session's token in a header and nowhere else. A redirect is
/// an error: no other host ever gets a request. Certificates are checked as for the WebSocket: a doubt ends the
/// request.
/// Thread: the client's. Owned by: Client.
class HttpFiles : public QObject {
    Q_OBJECT
public:
    explicit HttpFiles(Session& session);

    Session& session() { return m_session; }
    QNetworkAccessManager& manager() { return m_manager; }
    /// For `/files/…`; a request without a byte going either way for `silence` is given up.
    QNetworkRequest request(const QString& path) const;

    static constexpr std::chrono::milliseconds silence{30'000};

private:
    Session& m_session;
    QNetworkAccessManager m_manager;
};

/// What a finished request failed with, from the server's problem document or from the network: Disconnected when the
/// connection broke or was never made, which leaves open what the server has. Nothing after a success.
std::optional<Error> errorOf(QNetworkReply& reply);
/// The status of the answer; 0 when there was none.
int statusOf(const QNetworkReply& reply);
/// Ends a request that nobody waits for any more; the reply goes with the turn. One that has just failed is not
/// aborted: it ends by itself, and Qt takes a second reason for a mistake.
void letGo(QNetworkReply& reply);

} // namespace confab::client
