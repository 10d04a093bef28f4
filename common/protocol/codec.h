// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>
#include <QCborMap>

#include <optional>

namespace confab {

/// How the same structure is written on the wire; agreed on as the WebSocket's subprotocol.
enum class Codec {
    Json, ///< `confab.v1.json`, text frames
    Cbor, ///< `confab.v1.cbor`, binary frames
};

QString subprotocol(Codec codec);
std::optional<Codec> codecNamed(QStringView subprotocol);

/// A tree as bytes. For what is described there is one in fieldwriting.h, which needs no tree.
QByteArray encodeFrame(const QCborMap& map, Codec codec);

/// One frame's bytes as a map. ParseError when they are not well formed, are nested deeper than limits::frameDepth, or
/// hold what JSON has no word for (in CBOR: tags, byte strings, keys that are no texts) or too many objects for their
/// size; InvalidRequest when they are something else than one object. A member that is there twice counts once; which
/// one, is not said.
Result<QCborMap> decodeFrame(const QByteArray& bytes, Codec codec);

} // namespace confab
