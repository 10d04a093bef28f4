// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/nodemessage.h"

#include "common/protocol/fieldwriting.h"
#include "server/broker/limits.h"
#include "server/broker/nodemessagecodec.h"

#include <charconv>

namespace confab {

namespace {

constexpr std::string_view version = "confab1 ";

/// Reads a payload of this type, if it is the I-th kind or a later one. False when it is malformed; `into` stays empty
/// when the kind is unknown.
template <size_t I = 0>
bool readPayload(std::string_view type, CborReader& from, std::optional<NodePayload>& into) {
    if constexpr (I == std::variant_size_v<NodePayload>) {
        return true;
    } else {
        using B = std::variant_alternative_t<I, NodePayload>;
        if (type != B::type)
            return readPayload<I + 1>(type, from, into);
        return nodemessages::read(from, into.emplace().template emplace<I>(), {}) && from.atEnd();
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

tl::unexpected<Error> notANodeMessage(const char* why) {
    return fail(Error::invalid(QStringLiteral("nodeMessage"), QLatin1String(why)));
}

} // namespace

QByteArray encodeNodeMessage(const NodeMessage& nodeMessage) {
    ByteBuffer bytes;
    bytes.append(version);
    bytes.append(nodeMessage.from.node.toStdString());
    bytes.append(' ');
    bytes.append(std::to_string(nodeMessage.from.epoch));
    bytes.append(' ');
    std::visit(
        [&](const auto& payload) {
            bytes.append(payload.type);
            bytes.append('\n');
            wire::CborWriter writer(bytes);
            wire::write(writer, payload);
        },
        nodeMessage.payload);
    return bytes.take();
}

bool isFrom(const QByteArray& bytes, const QByteArray& node) {
    const QByteArrayView after = QByteArrayView(bytes).sliced(std::min(qsizetype(version.size()), bytes.size()));
    return after.startsWith(node) && after.size() > node.size() && after[node.size()] == ' ';
}

Result<std::optional<NodeMessage>> decodeNodeMessage(const QByteArray& bytes) {
    if (bytes.size() > limits::nodeMessageBytes)
        return notANodeMessage("too long");
    const std::string_view text(bytes.constData(), size_t(bytes.size()));
    const size_t end = text.find('\n');
    if (end == std::string_view::npos || !text.starts_with(version))
        return notANodeMessage("no first line");
    const std::optional<FirstLine> line = readLine(text.substr(version.size(), end - version.size()));
    if (!line)
        return notANodeMessage("a first line that is not one");
    CborReader from(QByteArrayView(bytes).sliced(qsizetype(end) + 1));
    std::optional<NodePayload> payload;
    if (!readPayload(line->type, from, payload))
        return notANodeMessage("its body is not what its first line says");
    if (!payload)
        return std::nullopt;
    const QString node = QString::fromUtf8(line->node.data(), qsizetype(line->node.size()));
    return std::optional(NodeMessage{{node, line->epoch}, std::move(*payload)});
}

} // namespace confab
