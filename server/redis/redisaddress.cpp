// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/redis/redisaddress.h"

#include <QUrl>

namespace confab {

namespace {

/// The text itself is not repeated: a password may stand in it.
Error invalidAddress(const QString& why) {
    return Error::invalid(QStringLiteral("redis"), QStringLiteral("This is no address of Redis: %1. Right would be "
                                                                  "redis://127.0.0.1:6379, redis://confab@[::1]:6379, "
                                                                  "or rediss://redis.example.org for TLS.")
                                                       .arg(why));
}

} // namespace

Result<RedisAddress> RedisAddress::parse(const QString& text) {
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != u"redis" && url.scheme() != u"rediss"))
        return fail(invalidAddress(QStringLiteral("it does not begin with redis:// or rediss://, or can't be read")));
    if (url.userInfo(QUrl::FullyEncoded).contains(u':'))
        return fail(invalidAddress(QStringLiteral("a password must not stand in it, where the list of processes would "
                                                  "show it")));
    if (url.host().isEmpty())
        return fail(invalidAddress(QStringLiteral("the host is missing")));
    if (url.port() == 0)
        return fail(invalidAddress(QStringLiteral("the port is not a number from 1 to 65535")));
    if ((!url.path().isEmpty() && url.path() != u"/") || url.hasQuery() || url.hasFragment())
        return fail(invalidAddress(QStringLiteral("nothing may follow the port: channels belong to no database")));

    RedisAddress address;
    address.tls = url.scheme() == u"rediss";
    address.host = url.host(QUrl::FullyDecoded);
    address.port = quint16(url.port(address.port));
    address.user = url.userName(QUrl::FullyDecoded);
    return address;
}

QString RedisAddress::name() const {
    return (host.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2")).arg(host, QString::number(port));
}

} // namespace confab
