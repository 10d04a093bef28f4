// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QCborValue>
#include <QStringView>

#include <string_view>

namespace confab::wire {

/// Takes one value in its parts, in order, and writes each at once: the common interface of JSON and CBOR.
/// fieldwriting.h passes it the members of a struct. The counts must be true: CBOR writes them in advance.
/// Thread: any. Owned by: the encoder.
class FrameWriter {
public:
    virtual ~FrameWriter() = default;

    /// This many pairs of key() and a value follow, then endObject().
    virtual void beginObject(qsizetype members) = 0;
    virtual void endObject() = 0;
    /// This many values follow, then endList().
    virtual void beginList(qsizetype items) = 0;
    virtual void endList() = 0;
    /// A member's name, of which plain() holds.
    virtual void key(std::string_view name) = 0;

    virtual void null() = 0;
    virtual void boolean(bool value) = 0;
    virtual void number(qint64 value) = 0;
    virtual void text(QStringView value) = 0;
    /// A text of printable ASCII without quotes and backslashes.
    virtual void plain(std::string_view value) = 0;
    /// A value of a shape that no struct describes: a tree.
    virtual void value(const QCborValue& value) = 0;
};

} // namespace confab::wire
