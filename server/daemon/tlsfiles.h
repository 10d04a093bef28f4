// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QSslConfiguration>

namespace confab {

/// TLS 1.2 or later with the certificate chain and the key of these PEM files, the key RSA or elliptic and without a
/// passphrase. Unavailable, naming the file, when one can't be read or is not that, when others can read the key, or
/// when the two do not belong together.
/// Thread: any.
Result<QSslConfiguration> readTlsFiles(const QString& certificateFile, const QString& keyFile);

} // namespace confab
