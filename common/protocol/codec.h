// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>
#include <QCborMap>

#include <optional>

namespace confab {

/// The encoding of frames; negotiated as the WebSocket's subprotocol.
enum class Codec {
    Json, ///< `confab.v1.json`, text frames
    Cbor, ///< `confab.v1.cbor`, binary frames
};

QString subprotocol(Codec codec);
std::optional<Codec> codecNamed(QStringView subprotocol);

/// Encodes a tree. Structs with fields() are encoded by fieldwriting.h, which needs no tree.
QByteArray encodeFrame(const QCborMap& map, Codec codec);

/// Decodes one frame into a map. ParseError when the bytes are not well formed, are nested deeper than
/// limits::frameDepth, or hold types that JSON lacks (in CBOR: tags, byte strings, keys that are not texts) or too many
/// objects for their size; InvalidRequest when they are not one object. Of duplicate members one counts; which one is
/// unspecified.
Result<QCborMap> decodeFrame(const QByteArray& bytes, Codec codec);

} // namespace confab
