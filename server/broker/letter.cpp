// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/letter.h"

#include "server/broker/lettercodec.h"
#include "server/broker/limits.h"

#include <charconv>

namespace confab {

namespace {

constexpr std::string_view version = "confab1 ";

/// Reads a bulletin of this type, if it is the I-th kind or a later one. False when it is malformed; `into` stays empty
/// when the kind is unknown.
template <size_t I = 0>
bool readBulletin(std::string_view type, CborReader& from, std::optional<Bulletin>& into) {
    if constexpr (I == std::variant_size_v<Bulletin>) {
        return true;
    } else {
        using B = std::variant_alternative_t<I, Bulletin>;
        if (type != B::type)
            return readBulletin<I + 1>(type, from, into);
        return letters::read(from, into.emplace().template emplace<I>(), {}) && from.atEnd();
    }
}

/// The fields of the first line, after the version.
struct FirstLine {
    std::string_view node;
    qint64 epoch = 0;
    std::string_view type;
};

/// Takes the text up to the next space from `rest`, and the space.
std::string_view takeWord(std::string_view& rest) {
    const size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return word;
}

std::optional<FirstLine> readLine(std::string_view line) {
    FirstLine read;
    read.node = takeWord(line);
    const std::string_view epoch = takeWord(line);
    read.type = line;
    const std::from_chars_result number = std::from_chars(epoch.data(), epoch.data() + epoch.size(), read.epoch);
    const bool isNumber = number.ec == std::errc() && number.ptr == epoch.data() + epoch.size();
    if (read.node.empty() || !isNumber || read.type.empty() || read.type.find(' ') != std::string_view::npos)
        return std::nullopt;
    return read;
}

tl::unexpected<Error> notALetter(const char* why) {
    return fail(Error::invalid(QStringLiteral("letter"), QLatin1String(why)));
}

} // namespace

QByteArray encodeLetter(const Letter& letter) {
    ByteBuffer bytes;
    bytes.append(version);
    bytes.append(letter.from.node.toStdString());
    bytes.append(' ');
    bytes.append(std::to_string(letter.from.epoch));
    bytes.append(' ');
    std::visit(
        [&](const auto& bulletin) {
            bytes.append(bulletin.type);
            bytes.append('\n');
            wire::CborWriter writer(bytes);
            wire::write(writer, bulletin);
        },
        letter.bulletin);
    return bytes.take();
}

bool isFrom(const QByteArray& bytes, const QByteArray& node) {
    const QByteArrayView after = QByteArrayView(bytes).sliced(std::min(qsizetype(version.size()), bytes.size()));
    return after.startsWith(node) && after.size() > node.size() && after[node.size()] == ' ';
}

Result<std::optional<Letter>> decodeLetter(const QByteArray& bytes) {
    if (bytes.size() > limits::letterBytes)
        return notALetter("too long");
    const std::string_view text(bytes.constData(), size_t(bytes.size()));
    const size_t end = text.find('\n');
    if (end == std::string_view::npos || !text.starts_with(version))
        return notALetter("no first line");
    const std::optional<FirstLine> line = readLine(text.substr(version.size(), end - version.size()));
    if (!line)
        return notALetter("a first line that is not one");
    CborReader from(QByteArrayView(bytes).sliced(qsizetype(end) + 1));
    std::optional<Bulletin> bulletin;
    if (!readBulletin(line->type, from, bulletin))
        return notALetter("its body is not what its first line says");
    if (!bulletin)
        return std::nullopt;
    const QString node = QString::fromUtf8(line->node.data(), qsizetype(line->node.size()));
    return std::optional(Letter{{node, line->epoch}, std::move(*bulletin)});
}

} // namespace confab
