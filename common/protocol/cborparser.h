// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/cborhead.h"
#include "common/protocol/framenodes.h"

#include <optional>

namespace confab {

/// Parses a frame of CBOR (RFC 8949) in one pass. Accepts what checkCborShape() accepts: one well-formed item of JSON's
/// types, also of indefinite length.
/// Thread: any. Owned by: ParsedFrame::parse().
class CborParser {
public:
    /// Parses `into.bytes`.
    explicit CborParser(FrameNodes& into);

    /// A null text, or why the frame is refused.
    QString run();

private:
    using Head = cbor::Head;

    bool takeBreak();

    // Each moves behind what it reads. Null, or why it is missing.
    const char* value(int depth);
    const char* container(const Head& head, int depth);
    const char* members(const Head& head, quint32 index, int depth);
    const char* items(const Head& head, quint32 index, int depth);
    const char* text(const Head& head);
    const char* openText();
    const char* integer(const Head& head);
    const char* simpleValue(const Head& head);

    std::optional<QByteArrayView> utf8(const Head& head);
    /// Whether another item of those that the head announced follows.
    bool comesAnother(const Head& head, qsizetype read);

    FrameNodes& m_into;
    QByteArrayView m_rest;
    qsizetype m_containersLeft;
};

} // namespace confab
