// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/protocol/fields.h"
#include "server/transport/http/http.h"

namespace confab::rest {

/// The clientId that the request names by Idempotency-Key: a retry with the same one gives the first answer. Nothing
/// without the header; InputInvalid when it is there twice, empty, or longer than a clientId.
Result<std::optional<QString>> idempotencyKey(const HttpRequest& request);
/// The same, or a new one: the request can't be repeated then.
Result<QString> clientIdOf(const HttpRequest& request);

/// Puts `clientId` into the request's body, one JSON object, unless it has one.
void insertClientId(HttpRequest& request, const QString& clientId);

/// Of a method that has a clientId: the header stands for it. Other methods have no use for the header.
template <class R>
Status takeIdempotencyKey(HttpRequest& request) {
    if constexpr (requires(R method) { method.clientId; }) {
        const Result<std::optional<QString>> key = idempotencyKey(request);
        if (!key)
            return fail(key.error());
        if (*key)
            insertClientId(request, **key);
    }
    return {};
}

} // namespace confab::rest
