// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/cborhead.h"

#include <QString>

#include <optional>
#include <string_view>

namespace confab {

/// Reads CBOR (RFC 8949) item by item, without making a tree of it. Nothing is read beyond the end, nothing is
/// allocated for what has not come, and nesting costs no stack. Lengths must be said in advance, as every writer of
/// node messages does. After a type mismatch the reader is unusable.
/// Thread: any. Owned by: its caller; the bytes must outlive it and what it returns.
class CborReader {
public:
    explicit CborReader(QByteArrayView bytes) : m_rest(bytes) {}

    bool atEnd() const { return m_rest.isEmpty(); }
    /// Whether null or undefined comes next; it is taken then.
    bool takeNull();

    std::optional<qint64> number();
    std::optional<bool> boolean();
    /// The bytes of a text, whether or not they are UTF-8.
    std::optional<std::string_view> name();
    /// A text that is UTF-8.
    std::optional<QString> text();
    /// How many items follow, never more than there are bytes.
    std::optional<qsizetype> list();
    /// How many pairs of a key and a value follow, never more than there are bytes for.
    std::optional<qsizetype> map();
    /// The next item of any type, as raw bytes.
    std::optional<QByteArrayView> item();

private:
    /// Of an item whose length is said.
    std::optional<cbor::Head> head();
    std::optional<quint64> headOf(quint8 major);
    /// Moves past one head and the bytes that belong to it. How many items follow it; none when it is no item.
    std::optional<quint64> step();

    QByteArrayView m_rest;
};

} // namespace confab
