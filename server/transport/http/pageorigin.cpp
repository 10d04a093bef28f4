// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/pageorigin.h"

#include <algorithm>

namespace confab {

namespace {

using Header = std::pair<QByteArray, QByteArray>;

/// Nothing when the header is not there; empty when it is there more than once, which no browser does.
std::optional<QByteArray> onlyOne(const HttpRequest& request, QByteArrayView name) {
    const auto count = std::ranges::count(request.headers, name, &Header::first);
    return count > 1 ? QByteArray() : request.header(name);
}

} // namespace

bool isFromOwnPage(const HttpRequest& request, const QList<QByteArray>& trusted) {
    const std::optional<QByteArray> site = onlyOne(request, "sec-fetch-site");
    if (site && *site == "same-origin")
        return true;
    if (const std::optional<QByteArray> origin = onlyOne(request, "origin"))
        return trusted.contains(origin->toLower());
    // "none" is a person's own doing, a link in a mail for instance; that changes nothing.
    return !site && request.header("x-confab-request");
}

std::optional<QByteArray> cookieOf(const HttpRequest& request, QByteArrayView name) {
    std::optional<QByteArray> found;
    for (const auto& [header, value] : request.headers) {
        if (header != "cookie")
            continue;
        const QList<QByteArray> pairs = value.split(';');
        for (const QByteArray& pair : pairs) {
            const QByteArray one = pair.trimmed();
            const qsizetype equals = one.indexOf('=');
            if (equals < 0 || one.left(equals) != name)
                continue;
            if (found)
                return std::nullopt;
            found = one.mid(equals + 1);
        }
    }
    return found;
}

} // namespace confab
