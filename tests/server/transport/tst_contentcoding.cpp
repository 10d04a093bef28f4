// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/http/bodysink.h"
#include "server/transport/http/contentcoding.h"

#include <QTest>

#include <zlib.h>

using namespace confab;

namespace {

HttpRequest accepting(const QByteArray& codings) {
    HttpRequest request;
    request.method = "GET";
    if (!codings.isNull())
        request.headers = {{"accept-encoding", codings}};
    return request;
}

/// By zlib, as a client does it.
QByteArray unpacked(const QByteArray& packed) {
    z_stream stream{};
    if (inflateInit2(&stream, MAX_WBITS + 16) != Z_OK)
        return {};
    QByteArray bytes(1 << 20, '\0');
    QByteArray input = packed;
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = uInt(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
    stream.avail_out = uInt(bytes.size());
    const bool isWhole = inflate(&stream, Z_FINISH) == Z_STREAM_END && stream.avail_in == 0;
    bytes.truncate(isWhole ? qsizetype(stream.total_out) : 0);
    inflateEnd(&stream);
    return bytes;
}

QByteArray header(const HttpAnswer& answer, const char* name) {
    for (const auto& [header, value] : answer.headers) {
        if (header == name)
            return value;
    }
    return {};
}

const QByteArray text = QByteArray(R"({"name":"Kitchen","topic":"what is for dinner"},)").repeated(40);

HttpAnswer answer() {
    return {200, "application/json", text};
}

class NoBytes final : public BodySource {
public:
    qint64 bytes() const override { return 0; }
    void next(Then) override {}
};

} // namespace

/// Which answers are compressed, for whom, and what they say of it.
class TestContentCoding : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatClientsTake_data() {
        QTest::addColumn<QByteArray>("accept");
        QTest::addColumn<bool>("takes");
        QTest::newRow("no header") << QByteArray() << false;
        QTest::newRow("empty") << QByteArray("") << false;
        QTest::newRow("a browser") << QByteArray("gzip, deflate, br, zstd") << true;
        QTest::newRow("in capitals") << QByteArray("GZIP") << true;
        QTest::newRow("its old name") << QByteArray("x-gzip") << true;
        QTest::newRow("another one") << QByteArray("br") << false;
        QTest::newRow("any") << QByteArray("*") << true;
        QTest::newRow("any but this") << QByteArray("gzip;q=0, *") << false;
        QTest::newRow("refused") << QByteArray("gzip;q=0") << false;
        QTest::newRow("refused with digits") << QByteArray("gzip; q=0.000") << false;
        QTest::newRow("a little") << QByteArray("gzip;q=0.001") << true;
        QTest::newRow("rather not") << QByteArray("gzip;q=0.5, identity") << false;
        QTest::newRow("rather") << QByteArray("gzip;q=1.0, identity; q=0.5, *;q=0") << true;
        QTest::newRow("no weight") << QByteArray("gzip;q=a lot") << false;
        QTest::newRow("too much") << QByteArray("gzip;q=2") << false;
        QTest::newRow("not a number") << QByteArray("gzip;q=nan") << false;
        QTest::newRow("another parameter") << QByteArray("gzip;level=9") << false;
    }
    void whatClientsTake() {
        QFETCH(QByteArray, accept);
        QTEST(takesGzip(accepting(accept)), "takes");
    }

    void packs() {
        HttpAnswer packed = answer();
        packed.headers = {{"ETag", "\"abc\""}};
        packAnswer(accepting("gzip"), packed);
        QCOMPARE(header(packed, "Content-Encoding"), QByteArray("gzip"));
        QCOMPARE(header(packed, "Vary"), QByteArray("Accept-Encoding"));
        QCOMPARE(header(packed, "ETag"), QByteArray("W/\"abc\"")); // no range of it, by this tag
        QVERIFY(packed.body.size() < text.size() / 4);
        QCOMPARE(unpacked(packed.body), text);
        const QByteArray length = "\r\nContent-Length: " + QByteArray::number(packed.body.size()) + "\r\n";
        QVERIFY(httpBytes(packed).contains(length));
    }

    /// A cache in between has to know that others get other bytes.
    void saysWhatItDependsOn() {
        HttpAnswer plain = answer();
        packAnswer(accepting("br"), plain);
        QCOMPARE(plain.body, text);
        QCOMPARE(header(plain, "Content-Encoding"), QByteArray());
        QCOMPARE(header(plain, "Vary"), QByteArray("Accept-Encoding"));
    }

    void leavesAsItIs_data() {
        QTest::addColumn<HttpAnswer>("plain");
        HttpAnswer small = answer();
        small.body.truncate(1023);
        QTest::newRow("small") << small;
        HttpAnswer large = answer();
        large.body = text.repeated(300);
        QTest::newRow("large") << large;
        HttpAnswer part = answer();
        part.status = 206;
        QTest::newRow("a range") << part;
        HttpAnswer done = answer();
        done.headers = {{"Content-Encoding", "gzip"}};
        QTest::newRow("compressed already") << done;
        HttpAnswer secret = answer();
        secret.hasSecret = true;
        QTest::newRow("tokens") << secret;
        HttpAnswer picture = answer();
        picture.contentType = "image/png";
        QTest::newRow("no text") << picture;
        HttpAnswer file = answer();
        file.source = std::make_shared<NoBytes>();
        QTest::newRow("from a source") << file;
    }
    void leavesAsItIs() {
        QFETCH(HttpAnswer, plain);
        HttpAnswer same = plain;
        packAnswer(accepting("gzip"), same);
        QCOMPARE(same.body, plain.body);
        QCOMPARE(same.headers, plain.headers);
    }

    void leavesWhatGrows() {
        HttpAnswer noise = answer();
        for (qsizetype i = 0; i < noise.body.size(); ++i)
            noise.body[i] = char(qHash(i) >> 3);
        const QByteArray before = noise.body;
        packAnswer(accepting("gzip"), noise);
        QCOMPARE(noise.body, before);
        QCOMPARE(header(noise, "Content-Encoding"), QByteArray());
    }
};

QTEST_GUILESS_MAIN(TestContentCoding)
#include "tst_contentcoding.moc"
