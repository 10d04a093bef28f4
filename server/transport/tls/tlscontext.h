// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArrayView>

#include <memory>

struct ssl_ctx_st;

namespace confab {

/// The shared state of all connections of one certificate: the certificate, its key, and the TLS options. A connection
/// keeps the context that it began with, also when there is a newer one.
/// Thread: any; it never changes. Owned by: the acceptor of new connections, and each of those.
class TlsContext {
public:
    /// TLS 1.2 or later with this chain (the server's own certificate first) and this key, both PEM, the key without a
    /// passphrase. InputInvalid with the path "certificate" or "key" for the one that is no such thing, and "key" when
    /// the two do not belong together.
    static Result<std::shared_ptr<const TlsContext>> make(QByteArrayView certificatePem, QByteArrayView keyPem);
    ~TlsContext();
    TlsContext(const TlsContext&) = delete;
    TlsContext& operator=(const TlsContext&) = delete;

    /// OpenSSL's own, for new connections.
    ssl_ctx_st* get() const { return m_context; }

private:
    explicit TlsContext(ssl_ctx_st* context) : m_context(context) {}

    ssl_ctx_st* const m_context;
};

} // namespace confab
