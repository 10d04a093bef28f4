// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/framenodes.h"

namespace confab {

/// Parses a frame of JSON in one pass. Accepts what QJsonDocument accepts, which is a little more than RFC 8259:
/// control characters in texts, and any character behind a backslash; refuses nesting deeper than limits::frameDepth.
/// Thread: any. Owned by: ParsedFrame::parse().
class JsonParser {
public:
    /// Parses `into.bytes`.
    explicit JsonParser(FrameNodes& into)
        : m_into(into), m_begin(into.bytes.data()), m_at(m_begin), m_end(m_begin + into.bytes.size()) {}

    /// A null text, or why the frame is refused.
    QString run();

private:
    // Each moves behind what it reads. Null, or why it is missing.
    const char* document();
    const char* value(int depth);
    const char* list(int depth);
    const char* object(int depth);
    const char* member(int depth);
    const char* text();
    const char* escapedText();
    const char* number();
    const char* longNumber(const char* from);
    const char* word(std::string_view word, FrameNode::Kind kind, bool value = false);

    void skipSpace();
    bool take(char c);
    bool comesDigit() const { return m_at != m_end && *m_at >= '0' && *m_at <= '9'; }

    FrameNodes& m_into;
    const char* const m_begin;
    const char* m_at;
    const char* const m_end;
};

} // namespace confab
