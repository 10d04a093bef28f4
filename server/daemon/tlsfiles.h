// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "server/transport/tls/tlscontext.h"

namespace confab {

/// TLS with the certificate chain and the key of these PEM files, the key without a passphrase. Unavailable, naming the
/// file, when one can't be read or is not that, when others can read the key, or when the two do not belong together.
/// Thread: any.
Result<std::shared_ptr<const TlsContext>> readTlsFiles(const QString& certificateFile, const QString& keyFile);

} // namespace confab
