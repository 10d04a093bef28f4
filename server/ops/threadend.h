// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QThread>

#include <openssl/crypto.h>

namespace confab {

/// OpenSSL keeps a few hundred bytes of errors and random numbers for each thread that uses it, until that thread has
/// ended. QThread::wait() returns a moment earlier; if the process ends in between, they leak. For threads that sign,
/// speak TLS or speak to PostgreSQL: call it before they start.
inline void freeOpenSslAtEndOf(QThread& thread) {
    QObject::connect(
        &thread, &QThread::finished, &thread, [] { OPENSSL_thread_stop(); }, Qt::DirectConnection);
}

} // namespace confab
