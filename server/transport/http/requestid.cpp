// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/requestid.h"

#include <QRandomGenerator>

#include <algorithm>

namespace confab {

namespace {

constexpr qsizetype mostCharacters = 64;

bool isPlain(QByteArrayView id) {
    return !id.isEmpty() && id.size() <= mostCharacters && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-';
    });
}

} // namespace

QByteArray requestIdOf(const HttpRequest& request, bool isProxied) {
    if (isProxied) {
        if (const std::optional<QByteArray> given = request.header("x-request-id"); given && isPlain(*given))
            return *given;
    }
    // It has to be its own, not a secret: a random beginning for each thread, and then a count.
    static thread_local quint64 last = QRandomGenerator::system()->generate64();
    return QByteArray::number(++last, 16);
}

} // namespace confab
