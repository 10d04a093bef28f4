// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/filewords.h"
#include "app/client/picturefacts.h"
#include "app/pictures/decoding.h"
#include "app/pictures/diskcache.h"
#include "app/pictures/kinds.h"

#include <QBuffer>
#include <QDir>
#include <QImage>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

namespace confab {

using namespace client;

/// Bytes of pictures: what they say, what is removed, what is decoded; and names of files.
class PicturesTest : public QObject {
    Q_OBJECT
private:
    static constexpr qint64 previewMost = 64 * 1024;

    /// Red at the left, green at the right.
    static QImage twoHalves(QSize size) {
        QImage image(size, QImage::Format_RGB32);
        for (int y = 0; y < size.height(); ++y) {
            for (int x = 0; x < size.width(); ++x)
                image.setPixelColor(x, y, x < size.width() / 2 ? Qt::red : Qt::green);
        }
        return image;
    }
    static QByteArray encoded(const QImage& image, const char* format) {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, format, 90);
        return bytes;
    }
    static QByteArray segment(uchar marker, const QByteArray& payload) {
        QByteArray bytes("\xFF", 1);
        bytes += char(marker);
        bytes += char((payload.size() + 2) >> 8);
        bytes += char((payload.size() + 2) & 0xFF);
        return bytes + payload;
    }
    /// EXIF with an orientation and a place, as a phone writes it.
    static QByteArray exif(int orientation) {
        QByteArray tiff("II\x2A\0\x08\0\0\0", 8);
        tiff += QByteArray("\x02\0", 2);
        tiff += QByteArray("\x12\x01\x03\0\x01\0\0\0", 8) + char(orientation) + QByteArray(3, '\0');
        tiff += QByteArray("\x25\x88\x04\0\x01\0\0\0\x26\0\0\0", 12); // the directory with the place
        tiff += QByteArray(4, '\0') + "GPS 48.2082 N 16.3738 E";
        return segment(0xE1, QByteArray("Exif\0\0", 6) + tiff);
    }
    /// As from a camera: EXIF, XMP, IPTC, a comment, a colour profile, and more behind the end.
    static QByteArray photo(int orientation, QSize size = {80, 40}) {
        const QByteArray plain = encoded(twoHalves(size), "jpeg");
        return plain.left(2) + exif(orientation) +
               segment(0xE1, QByteArray("http://ns.adobe.com/xap/1.0/\0<GPS/>", 36)) +
               segment(0xE2, QByteArray("ICC_PROFILE\0\x01\x01profile", 21)) +
               segment(0xE2, QByteArray("MPF\0GPS", 7)) + segment(0xED, "Photoshop 3.0 GPS") +
               segment(0xFE, "GPS comment") + plain.mid(2) + "GPS film behind the picture";
    }
    static QByteArray little(quint32 number, int bytes) {
        QByteArray all(4, '\0');
        qToLittleEndian(number, all.data());
        return all.left(bytes);
    }
    static QByteArray chunk(const char* kind, const QByteArray& payload) {
        return kind + little(quint32(payload.size()), 4) + payload + QByteArray(payload.size() % 2, '\0');
    }
    static QByteArray riff(const QByteArray& chunks) {
        return "RIFF" + little(quint32(chunks.size() + 4), 4) + "WEBP" + chunks;
    }
    /// A WebP with EXIF, XMP, an unknown chunk, and more behind its end.
    static QByteArray webpWithPlace(QSize size) {
        const QByteArray plain = encoded(twoHalves(size), "webp");
        const QByteArray head =
            QByteArray("\x0C\0\0\0", 4) + little(quint32(size.width() - 1), 3) + little(quint32(size.height() - 1), 3);
        return riff(chunk("VP8X", head) + plain.mid(12) + chunk("EXIF", "II*GPS 48.2082 N 16.3738 E") +
                    chunk("XMP ", "<GPS/>") + chunk("MORE", "GPS")) +
               "GPS film behind the picture";
    }
    static QByteArray box(const char* kind, const QByteArray& payload) {
        QByteArray size(4, '\0');
        qToBigEndian(quint32(payload.size() + 8), size.data());
        return size + kind + payload;
    }
    static QByteArray ispe(quint32 width, quint32 height) {
        QByteArray payload(12, '\0');
        qToBigEndian(width, payload.data() + 4);
        qToBigEndian(height, payload.data() + 8);
        return box("ispe", payload);
    }
    /// The head of an AVIF of one picture with a preview; nothing of its pixels.
    static QByteArray avif(quint32 width, quint32 height) {
        const QByteArray properties = box("ipco", ispe(160, 120) + box("pixi", "1234") + ispe(width, height));
        return box("ftyp", QByteArray("avif\0\0\0\0mif1", 12)) +
               box("meta", QByteArray(4, '\0') + box("hdlr", QByteArray(24, '\0')) + box("iprp", properties));
    }
    static quint32 crc32(const QByteArray& bytes) {
        quint32 crc = 0xFFFFFFFF;
        for (const char byte : bytes) {
            crc ^= uchar(byte);
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320 : 0);
        }
        return ~crc;
    }
    static QByteArray png(quint32 width, quint32 height) {
        QByteArray bytes("\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR", 16);
        for (const quint32 edge : {width, height}) {
            QByteArray number(4, '\0');
            qToBigEndian(edge, number.data());
            bytes += number;
        }
        bytes += QByteArray("\x08\x02\0\0\0", 5);
        QByteArray number(4, '\0');
        qToBigEndian(crc32(bytes.mid(12)), number.data()); // so that only its size speaks against it
        return bytes + number;
    }

