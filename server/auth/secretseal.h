// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"

#include <QByteArray>
#include <QList>

#include <optional>

namespace confab {

/// Seals secrets that the server has to read again, so that who reads the database alone has none of them:
/// XChaCha20-Poly1305 with a random nonce.
/// Thread: any after construction. Owned by: SecondFactors.
class SecretSeal {
public:
    /// `key` has 32 bytes.
    explicit SecretSeal(QByteArray key) : m_key(std::move(key)) {}

    /// `context` says whose secret it is: sealed for one, it can't be opened for another.
    QByteArray seal(const QByteArray& plain, const QByteArray& context) const;
    /// Nothing when it was sealed with another key or context, or was changed.
    std::optional<QByteArray> open(const QByteArray& sealed, const QByteArray& context) const;

private:
    const QByteArray m_key;
};

/// Codes for who has lost the phone: each random, of 80 bits, so that a fast hash of it is enough.
QList<Secret> newRecoveryCodes(int count);
/// The hash of a code as it is stored. Case, blanks and hyphens do not count.
QByteArray recoveryHash(const Secret& code);

/// `text` as a QR code (ISO 18004): rows of 0 (light) and 1 without a margin; empty when it is too long for one.
QList<Secret> qrRows(const Secret& text);

} // namespace confab
