// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

#include <vector>

namespace confab {

/// One value of RESP3 or RESP2, as a reply or a push is.
/// Thread: any. Owned by: a value.
struct RespValue {
    enum class Type {
        Null,
        Text,      ///< simple, with a length, or verbatim (without its three letters of format)
        Error,     ///< text is "CODE sentence"
        Integer,   ///< number
        Boolean,   ///< number is 0 or 1
        Double,    ///< real
        BigNumber, ///< text has its digits
        Array,
        Set,
        Map, ///< items are key, value, key, value, …
        Push,
    };

    Type type = Type::Null;
    qint64 number = 0;
    double real = 0;
    QByteArray text;
    std::vector<RespValue> items;

    bool isError() const { return type == Type::Error; }
    bool isText() const { return type == Type::Text; }
    bool isList() const { return type == Type::Array || type == Type::Set; }
    /// Of an error: its first word, for example "MOVED".
    QByteArray errorCode() const { return text.left(text.indexOf(' ')); }
};

} // namespace confab
