// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/fieldreading.h"
#include "common/protocol/fieldwriting.h"
#include "server/transport/http/http.h"

namespace confab::rest {

/// InputInvalid, with the path "content-type", for a body that does not say that it is JSON. A page of another origin
/// can't say so in a request that browsers send without asking this server first. No body is an empty object.
Status checkJson(const HttpRequest& request);

/// The request's body, one JSON object, as S; InputInvalid as checkJson() has it, or with a path that begins with
/// "body".
template <Described S>
Result<S> readJson(const HttpRequest& request) {
    if (Status json = checkJson(request); !json)
        return fail(std::move(json.error()));
    const QString body = QStringLiteral("body");
    ParsedFrame parsed;
    if (!parsed.parse(request.body.isEmpty() ? QByteArray("{}") : request.body, Codec::Json))
        return fail(Error::invalid(body, QStringLiteral("body: one JSON object expected")));
    return wire::decodeMap<S>(parsed.root(), body);
}

/// An answer of a signed-in person's, or of one who just has signed in.
template <Described S>
HttpAnswer jsonAnswer(int status, const S& value) {
    HttpAnswer answer{status, "application/json", encodeFrame(value, Codec::Json)};
    answer.isSignedIn = true;
    if constexpr (requires { value.refreshToken; })
        answer.hasSecret = true;
    return answer;
}

} // namespace confab::rest
