// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/invitelink.h"

#include <algorithm>

namespace confab::text {

namespace {

constexpr qsizetype codeMost = 64;   // protocol.md
constexpr qsizetype codeLeast = 16;  // of a code without a link, so that a word is none
constexpr qsizetype linkMost = 2000; // longer ones lead nowhere in the programs of the field

bool isCode(const QString& text) {
    const auto isRight = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || c == u'-' ||
               c == u'_';
    };
    return !text.isEmpty() && text.size() <= codeMost && std::all_of(text.begin(), text.end(), isRight);
}

bool isKnownScheme(const QString& scheme) {
    return scheme == u"https" || scheme == u"http" || scheme == u"confab";
}

} // namespace

QString InviteLink::serverAddress() const {
    if (server.scheme() == u"confab" && server.path().isEmpty())
        return server.authority(QUrl::FullyEncoded);
    QUrl address = server;
    if (address.scheme() == u"confab")
        address.setScheme(QStringLiteral("https"));
    if (!address.path().isEmpty()) // the app's own route lies beside /invite
        address.setPath(QString(address.path() % u"/rt"));
    return address.toString(QUrl::FullyEncoded);
}

int InviteLink::port() const {
    return server.port(server.scheme() == u"https" ? 443 : server.scheme() == u"http" ? 80 : -1);
}

std::optional<InviteLink> inviteLinkOf(const QString& text) {
    const QString trimmed = text.trimmed();
    if (trimmed.size() > linkMost)
        return std::nullopt;
    QUrl url(trimmed, QUrl::StrictMode);
    if (!url.isValid() || !isKnownScheme(url.scheme()) || url.host().isEmpty() || !url.userInfo().isEmpty() ||
        url.hasQuery() || url.hasFragment())
        return std::nullopt;
    const QString path = url.path(QUrl::FullyEncoded);
    const QString door = QStringLiteral("/invite/");
    const qsizetype at = path.lastIndexOf(door);
    const QString code = path.mid(at + door.size());
    if (at < 0 || !isCode(code))
        return std::nullopt;
    url.setPath(path.left(at));
    return InviteLink{url, Secret{code}};
}

std::optional<Secret> inviteCodeOf(const QString& text) {
    if (const std::optional<InviteLink> link = inviteLinkOf(text))
        return link->code;
    const QString code = text.trimmed();
    return code.size() >= codeLeast && isCode(code) ? std::optional(Secret{code}) : std::nullopt;
}

} // namespace confab::text