private Q_SLOTS:
    void aPhotoLosesItsPlaceAndKeepsTheRest_data() {
        QTest::addColumn<int>("orientation");
        for (int orientation = 1; orientation <= 8; ++orientation)
            QTest::addRow("orientation %d", orientation) << orientation;
    }
    void aPhotoLosesItsPlaceAndKeepsTheRest() {
        QFETCH(int, orientation);
        const QByteArray before = photo(orientation);
        QVERIFY(before.contains("GPS"));
        const Result<QByteArray> after = withoutMetadata(before);
        QVERIFY(after);
        QVERIFY(!after->contains("GPS"));
        QVERIFY(after->contains("ICC_PROFILE"));
        QCOMPARE(orientationOf(*after), orientation);
        // The same pixels, the same way up.
        const Result<QImage> shownBefore = pictures::decode(before, {});
        const Result<QImage> shownAfter = pictures::decode(*after, {});
        QVERIFY(shownBefore && shownAfter);
        QCOMPARE(*shownAfter, *shownBefore);
        const auto facts = pictureFacts(*after);
        QVERIFY(facts);
        QCOMPARE(QSize(facts->width, facts->height), shownAfter->size());
        QCOMPARE(shownAfter->size(), orientation < 5 ? QSize(80, 40) : QSize(40, 80));
        QCOMPARE(*withoutMetadata(*after), *after); // nothing more to remove
    }

    void aPngLosesItsTexts() {
        QImage image = twoHalves({30, 20});
        image.setText(QStringLiteral("Comment"), QStringLiteral("GPS 48.2082"));
        const QByteArray before = encoded(image, "png");
        QVERIFY(before.contains("GPS"));
        const Result<QByteArray> after = withoutMetadata(before);
        QVERIFY(after && !after->contains("GPS"));
        const Result<QImage> shown = pictures::decode(*after, {});
        QVERIFY(shown);
        QCOMPARE(shown->pixelColor(2, 2), QColor(Qt::red));
    }

    void aWebpLosesItsPlace() {
        QVERIFY2(pictures::canDecode(QStringLiteral("image/webp")), "Qt's plugin for WebP is missing");
        const QByteArray before = webpWithPlace({80, 40});
        QVERIFY(before.contains("GPS"));
        const Result<QByteArray> after = withoutMetadata(before);
        QVERIFY(after && !after->contains("GPS"));
        QCOMPARE(*withoutMetadata(*after), *after); // nothing more to remove
        for (const QByteArray& bytes : {encoded(twoHalves({80, 40}), "webp"), before, *after}) {
            const auto facts = pictureFacts(bytes);
            QVERIFY(facts && pictureFacts(bytes.left(30)));
            QCOMPARE(facts->type, QByteArray("image/webp"));
            QCOMPARE(QSize(facts->width, facts->height), QSize(80, 40));
        }
        const Result<QImage> shown = pictures::decode(*after, {});
        QVERIFY(shown);
        QCOMPARE(shown->size(), QSize(80, 40));
        QVERIFY(shown->pixelColor(5, 20).red() > 200 && shown->pixelColor(75, 20).green() > 200);
        const Result<pictures::Preview> preview = pictures::makePreview(before, previewMost);
        QVERIFY(preview && !preview->bytes.contains("GPS"));
        for (qsizetype size = 12; size < before.size(); size += 5) {
            const Result<QByteArray> cut = withoutMetadata(before.left(size));
            QVERIFY2(!cut || !cut->contains("GPS"), qPrintable(QString::number(size)));
        }
    }

    /// Its size is known with and without a plugin that decodes it.
    void anAvifSaysItsSize() {
        const QByteArray head = avif(640, 480);
        const auto facts = pictureFacts(head);
        QVERIFY(facts);
        QCOMPARE(facts->type, QByteArray("image/avif"));
        QCOMPARE(QSize(facts->width, facts->height), QSize(640, 480)); // not its preview's
        QVERIFY(!pictures::decode(head, {}));
        QVERIFY(!pictureFacts(head.left(40)));
        QVERIFY(!pictures::canDecode(QStringLiteral("image/svg+xml")));
        QVERIFY(!pictures::canDecode(QStringLiteral("image/tiff")));
    }

    void aDamagedPhotoIsNotSentWithItsPlace() {
        const QByteArray whole = photo(6);
        const qsizetype scan = whole.indexOf("\xFF\xDA");
        for (qsizetype size = 3; size < scan; size += 7) {
            const Result<QByteArray> after = withoutMetadata(whole.left(size));
            QVERIFY2(!after || !after->contains("GPS"), qPrintable(QString::number(size)));
        }
    }

    void noBytesBreakIt() {
        QRandomGenerator random(20260131);
        const QList<QByteArray> seeds{
            photo(3),    encoded(twoHalves({20, 20}), "png"), png(5, 5), "GIF89a\x05\0\x05\0", webpWithPlace({20, 20}),
            avif(20, 20)};
        for (int round = 0; round < 4000; ++round) {
            QByteArray bytes = seeds[round % seeds.size()];
            for (int change = 0; change < 1 + round % 5; ++change)
                bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            bytes.truncate(1 + random.bounded(int(bytes.size())));
            pictureFacts(bytes);
            orientationOf(bytes);
            const Result<QByteArray> after = withoutMetadata(bytes);
            QVERIFY(!after || after->size() <= bytes.size() + 64);
        }
    }

    void hugePicturesAreRefusedUnseen() {
        for (const auto& [width, height] : {std::pair(60'000u, 60'000u), std::pair(1'000'000u, 2u),
                                            std::pair(0x7FFFFFFFu, 0x7FFFFFFFu), std::pair(0u, 5u)}) {
            const Result<QImage> decoded = pictures::decode(png(width, height), {});
            QVERIFY(!decoded);
            QCOMPARE(decoded.error().kind, ErrorKind::InputInvalid);
        }
        QByteArray gif("GIF89a\xFF\xFF\xFF\xFF\0\0\0", 13); // 65,535 x 65,535
        QVERIFY(!pictures::decode(gif, {}));
    }

    void onlyKnownKindsAreDecoded() {
        const QByteArray svg =
            "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><rect width='9' height='9'/></svg>";
        QVERIFY(!pictures::decode(svg, {}));
        QVERIFY(!pictures::decode("\x89PNG\r\n\x1a\n" + svg, {}));
        QVERIFY(!pictures::decode(encoded(twoHalves({8, 8}), "bmp"), {}));
        QVERIFY(!pictures::decode({}, {}));
        QVERIFY(!pictures::decode("nothing", {}));
    }

    void aPictureFitsItsPlace() {
        const QByteArray bytes = encoded(twoHalves({800, 400}), "jpeg");
        const Result<QImage> within = pictures::decode(bytes, {{420, 320}, false, 0});
        QVERIFY(within);
        QCOMPARE(within->size(), QSize(420, 210));
        const Result<QImage> cut = pictures::decode(bytes, {{100, 100}, true, 0});
        QVERIFY(cut);
        QCOMPARE(cut->size(), QSize(100, 100));
        QVERIFY(cut->pixelColor(20, 50).red() > 200 && cut->pixelColor(80, 50).green() > 200);
        const Result<QImage> round = pictures::decode(bytes, {{100, 100}, true, 10});
        QVERIFY(round);
        QCOMPARE(round->pixelColor(0, 0).alpha(), 0);
        QCOMPARE(round->pixelColor(50, 50).alpha(), 255);
        QCOMPARE(pictures::decode(bytes, {{4000, 4000}, false, 0})->size(), QSize(800, 400)); // not blown up
    }

    void previewsAreSmall() {
        QRandomGenerator random(7);
        QImage noise(1600, 1200, QImage::Format_RGB32);
        for (int y = 0; y < noise.height(); ++y) {
            for (int x = 0; x < noise.width(); ++x)
                noise.setPixel(x, y, random.generate() | 0xFF000000);
        }
        const Result<pictures::Preview> preview = pictures::makePreview(encoded(noise, "jpeg"), previewMost);
        QVERIFY(preview);
        QVERIFY2(preview->bytes.size() <= previewMost, qPrintable(QString::number(preview->bytes.size())));
        const auto facts = pictureFacts(preview->bytes);
        QVERIFY(facts && facts->width <= 420 && facts->height <= 320);
        QVERIFY(!pictures::makePreview(png(60'000, 60'000), previewMost));
    }

    void theDiskCacheIsBounded() {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("pictures"));
        const pictures::DiskCache cache(path, 1000);
        for (int number = 0; number < 20; ++number)
            cache.write(QStringLiteral("../%1").arg(number), QByteArray(100, 'x'));
        QCOMPARE(cache.read(QStringLiteral("../7")), QByteArray(100, 'x'));
        cache.trim();
        qint64 bytes = 0;
        for (const QFileInfo& file : QDir(path).entryInfoList(QDir::Files))
            bytes += file.size();
        QVERIFY(bytes <= 1000 && bytes > 0);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 0);
        cache.clear();
        QVERIFY(cache.read(QStringLiteral("../19")).isEmpty());
    }

    void namesAreSafe_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("safe");
        const auto row = [](const char* what, const QString& name, const QString& safe) {
            QTest::newRow(what) << name << safe;
        };
        row("plain", QStringLiteral("plan.pdf"), QStringLiteral("plan.pdf"));
        row("up", QStringLiteral("../../etc/passwd"), QStringLiteral("passwd"));
        row("up on Windows", QStringLiteral("..\\..\\boot.ini"), QStringLiteral("boot.ini"));
        row("only dots", QStringLiteral(".."), QStringLiteral("file"));
        row("slash at the end", QStringLiteral("a/"), QStringLiteral("file"));
        row("nothing", {}, QStringLiteral("file"));
        row("hidden", QStringLiteral(".bashrc"), QStringLiteral("bashrc"));
        row("NUL", QString(QStringLiteral("a") + QChar(0) + QStringLiteral("b.txt")), QStringLiteral("ab.txt"));
        row("control", QStringLiteral("a\n\t\x1b[31mb.txt"), QStringLiteral("a[31mb.txt"));
        row("override", QString::fromUtf16(u"cod\u202Egpj.exe"), QStringLiteral("codgpj.exe"));
        row("isolate", QString::fromUtf16(u"a\u2066b\u2069.txt"), QStringLiteral("ab.txt"));
        row("device", QStringLiteral("con.txt"), QStringLiteral("_con.txt"));
        row("reserved", QStringLiteral("a<b>|c?.txt"), QStringLiteral("a_b__c_.txt"));
        row("half a pair", QString(QChar(0xD83D)) + QStringLiteral(".png"), QString::fromUtf16(u"\uFFFD.png"));
        row("dots behind", QStringLiteral("name. . "), QStringLiteral("name"));
        row("emoji", QString::fromUtf16(u"\U0001F600.png"), QString::fromUtf16(u"\U0001F600.png"));
    }
    void namesAreSafe() {
        QFETCH(QString, name);
        QFETCH(QString, safe);
        QCOMPARE(safeFileName(name), safe);
        QCOMPARE(safeFileName(safe), safe);
    }
    void longNamesKeepTheirExtension() {
        const QString name = safeFileName(QString(300, QChar(0x00E9)) + QStringLiteral(".jpeg"));
        QVERIFY(name.toUtf8().size() <= 255);
        QVERIFY(name.endsWith(QStringLiteral(".jpeg")));
    }
};

} // namespace confab

QTEST_GUILESS_MAIN(confab::PicturesTest)
#include "tst_pictures.moc"
