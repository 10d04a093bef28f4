// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/core/error.h"

#include <QByteArray>

/// Checks a frame before it is parsed. Qt's parsers build any structure, so input that would cost more than its bytes
/// (deep nesting, claimed lengths, tags, tens of thousands of empty lists) is refused here. One pass, no allocation.
namespace confab {

/// ParseError when the brackets are nested deeper than limits::frameDepth. Checks nothing else about the text.
Status checkJsonShape(const QByteArray& bytes);

/// ParseError when the bytes are not exactly one well-formed item out of JSON's types, or are nested deeper than
/// limits::frameDepth, or hold more containers than one in limits::bytesPerContainer bytes, or an object of more than
/// limits::membersPerObject.
Status checkCborShape(const QByteArray& bytes);

} // namespace confab
