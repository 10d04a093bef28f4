// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/codec.h"

namespace confab::test {

/// The server reads calls with parsers of its own; clients, and earlier servers, with Qt's. Empty, or how the two
/// differ on these bytes: whether they are a frame, the kind of the error, or a value in it.
QByteArray disagreement(const QByteArray& bytes, Codec codec);

} // namespace confab::test
