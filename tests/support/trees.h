// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/fieldwriting.h"

#include <QCborMap>

/// Frames as trees, to look into them or to change them before they are sent.
namespace confab::test {

inline QCborMap treeOf(const QByteArray& cbor) {
    return QCborValue::fromCbor(cbor).toMap();
}

/// What is described, as it stands in a frame.
template <class T>
QCborMap treeOf(const T& value) {
    return treeOf(encodeFrame(value, Codec::Cbor));
}

} // namespace confab::test
