// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"
#include "common/core/secret.h"

#include <QString>

namespace confab {

/// The address of Redis, and how to sign in.
/// Thread: any. Owned by: a value.
struct RedisAddress {
    QString host;
    quint16 port = 6379;
    QString user;    ///< empty: the default user
    Secret password; ///< empty: none is asked for
    bool tls = false;
    QString caFile;     ///< TLS: certificates to trust, as PEM; empty: those of the system
    QString clientName; ///< what CLIENT LIST shows after "confab-"; letters, digits and - only
    bool cluster = false;

    /// Reads `redis://[user@]host[:port]`, or `rediss://` for TLS; an IPv6 address stands in brackets. Everything else
    /// is refused with a reason, also a password: the list of processes shows addresses.
    static Result<RedisAddress> parse(const QString& url);
    /// "host:port", for messages.
    QString name() const;
};

} // namespace confab
