// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QCborValue>

/// MessagePack (msgpack.org), as far as hub messages need it. Pure functions.
namespace confab::messagepack {

/// Deeper values are refused. A hub's arguments have three levels.
inline constexpr int mostDepth = 16;
/// Maps with more members are refused: their keys are compared. JSON-RPC has the same bound.
inline constexpr int mostMembers = 256;

/// Takes one value off `bytes`. ParseError when it is not whole, is above mostDepth or mostMembers, holds a text that
/// is not UTF-8, a map with a key that is no text, or an extension, or is no MessagePack. A number above 2^63-1 is read
/// as a double.
Result<QCborValue> take(QByteArrayView& bytes);

/// Writes null, bool, integers, doubles, texts, byte strings, lists, and maps whose keys are texts.
void write(QByteArray& to, const QCborValue& value);

} // namespace confab::messagepack
