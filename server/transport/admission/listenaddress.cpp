// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/admission/listenaddress.h"

namespace confab {

namespace {

Error invalidAddress(const QString& text, const QString& why) {
    return Error::invalid(QStringLiteral("listen"),
                          QStringLiteral("\"%1\" is no address to listen on: %2. Right would be 127.0.0.1:7450, "
                                         "[::1]:7450, localhost:7450, or :7450 for every address.")
                              .arg(text, why));
}

} // namespace

Result<ListenAddress> ListenAddress::parse(const QString& text) {
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 0)
        return fail(invalidAddress(text, QStringLiteral("the port is missing")));
    bool isNumber = false;
    const uint port = QStringView(text).sliced(colon + 1).toUInt(&isNumber);
    if (!isNumber || port > 0xffff || !text.at(colon + 1).isDigit())
        return fail(invalidAddress(text, QStringLiteral("the port is not a number from 0 to 65535")));

    ListenAddress address;
    address.port = quint16(port);
    const QString host = text.first(colon);
    if (host.isEmpty()) {
        address.host = QHostAddress(QHostAddress::Any);
        return address;
    }
    if (host == u"localhost") {
        address.host = QHostAddress(QHostAddress::LocalHost);
        return address;
    }
    const bool isBracketed = host.startsWith(u'[') && host.endsWith(u']');
    const QHostAddress::NetworkLayerProtocol wanted =
        isBracketed ? QHostAddress::IPv6Protocol : QHostAddress::IPv4Protocol;
    const QString bare = isBracketed ? host.sliced(1, host.size() - 2) : host;
    if (!address.host.setAddress(bare) || address.host.protocol() != wanted)
        return fail(
            invalidAddress(text, QStringLiteral("the host is neither an IPv4 address nor an IPv6 one in brackets")));
    return address;
}

QString ListenAddress::toString() const {
    const QString shown = host == QHostAddress(QHostAddress::Any) ? QStringLiteral("::") : host.toString();
    return (shown.contains(u':') ? QStringLiteral("[%1]:%2") : QStringLiteral("%1:%2"))
        .arg(shown, QString::number(port));
}

} // namespace confab
