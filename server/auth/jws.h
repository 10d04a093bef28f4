// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

#include <optional>

/// JSON Web Signatures (RFC 7515) in the compact form, with HS256 (RFC 7518, 3.2) and no other algorithm.
/// Thread: any.
namespace confab::jws {

/// `payload`, any bytes, signed with `key`: header, payload and signature in base64url, separated by dots. The header
/// is `header`, a JSON object that names HS256.
QByteArray sign(const QByteArray& header, const QByteArray& payload, const QByteArray& key);

/// The payload of a text that `key` has signed. Nothing when the signature is another one, the header names another
/// algorithm or demands an extension ("crit"), or the text is no signature in the compact form.
std::optional<QByteArray> verified(const QByteArray& text, const QByteArray& key);

} // namespace confab::jws
