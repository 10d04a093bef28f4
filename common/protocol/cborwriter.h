// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/bytebuffer.h"
#include "common/protocol/framewriter.h"

namespace confab::wire {

/// Writes CBOR (RFC 8949), every number and length in its shortest form.
/// Thread: any. Owned by: the encoder; the buffer must outlive it.
class CborWriter final : public FrameWriter {
public:
    explicit CborWriter(ByteBuffer& to) : m_to(to) {}

    void beginObject(qsizetype members) override;
    void endObject() override {}
    void beginList(qsizetype items) override;
    void endList() override {}
    void key(std::string_view name) override { plain(name); }

    void null() override;
    void boolean(bool value) override;
    void number(qint64 value) override;
    void text(QStringView value) override;
    void plain(std::string_view value) override;
    void value(const QCborValue& value) override;

private:
    void head(quint8 major, quint64 number);

    ByteBuffer& m_to;
};

} // namespace confab::wire
