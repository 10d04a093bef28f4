// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/files/filename.h"
#include "server/files/filetype.h"
#include "server/files/limits.h"

#include <QTest>

using namespace confab;

/// Names and types of files, which strangers choose.
class TestFileNames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleaned_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* what, const QString& name, const QString& expected) {
            QTest::newRow(what) << name << expected;
        };
        row("plain", QStringLiteral("plan.pdf"), QStringLiteral("plan.pdf"));
        row("spaces", QStringLiteral("  my plan.pdf "), QStringLiteral("my plan.pdf"));
        row("a path", QStringLiteral("../../etc/passwd"), QStringLiteral("passwd"));
        row("a path of Windows", QStringLiteral("C:\\docs\\plan.pdf"), QStringLiteral("plan.pdf"));
        row("a folder", QStringLiteral("docs/"), QStringLiteral("file"));
        row("nothing", QString(), QStringLiteral("file"));
        row("dots", QStringLiteral(".."), QStringLiteral("file"));
        row("dots and spaces", QStringLiteral(". ."), QStringLiteral("file"));
        row("hidden", QStringLiteral(".profile"), QStringLiteral(".profile"));
        row("NUL", QStringLiteral("a") + QChar(0) + QStringLiteral("b.txt"), QStringLiteral("ab.txt"));
        row("control characters", QStringLiteral("a\x1b[2Jb\x07.txt"), QStringLiteral("a[2Jb.txt"));
        row("a line break", QStringLiteral("a\r\nb.txt"), QStringLiteral("a b.txt"));
        row("right-to-left override", QStringLiteral("photo\u202Egpj.exe"), QStringLiteral("photogpj.exe"));
        row("isolates", QStringLiteral("\u2066a\u2069.txt"), QStringLiteral("a.txt"));
        row("direction marks", QStringLiteral("\u200Fa\u200E\u061C.txt"), QStringLiteral("a.txt"));
        row("only marks", QStringLiteral("\u202E\u2066\u200F"), QStringLiteral("file"));
        row("nothing visible behind a folder", QStringLiteral("a/\u200B"), QStringLiteral("file"));
        row("a space where it is cut", QString(254, u'a') + QStringLiteral(" b"), QString(254, u'a'));
        row("NFC", QStringLiteral("cafe\u0301.txt"), QStringLiteral("caf\u00e9.txt"));
        row("other letters", QStringLiteral("報告.pdf"), QStringLiteral("報告.pdf"));
        row("a lone surrogate", QStringLiteral("a") + QChar(0xD800) + QStringLiteral("b"), QStringLiteral("ab"));
    }
    void cleaned() {
        QFETCH(QString, name);
        QFETCH(QString, expected);
        QCOMPARE(cleanedFileName(name), expected);
        QCOMPARE(cleanedFileName(expected), expected);
    }

    void longNamesKeepTheirExtension() {
        const QString plain = cleanedFileName(QString(300, u'a') + QStringLiteral(".jpeg"));
        QCOMPARE(plain, QString(QString(250, u'a') % u".jpeg"));
        const QString wide = cleanedFileName(QString(300, QChar(0x5831)) + QStringLiteral(".jpeg"));
        QCOMPARE(wide, QString(QString(83, QChar(0x5831)) % u".jpeg"));
        QString emoji;
        for (int i = 0; i < 100; ++i)
            emoji += QStringLiteral("😀");
        QCOMPARE(cleanedFileName(emoji).toUtf8().size(), 252); // no half of one
        QCOMPARE(cleanedFileName(QStringLiteral("a.") + QString(300, u'b')).size(), limits::fileNameBytes);
        QVERIFY(cleanedFileName(QString(1'000'000, u'a')).size() <= limits::fileNameBytes);
    }

    void disposition_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("plain") << "plan.pdf" << QByteArray("attachment; filename=\"plan.pdf\"");
        QTest::newRow("quotes") << "a\"b\\c.txt"
                                << QByteArray("attachment; filename=\"a_b_c.txt\"; filename*=UTF-8''a%22b%5Cc.txt");
        QTest::newRow("other letters") << QStringLiteral("é 😀.txt")
                                       << QByteArray("attachment; filename=\"_ _.txt\"; "
                                                     "filename*=UTF-8''%C3%A9%20%F0%9F%98%80.txt");
    }
    void disposition() {
        QFETCH(QString, name);
        QFETCH(QByteArray, expected);
        QCOMPARE(contentDisposition(name, false), expected);
        QCOMPARE(contentDisposition(name, true), expected.replace("attachment", "inline"));
    }

    void types_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QString>("claimed");
        QTest::addColumn<QString>("expected");
        const QByteArray png = QByteArray("\x89PNG\r\n\x1a\n", 8) + "rest";
        const QString binary = QStringLiteral("application/octet-stream");
        QTest::newRow("what it is") << png << "image/png"
                                    << "image/png";
        QTest::newRow("claims another picture") << png << "image/jpeg"
                                                << "image/png";
        QTest::newRow("claims to be a page") << png << "text/html"
                                             << "image/png";
        QTest::newRow("a page that claims to be a picture") << QByteArray("<html>") << "image/png" << binary;
        QTest::newRow("a page") << QByteArray("<html>") << "Text/HTML; charset=utf-8"
                                << "text/html";
        QTest::newRow("SVG") << QByteArray("<svg onload='x()'>") << "image/svg+xml"
                             << "image/svg+xml";
        QTest::newRow("no claim") << QByteArray("hello") << "" << binary;
        QTest::newRow("no media type") << QByteArray("hello") << "text/\r\nX: y" << binary;
        QTest::newRow("no bytes") << QByteArray() << "image/gif" << binary;
        QTest::newRow("cut magic") << png.first(7) << "image/png" << binary;
        QTest::newRow("JPEG") << QByteArray("\xff\xd8\xff\xe0") << ""
                              << "image/jpeg";
        QTest::newRow("WebP") << QByteArray("RIFF\x10\x00\x00\x00WEBPVP8 ", 16) << ""
                              << "image/webp";
        QTest::newRow("MP4") << QByteArray("\x00\x00\x00\x18"
                                           "ftypisom",
                                           12)
                             << ""
                             << "video/mp4";
        QTest::newRow("Matroska") << QByteArray("\x1a\x45\xdf\xa3"
                                                "matroska")
                                  << "video/x-matroska"
                                  << "video/x-matroska";
        QTest::newRow("WebM") << QByteArray("\x1a\x45\xdf\xa3\x9f"
                                            "B\x82\x84webm")
                              << ""
                              << "video/webm";
    }
    void types() {
        QFETCH(QByteArray, head);
        QFETCH(QString, claimed);
        QFETCH(QString, expected);
        QCOMPARE(settledType(head, claimed), expected);
    }

    /// What a browser could run is never shown in place, whatever it is called.
    void inlineIsForPicturesSoundsAndFilms() {
        for (const char* type : {"image/png", "image/webp", "audio/mpeg", "video/mp4", "video/webm"})
            QVERIFY2(isShownInline(QString::fromLatin1(type)), type);
        for (const char* type : {"text/html", "image/svg+xml", "application/pdf", "text/plain", "text/xml", ""})
            QVERIFY2(!isShownInline(QString::fromLatin1(type)), type);
    }
};

QTEST_GUILESS_MAIN(TestFileNames)
#include "tst_filenames.moc"
