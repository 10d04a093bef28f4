// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/serveraddress.h"

#include <QHostAddress>

namespace confab::client {

namespace {

constexpr int defaultPort = 7450; // confabd's own default
const QString path = QStringLiteral("/rt");

bool isLoopback(const QString& host) {
    return host.compare(QLatin1String("localhost"), Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

tl::unexpected<Error> refuse(const QString& why) {
    return fail(Error::invalid(QStringLiteral("server"), why));
}

/// ws and wss as given, http and https likewise; empty for others.
QString webSocketScheme(const QString& scheme) {
    if (scheme == u"ws" || scheme == u"http")
        return QStringLiteral("ws");
    if (scheme == u"wss" || scheme == u"https")
        return QStringLiteral("wss");
    return {};
}

} // namespace

Result<QUrl> serverUrl(const QString& address) {
    const QString text = address.trimmed();
    if (text.isEmpty())
        return refuse(QStringLiteral("The server's address is missing"));
    const bool bare = !text.contains(QLatin1String("://"));
    const QString withScheme = bare ? QString(u"wss://" % text) : text;
    QUrl url(withScheme, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return refuse(QStringLiteral("\u201c%1\u201d is not a server's address").arg(text));
    if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
        return refuse(QStringLiteral("A server's address has only a host, a port and a path"));
    const QString scheme = webSocketScheme(url.scheme());
    if (scheme.isEmpty())
        return refuse(QStringLiteral("A server's address begins with ws:// or wss://"));
    url.setScheme(scheme);
    if (bare && isLoopback(url.host())) {
        url.setScheme(QStringLiteral("ws"));
        if (url.port() < 0)
            url.setPort(defaultPort);
    }
    if (url.path().isEmpty() || url.path() == u"/")
        url.setPath(path);
    return url;
}

QUrl httpUrl(const QUrl& server, const QString& route) {
    QUrl url = server;
    url.setScheme(server.scheme() == u"wss" ? QStringLiteral("https") : QStringLiteral("http"));
    QString prefix = server.path();
    if (prefix.endsWith(path))
        prefix.chop(path.size());
    url.setPath(QString(prefix % route));
    return url;
}

QString serverAddress(const QUrl& url) {
    QUrl shown = url;
    if (shown.path() == path)
        shown.setPath({});
    const QString text = shown.toString();
    const QString bare = text.mid(text.indexOf(QLatin1String("://")) + 3);
    const Result<QUrl> again = serverUrl(bare);
    return again && *again == url ? bare : text;
}

} // namespace confab::client
