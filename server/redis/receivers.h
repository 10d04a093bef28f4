// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/redis/pubsub.h"
#include "server/redis/respvalue.h"

namespace confab {

/// Interprets a reply to (S)PUBLISH.
/// Thread: any.
inline Result<qint64> receiversIn(const Result<RespValue>& reply) {
    if (!reply)
        return fail(reply.error());
    if (reply->type != RespValue::Type::Integer)
        return fail(Error(ErrorKind::Unavailable,
                          QStringLiteral("Redis refused to publish: %1").arg(QString::fromUtf8(reply->errorCode()))));
    return reply->number;
}

} // namespace confab
