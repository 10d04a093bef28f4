// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/text/roomlink.h"

#include <QStringList>
#include <QUrl>

#include <algorithm>

namespace confab::text {

namespace {

constexpr qsizetype digitsMost = 15; // the greatest id has 16; none is that great for centuries

/// A number from 1 on, written as it is made; 0 for anything else.
qint64 idOf(const QString& text) {
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (text.isEmpty() || text.size() > digitsMost || text[0] == u'0' ||
        !std::all_of(text.begin(), text.end(), isDigit))
        return 0;
    return text.toLongLong();
}

} // namespace

std::optional<RoomLink> roomLinkOf(const QString& target) {
    const QUrl url(target, QUrl::StrictMode);
    if (!url.isValid() || url.scheme() != u"confab" || url.host().isEmpty() || !url.userInfo().isEmpty() ||
        url.hasQuery() || url.hasFragment())
        return std::nullopt;
    const QStringList parts = url.path(QUrl::FullyEncoded).split(u'/');
    if (parts.size() < 3 || parts.size() > 4 || !parts[0].isEmpty() || parts[1] != u"room")
        return std::nullopt;
    const RoomLink link{url.host().toLower(), url.port(), idOf(parts[2]), parts.size() == 4 ? idOf(parts[3]) : 0};
    if (link.room == 0 || (parts.size() == 4 && link.seq == 0))
        return std::nullopt;
    return link;
}

} // namespace confab::text
