// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/codec.h"

#include "common/protocol/fieldwriting.h"
#include "common/protocol/shape.h"

#include <QCborStreamReader>
#include <QCborValue>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace confab {

namespace {

/// JSON that is no object and no list, which QJsonDocument does not read by itself (RFC 8259, 2).
bool isOneValue(const QByteArray& bytes) {
    const QJsonDocument list = QJsonDocument::fromJson('[' + bytes + ']');
    return list.array().size() == 1;
}

Result<QCborMap> decodeJson(const QByteArray& bytes) {
    if (Status shape = checkJsonShape(bytes); !shape)
        return fail(std::move(shape.error()));
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &problem);
    if (problem.error == QJsonParseError::IllegalValue && isOneValue(bytes))
        return fail(ErrorKind::InvalidRequest);
    if (problem.error != QJsonParseError::NoError)
        return fail(Error(
            ErrorKind::ParseError,
            QStringLiteral("Not JSON: %1 at byte %2").arg(problem.errorString(), QString::number(problem.offset))));
    if (!document.isObject())
        return fail(ErrorKind::InvalidRequest);
    return QCborMap::fromJsonObject(document.object());
}

Result<QCborMap> decodeCbor(const QByteArray& bytes) {
    if (Status shape = checkCborShape(bytes); !shape)
        return fail(std::move(shape.error()));
    QCborStreamReader reader(bytes);
    const QCborValue value = QCborValue::fromCbor(reader);
    if (reader.lastError() != QCborError::NoError)
        return fail(Error(ErrorKind::ParseError, QString(u"Not CBOR: " % reader.lastError().toString())));
    if (!value.isMap())
        return fail(ErrorKind::InvalidRequest);
    return value.toMap();
}

} // namespace

QString subprotocol(Codec codec) {
    return codec == Codec::Json ? QStringLiteral("confab.v1.json") : QStringLiteral("confab.v1.cbor");
}

std::optional<Codec> codecNamed(QStringView name) {
    for (const Codec codec : {Codec::Json, Codec::Cbor}) {
        if (name == subprotocol(codec))
            return codec;
    }
    return std::nullopt;
}

QByteArray encodeFrame(const QCborMap& map, Codec codec) {
    return encodeFrame<QCborMap>(map, codec);
}

Result<QCborMap> decodeFrame(const QByteArray& bytes, Codec codec) {
    return codec == Codec::Json ? decodeJson(bytes) : decodeCbor(bytes);
}

} // namespace confab
