// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/nodemessageseal.h"

#include <charconv>
#include <sodium.h>
#include <string_view>

namespace confab {

namespace {

constexpr std::string_view version = "confab2 ";
constexpr qsizetype tagBytes = crypto_generichash_BYTES; // 32
/// A first line with the longest name of a database and the largest number.
constexpr size_t longestLine = 160;

struct FirstLine {
    std::string_view database;
    std::string_view stamp;
    size_t end = 0; // where the node message begins
};

std::optional<FirstLine> firstLine(std::string_view text) {
    const size_t end = text.substr(0, longestLine).find('\n');
    if (end == std::string_view::npos || !text.starts_with(version))
        return std::nullopt;
    const std::string_view line = text.substr(version.size(), end - version.size());
    const size_t space = line.find(' ');
    if (space == std::string_view::npos)
        return std::nullopt;
    return FirstLine{line.substr(0, space), line.substr(space + 1), end + 1};
}

std::string_view textOf(const QByteArray& bytes) {
    return {bytes.constData(), size_t(bytes.size())};
}

QByteArray nodeMessageIn(const QByteArray& bytes, const FirstLine& line) {
    const qsizetype begin = qsizetype(line.end);
    return bytes.size() - begin < tagBytes
               ? QByteArray()
               : QByteArray::fromRawData(bytes.constData() + begin, bytes.size() - begin - tagBytes);
}

const unsigned char* raw(const char* bytes) {
    return reinterpret_cast<const unsigned char*>(bytes);
}

} // namespace

NodeMessageSeal::NodeMessageSeal(const Installation& installation)
    : m_database(installation.database.toLatin1()), m_key(installation.nodeKey) {}

QByteArray NodeMessageSeal::seal(const QByteArray& channel, quint64 stamp, const QByteArray& nodeMessage) const {
    QByteArray sealed;
    sealed.reserve(qsizetype(longestLine) + nodeMessage.size() + tagBytes);
    sealed.append(version.data(), qsizetype(version.size()));
    sealed.append(m_database).append(' ').append(QByteArray::number(stamp)).append('\n').append(nodeMessage);
    return sealed.append(tag(channel, sealed));
}

NodeMessageSeal::Opened NodeMessageSeal::open(const QByteArray& channel, const QByteArray& bytes) const {
    const std::optional<FirstLine> line = firstLine(textOf(bytes));
    if (!line)
        return {};
    if (line->database != textOf(m_database))
        return {Origin::Foreign, 0, {}};
    if (bytes.size() - qsizetype(line->end) < tagBytes)
        return {};
    const QByteArrayView sealed = QByteArrayView(bytes).chopped(tagBytes);
    const QByteArray expected = tag(channel, sealed);
    if (sodium_memcmp(expected.constData(), bytes.constData() + sealed.size(), size_t(tagBytes)) != 0)
        return {};
    Opened opened{Origin::Genuine, 0, nodeMessageIn(bytes, *line)};
    std::from_chars(line->stamp.data(), line->stamp.data() + line->stamp.size(), opened.stamp);
    return opened;
}

QByteArray NodeMessageSeal::unverified(const QByteArray& bytes) {
    const std::optional<FirstLine> line = firstLine(textOf(bytes));
    return line ? nodeMessageIn(bytes, *line) : QByteArray();
}

QByteArray NodeMessageSeal::tag(const QByteArray& channel, QByteArrayView sealed) const {
    // The length first, so that no part of the node message can be taken for the end of the channel's name.
    const QByteArray head = QByteArray::number(channel.size()) + ' ' + channel;
    QByteArray hash(tagBytes, Qt::Uninitialized);
    crypto_generichash_state state;
    crypto_generichash_init(&state, raw(m_key.constData()), size_t(m_key.size()), size_t(tagBytes));
    crypto_generichash_update(&state, raw(head.constData()), static_cast<unsigned long long>(head.size()));
    crypto_generichash_update(&state, raw(sealed.data()), static_cast<unsigned long long>(sealed.size()));
    crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(hash.data()), size_t(tagBytes));
    return hash;
}

} // namespace confab
