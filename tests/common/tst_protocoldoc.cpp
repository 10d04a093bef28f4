// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "common/protocol/closecodes.h"
#include "common/protocol/codec.h"
#include "common/protocol/jsonrpc.h"
#include "common/protocol/jsonrpcclient.h"
#include "common/protocol/openrpc.h"
#include "tests/common/samples.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace confab;

/// The two descriptions of the protocol, for machines and for readers, name all of its parts.
class ProtocolDocTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void documentHasEveryMethod();
    void documentSaysTypesAndBounds();
    void documentResolvesItsReferences();
    void pageNamesEverything();
    void examplesOfThePageAreJson();

private:
    QJsonObject m_document;
    QString m_page;
};

void ProtocolDocTest::initTestCase() {
    const QByteArray frame = encodeFrame(openRpcDocument(), Codec::Json);
    QVERIFY(decodeFrame(encodeFrame(openRpcDocument(), Codec::Cbor), Codec::Cbor)); // a client can read it
    m_document = QJsonDocument::fromJson(frame).object();
    QFile file(QStringLiteral(CONFAB_PROTOCOL_PAGE));
    QVERIFY(file.open(QIODevice::ReadOnly));
    m_page = QString::fromUtf8(file.readAll());
}

void ProtocolDocTest::documentHasEveryMethod() {
    QStringList names;
    const QJsonArray methods = m_document[u"methods"].toArray();
    for (const QJsonValue& method : methods)
        names.append(method[u"name"].toString());
    QStringList wanted;
    samples::forEach<Request>([&wanted]<class R>() { wanted.append(wire::key(R::method)); });
    QCOMPARE(names, wanted);
    QVERIFY(m_document[u"components"][u"errors"].toObject().contains(u"room.full"));
    QVERIFY(!m_document[u"components"][u"errors"].toObject().contains(u"client.timeout"));
    QCOMPARE(m_document[u"x-notifications"].toArray().size(), qsizetype(std::variant_size_v<Notification>));
    QCOMPARE(m_document[u"x-eventTypes"].toObject().size(), qsizetype(std::variant_size_v<EventData> - 1));
}

void ProtocolDocTest::documentSaysTypesAndBounds() {
    QJsonObject create;
    const QJsonArray methods = m_document[u"methods"].toArray();
    for (const QJsonValue& method : methods) {
        if (method[u"name"].toString() == u"room.create")
            create = method.toObject();
    }
    const QJsonArray params = create[u"params"].toArray();
    QCOMPARE(params.at(0)[u"name"].toString(), QStringLiteral("name"));
    QCOMPARE(params.at(0)[u"required"].toBool(), true);
    QCOMPARE(params.at(0)[u"schema"][u"type"].toString(), QStringLiteral("string"));
    QCOMPARE(params.at(0)[u"schema"][u"maxLength"].toInt(), limits::nameChars);
    QCOMPARE(params.at(3)[u"required"].toBool(), false);
    QCOMPARE(params.at(3)[u"schema"][u"maximum"].toInt(), limits::maxSeats);
    QCOMPARE(params.at(5)[u"schema"][u"enum"].toArray(),
             (QJsonArray{QStringLiteral("public"), QStringLiteral("private")}));
    QCOMPARE(create[u"result"][u"schema"][u"properties"][u"room"][u"$ref"].toString(),
             QStringLiteral("#/components/schemas/Room"));
}

void ProtocolDocTest::documentResolvesItsReferences() {
    const QString text = QString::fromUtf8(QJsonDocument(m_document).toJson());
    static const QRegularExpression reference(QStringLiteral("\"#/components/schemas/(\\w+)\""));
    int found = 0;
    for (auto it = reference.globalMatch(text); it.hasNext(); ++found) {
        const QString name = it.next().captured(1);
        QVERIFY2(m_document[u"components"][u"schemas"].toObject().contains(name), qPrintable(name));
    }
    QVERIFY(found > 10);
}

void ProtocolDocTest::pageNamesEverything() {
    QStringList missing;
    auto need = [&](const QString& name) {
        if (!m_page.contains(QString(u'`' % name % u'`')))
            missing.append(name);
    };
    samples::forEach<Request>([&]<class R>() { need(wire::key(R::method)); });
    samples::forEach<Notification>([&]<class N>() { need(wire::key(N::method)); });
    samples::forEach<EventData>([&]<class E>() {
        if constexpr (!std::is_same_v<E, UnknownEvent>)
            need(wire::key(E::type));
    });
    for (const ErrorRow& row : errorRows()) {
        if (row.code == 0)
            continue;
        need(wire::key(row.name));
        need(QString::number(row.code));
    }
    for (const CloseCode code : allCloseCodes)
        need(QString::number(int(code)));
    QCOMPARE(missing, QStringList());
}

namespace {

/// This version's encoding of the frame's meaning; empty when it can't be decoded.
QByteArray writtenAgain(const QByteArray& frame, bool isCall) {
    constexpr Codec json = Codec::Json;
    if (isCall) {
        const auto call = jsonrpc::readCall(frame, json);
        return call ? jsonrpc::writeCall(call->id.toInteger(), call->request, json) : QByteArray();
    }
    const auto read = decodeFrame(frame, json).and_then(jsonrpc::readServerFrame);
    if (!read)
        return {};
    const auto* response = std::get_if<jsonrpc::Response>(&*read);
    if (!response)
        return jsonrpc::writeNotification(*std::get<std::optional<Notification>>(*read), json);
    // Only its caller knows an answer's type.
    return response->result ? frame : jsonrpc::writeError(response->id, response->result.error(), json);
}

} // namespace

/// Every line of the page that starts with an arrow is one frame that this version decodes, and encodes with that
/// meaning.
void ProtocolDocTest::examplesOfThePageAreJson() {
    int frames = 0;
    for (const QString& line : m_page.split(u'\n')) {
        if (!line.startsWith(u"→ {") && !line.startsWith(u"← {"))
            continue;
        ++frames;
        const QByteArray frame = line.sliced(2).toUtf8();
        const QByteArray again = writtenAgain(frame, line.startsWith(u'→'));
        QVERIFY2(!again.isEmpty(), qPrintable(line));
        const Result<QCborMap> meant = decodeFrame(frame, Codec::Json);
        const Result<QCborMap> written = decodeFrame(again, Codec::Json);
        QVERIFY(meant && written);
        QCOMPARE(*written, *meant);
    }
    QVERIFY(frames >= 20);
}

QTEST_APPLESS_MAIN(ProtocolDocTest)
#include "tst_protocoldoc.moc"
