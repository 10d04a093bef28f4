// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/connecterror.h"

#include <QCoreApplication>

namespace confab::client {

namespace {

using Socket = QAbstractSocket;

struct ConnectWords {
    Q_DECLARE_TR_FUNCTIONS(ConnectError)
};

/// The host, with its port where the address names one.
QString placeOf(const QUrl& server) {
    const QString host = server.host().contains(u':') ? QString(u'[' % server.host() % u']') : server.host();
    return server.port() < 0 ? host : QStringLiteral("%1:%2").arg(host, QString::number(server.port()));
}

QString withScheme(const QUrl& server, const QString& scheme) {
    return QString(scheme % QStringLiteral("://") % placeOf(server));
}

/// Why this certificate is refused; the first reason that the user can act on.
QString certificateReason(const QList<QSslError>& errors) {
    QString reason = ConnectWords::tr("its issuer is not known to this computer");
    for (const QSslError& error : errors) {
        switch (error.error()) {
        case QSslError::CertificateExpired:
            return ConnectWords::tr("it has expired");
        case QSslError::CertificateNotYetValid:
            return ConnectWords::tr("it is not valid yet, or the clock of this computer is wrong");
        case QSslError::CertificateRevoked:
            return ConnectWords::tr("it was revoked");
        case QSslError::HostNameMismatch:
            reason = ConnectWords::tr("it was issued for another name");
            break;
        default:
            break;
        }
    }
    return reason;
}

/// The host answers with HTTP, but not with a WebSocket. Qt reports the status in its error text only.
QString handshakeText(const ConnectFailure& failure) {
    const QString place = placeOf(failure.server);
    for (const char* status : {" 503", " 429"}) {
        if (failure.detail.contains(QLatin1String(status)))
            return ConnectWords::tr(
                       "The server at %1 accepts no more connections at the moment. Try again in a minute.")
                .arg(place);
    }
    return ConnectWords::tr("There is no Confab server at %1, or a proxy in front of it does not forward WebSockets. "
                            "Check the address.")
        .arg(place);
}

/// The server rejected the first bytes: TLS where it expects none, or none where it expects TLS.
QString schemeText(const QUrl& server) {
    if (server.scheme() == u"ws")
        return ConnectWords::tr("The server at %1 closed the connection. If it uses TLS, connect to %2.")
            .arg(placeOf(server), withScheme(server, QStringLiteral("wss")));
    return ConnectWords::tr("The server at %1 does not use TLS. On a network that you trust, connect to %2.")
        .arg(placeOf(server), withScheme(server, QStringLiteral("ws")));
}

QString textFor(const ConnectFailure& failure) {
    const QString place = placeOf(failure.server);
    if (!failure.certificateErrors.isEmpty())
        return ConnectWords::tr("The certificate of %1 can't be trusted: %2. Ask the server's administrator.")
            .arg(place, certificateReason(failure.certificateErrors));
    switch (failure.error) {
    case Socket::HostNotFoundError:
        return ConnectWords::tr("The server “%1” can't be found. Check the spelling and your network connection.")
            .arg(failure.server.host());
    case Socket::ConnectionRefusedError:
        if (failure.reachedHost)
            return handshakeText(failure);
        return ConnectWords::tr("No server is running at %1. Check the address, or start the server.").arg(place);
    case Socket::SslHandshakeFailedError:
    case Socket::SslInternalError:
    case Socket::SslInvalidUserDataError:
    case Socket::RemoteHostClosedError:
    case Socket::UnknownSocketError: // Qt reports the end of the connection without a reason
        return schemeText(failure.server);
    case Socket::NetworkError:
        return ConnectWords::tr("There is no network connection to %1. Check this computer's network connection.")
            .arg(place);
    case Socket::SocketTimeoutError:
        return connectTimeout(failure.server).message;
    default:
        return failure.reachedHost
                   ? handshakeText(failure)
                   : ConnectWords::tr("The server at %1 can't be reached. Check the address and your network "
                                      "connection.")
                         .arg(place);
    }
}

} // namespace

Error connectError(const ConnectFailure& failure) {
    return Error(ErrorKind::Disconnected, textFor(failure));
}

Error connectTimeout(const QUrl& server) {
    return Error(ErrorKind::Timeout,
                 ConnectWords::tr("The server at %1 does not answer. Check the address, or try again later.")
                     .arg(placeOf(server)));
}

} // namespace confab::client
