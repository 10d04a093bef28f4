// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/cborreader.h"

#include <QUtf8StringView>

#include <limits>

namespace confab {

using namespace cbor;

std::optional<Head> CborReader::head() {
    const std::optional<Head> read = takeHead(m_rest);
    return read && !read->isOpen() ? read : std::nullopt;
}

std::optional<quint64> CborReader::headOf(quint8 major) {
    const std::optional<Head> read = head();
    return read && read->major == major ? std::optional(read->number) : std::nullopt;
}

bool CborReader::takeNull() {
    if (m_rest.isEmpty())
        return false;
    const quint8 first = quint8(m_rest.front());
    if (first != (simple << 5 | null) && first != (simple << 5 | undefined))
        return false;
    m_rest = m_rest.sliced(1);
    return true;
}

std::optional<qint64> CborReader::number() {
    const std::optional<Head> read = head();
    if (!read || read->number > quint64(std::numeric_limits<qint64>::max()))
        return std::nullopt;
    if (read->major == unsignedNumber)
        return qint64(read->number);
    return read->major == negativeNumber ? std::optional(-1 - qint64(read->number)) : std::nullopt;
}

std::optional<bool> CborReader::boolean() {
    const std::optional<Head> read = head();
    if (!read || read->major != simple || (read->info != yes && read->info != no))
        return std::nullopt;
    return read->info == yes;
}

std::optional<std::string_view> CborReader::name() {
    const std::optional<quint64> length = headOf(textString);
    if (!length || *length > quint64(m_rest.size()))
        return std::nullopt;
    const std::string_view text(m_rest.data(), size_t(*length));
    m_rest = m_rest.sliced(qsizetype(*length));
    return text;
}

std::optional<QString> CborReader::text() {
    const std::optional<std::string_view> bytes = name();
    if (!bytes)
        return std::nullopt;
    const QUtf8StringView utf8(bytes->data(), qsizetype(bytes->size()));
    return utf8.isValidUtf8() ? std::optional(utf8.toString()) : std::nullopt;
}

std::optional<qsizetype> CborReader::list() {
    const std::optional<quint64> count = headOf(listItem);
    return count && *count <= quint64(m_rest.size()) ? std::optional(qsizetype(*count)) : std::nullopt;
}

std::optional<qsizetype> CborReader::map() {
    const std::optional<quint64> count = headOf(mapItem);
    return count && *count <= quint64(m_rest.size()) / 2 ? std::optional(qsizetype(*count)) : std::nullopt;
}

std::optional<quint64> CborReader::step() {
    const std::optional<Head> read = head();
    if (!read)
        return std::nullopt;
    const quint64 left = quint64(m_rest.size());
    switch (read->major) {
    case byteString:
    case textString:
        if (read->number > left)
            return std::nullopt;
        m_rest = m_rest.sliced(qsizetype(read->number));
        return 0;
    case listItem:
        return read->number <= left ? std::optional(read->number) : std::nullopt;
    case mapItem:
        return read->number <= left / 2 ? std::optional(read->number * 2) : std::nullopt;
    case tag:
        return 1;
    default:
        return 0;
    }
}

std::optional<QByteArrayView> CborReader::item() {
    const QByteArrayView from = m_rest;
    for (quint64 missing = 1; missing > 0; --missing) { // at most the bytes left in each of the steps: no overflow
        const std::optional<quint64> more = step();
        if (!more)
            return std::nullopt;
        missing += *more;
    }
    return from.first(from.size() - m_rest.size());
}

} // namespace confab
