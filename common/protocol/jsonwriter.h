// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/bytebuffer.h"
#include "common/protocol/framewriter.h"

namespace confab::wire {

/// Writes JSON (RFC 8259) without white space. Its texts are, byte for byte, those of QJsonDocument: escapes only what
/// must be escaped, writes all else as UTF-8, and a surrogate without its other half as \uD83D.
/// Thread: any. Owned by: the encoder; the buffer must outlive it.
class JsonWriter final : public FrameWriter {
public:
    explicit JsonWriter(ByteBuffer& to) : m_to(to) {}

    void beginObject(qsizetype) override { begin('{'); }
    void endObject() override { end('}'); }
    void beginList(qsizetype) override { begin('['); }
    void endList() override { end(']'); }
    void key(std::string_view name) override;

    void null() override { item("null"); }
    void boolean(bool value) override { item(value ? "true" : "false"); }
    void number(qint64 value) override;
    void text(QStringView value) override;
    void plain(std::string_view value) override;
    void value(const QCborValue& value) override;

private:
    /// Writes a comma before each key and value, except the first.
    void separate() {
        if (m_isFollowing)
            m_to.append(',');
        m_isFollowing = true;
    }
    void begin(char bracket) {
        separate();
        m_to.append(bracket);
        m_isFollowing = false;
    }
    void end(char bracket) {
        m_to.append(bracket);
        m_isFollowing = true;
    }
    void item(std::string_view json) {
        separate();
        m_to.append(json);
    }

    ByteBuffer& m_to;
    bool m_isFollowing = false; // the next value follows another of the same list or object
};

/// The number of bytes that JsonWriter::text() makes of this, without the quotes around it.
qsizetype jsonBytes(QStringView text);

} // namespace confab::wire
