// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/broker/letter.h"

#include "server/broker/limits.h"

#include <QCborParserError>

namespace confab {

template <>
struct wire::Converter<QCborMap> {
    static QCborValue encode(const QCborMap& value) { return value; }
    static Result<QCborMap> decode(const QCborValue& value, const QString& path, Bounds) {
        if (!value.isMap())
            return wrong(path, "an object expected");
        return value.toMap();
    }
};

namespace {

const QByteArray version = QByteArrayLiteral("confab1 ");

QByteArray typeOf(const Bulletin& bulletin) {
    return std::visit(
        [](const auto& one) {
            using B = std::decay_t<decltype(one)>;
            return QByteArray(B::type.data(), qsizetype(B::type.size()));
        },
        bulletin);
}

/// Reads `map` as the bulletin of this type, if it is the I-th or one of those after it.
template <size_t I = 0>
Result<std::optional<Bulletin>> decodeBulletin(const QByteArray& type, const QCborMap& map) {
    if constexpr (I == std::variant_size_v<Bulletin>) {
        return std::nullopt;
    } else {
        using B = std::variant_alternative_t<I, Bulletin>;
        if (std::string_view(type.constData(), size_t(type.size())) != B::type)
            return decodeBulletin<I + 1>(type, map);
        Result<B> one = wire::decodeMap<B>(map, QStringLiteral("letter"));
        if (!one)
            return fail(std::move(one.error()));
        return std::optional<Bulletin>(std::move(*one));
    }
}

tl::unexpected<Error> notALetter(const char* why) {
    return fail(Error::invalid(QStringLiteral("letter"), QLatin1String(why)));
}

} // namespace

QByteArray encodeLetter(const Letter& letter) {
    const QCborMap map = std::visit([](const auto& one) { return wire::encodeMap(one); }, letter.bulletin);
    QByteArray bytes = version;
    bytes += letter.from.node.toUtf8();
    bytes += ' ';
    bytes += QByteArray::number(letter.from.epoch);
    bytes += ' ';
    bytes += typeOf(letter.bulletin);
    bytes += '\n';
    bytes += QCborValue(map).toCbor();
    return bytes;
}

bool isFrom(const QByteArray& bytes, const QByteArray& node) {
    const QByteArrayView after = QByteArrayView(bytes).sliced(std::min(version.size(), bytes.size()));
    return after.startsWith(node) && after.size() > node.size() && after[node.size()] == ' ';
}

Result<std::optional<Letter>> decodeLetter(const QByteArray& bytes) {
    if (bytes.size() > limits::letterBytes)
        return notALetter("too long");
    const qsizetype end = bytes.indexOf('\n');
    if (end < 0 || !bytes.startsWith(version))
        return notALetter("no first line");
    const QList<QByteArray> words = bytes.first(end).split(' ');
    bool isNumber = false;
    const qint64 epoch = words.value(2).toLongLong(&isNumber);
    if (words.size() != 4 || words.at(1).isEmpty() || !isNumber)
        return notALetter("a first line that is not one");
    QCborParserError error;
    const QCborValue body = QCborValue::fromCbor(bytes.sliced(end + 1), &error);
    if (error.error != QCborError::NoError || !body.isMap())
        return notALetter("no map");
    Result<std::optional<Bulletin>> bulletin = decodeBulletin(words.at(3), body.toMap());
    if (!bulletin)
        return fail(std::move(bulletin.error()));
    if (!*bulletin)
        return std::nullopt;
    return std::optional(Letter{{QString::fromUtf8(words.at(1)), epoch}, std::move(**bulletin)});
}

} // namespace confab
