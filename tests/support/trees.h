// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/fieldwriting.h"

#include <QCborMap>

/// Frames as trees, to inspect them or to change them before they are sent.
namespace confab::test {

inline QCborMap treeOf(const QByteArray& cbor) {
    return QCborValue::fromCbor(cbor).toMap();
}

/// The tree of a value with fields(), as in a frame.
template <class T>
QCborMap treeOf(const T& value) {
    return treeOf(encodeFrame(value, Codec::Cbor));
}

} // namespace confab::test
