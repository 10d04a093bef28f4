// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QCborValue>
#include <QStringView>

#include <string_view>

namespace confab::wire {

/// Takes one value in its parts, in order, and writes each where it belongs at once: what JSON and CBOR have in common.
/// fieldwriting.h tells it what a struct holds. The counts must be true: CBOR says them in advance.
/// Thread: any. Owned by: who encodes.
class FrameWriter {
public:
    virtual ~FrameWriter() = default;

    /// So many pairs of key() and a value follow, then endObject().
    virtual void beginObject(qsizetype members) = 0;
    virtual void endObject() = 0;
    /// So many values follow, then endList().
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
    /// Something of a shape that is not described anywhere. It is a tree already.
    virtual void value(const QCborValue& value) = 0;
};

} // namespace confab::wire
