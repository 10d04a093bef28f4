// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/secret.h"
#include "common/core/time.h"

#include <QByteArray>

#include <optional>

/// One-time codes by time (RFC 6238): SHA-1, six digits, steps of 30 seconds, as all authenticator apps make them.
/// Thread: any.
namespace confab::totp {

/// 160 random bits (RFC 4226, 4, R6).
QByteArray newSecret();

/// The number of the step in which this moment is.
qint64 stepAt(UtcTime now);

/// The code of a step, with 1 to 9 digits.
QString codeAt(const QByteArray& secret, qint64 step, int digits = 6);

/// The step whose code this is: the present one, the one before it or the one behind it, since clocks differ and typing
/// takes time. Only steps behind `used`, so that no code is good twice. Blanks in the code do not count.
std::optional<qint64> stepOf(const Secret& code, const QByteArray& secret, qint64 used, UtcTime now);

/// As people type it: base 32 (RFC 4648, 6) without padding.
QString base32(const QByteArray& bytes);

/// otpauth://totp/…, which apps read from a QR code. `issuer` is the server's name, `account` an e-mail address; of
/// long ones the beginning.
Secret uriOf(const QByteArray& secret, const QString& issuer, const QString& account);

} // namespace confab::totp
