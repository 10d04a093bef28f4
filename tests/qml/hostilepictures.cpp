// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/hostilepictures.h"

#include <QBuffer>
#include <QImage>
#include <QImageWriter>
#include <QRandomGenerator>

namespace confab::test {

namespace {

constexpr int cutsOfEach = 20;
constexpr int turnsOfEach = 30;

QImage pattern() {
    QImage image(60, 40, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgb(x * 4, y * 6, (x * y) % 256));
    }
    return image;
}

QByteArray encoded(const QImage& image, const QByteArray& format) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format.constData());
    return bytes;
}

/// %1 is the address.
QStringList drawings() {
    const QString frame =
        QStringLiteral("<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "
                       "width='60' height='40'>%2</svg>");
    QStringList all;
    for (const char* content :
         {"<image href='%1' width='60' height='40'/>", "<image xlink:href='%1' width='60' height='40'/>",
          "<use href='%1#a'/>", "<style>@import url(%1); rect{fill:url(%1)}</style><rect width='9' height='9'/>",
          "<rect width='9' height='9' fill='url(%1#g)' filter='url(%1#f)'/>", "<script href='%1'/>",
          "<foreignObject width='60' height='40'><img src='%1'/></foreignObject>",
          "<a href='%1'><text y='9'>a</text></a>", "<feImage href='%1'/>"})
        all.append(QString(frame).replace(QLatin1String("%2"), QLatin1String(content)));
    const QString entity = QString(frame).replace(QLatin1String("%2"), QLatin1String("<text y='9'>&x;</text>"));
    all.append(QString(
        QStringLiteral("<?xml version='1.0'?><?xml-stylesheet href='%1'?><!DOCTYPE svg [<!ENTITY x SYSTEM '%1'>]>") %
        entity));
    return all;
}

QByteArrayList disguised(const QByteArray& drawing) {
    return {drawing,
            "\x89PNG\r\n\x1a\n" + drawing,
            "\xff\xd8\xff\xe0" + drawing,
            "GIF89a\x20" + drawing,
            QByteArray("RIFF\x40\0\0\0WEBPVP8 ", 16) + drawing,
            QByteArray("\0\0\0\x18"
                       "ftypavif",
                       12) +
                drawing};
}

/// Kinds that Qt can write, and would read.
QByteArrayList otherKinds() {
    QByteArrayList all;
    for (const QByteArray& format : QImageWriter::supportedImageFormats()) {
        if (format != "png" && format != "jpg" && format != "jpeg" && format != "gif" && format != "webp")
            all.append(encoded(pattern(), format));
    }
    return all;
}

QByteArrayList bombs() {
    const QByteArray ihdr("\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR", 16);
    return {ihdr + QByteArray("\0\0\xEA\x60\0\0\xEA\x60\x08\x06\0\0\0\0\0\0\0", 17),
            ihdr + QByteArray("\x7F\xFF\xFF\xFF\x7F\xFF\xFF\xFF\x10\x06\0\0\0\0\0\0\0", 17),
            QByteArray("GIF89a\xFF\xFF\xFF\xFF\xF7\0\0", 13),
            QByteArray("RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\x02\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF", 30),
            QByteArray("RIFF\xFF\xFF\xFF\xFFWEBPVP8L\xFF\xFF\xFF\xFF\x2F\xFF\xFF\xFF\xFF", 25),
            QByteArray("\xFF\xD8\xFF\xC0\0\x11\x08\xFF\xFF\xFF\xFF\x03\x01\x22\0\x02\x11\1\x03\x11\1", 21),
            {},
            QByteArray(1, '\0')};
}

QByteArrayList damaged(const QByteArray& whole, QRandomGenerator& random) {
    QByteArrayList all;
    for (int i = 1; i <= cutsOfEach; ++i)
        all.append(whole.left(whole.size() * i / (cutsOfEach + 1)));
    for (int i = 0; i < turnsOfEach; ++i) {
        QByteArray turned = whole;
        for (int change = 0; change <= i % 6; ++change)
            turned[random.bounded(int(turned.size()))] = char(random.bounded(256));
        all.append(turned);
    }
    return all;
}

} // namespace

QByteArrayList hostilePictures(const QStringList& addresses) {
    QByteArrayList all = otherKinds() + bombs();
    for (QString drawing : drawings()) {
        for (const QString& address : addresses)
            all += disguised(QString(drawing).replace(QLatin1String("%1"), address).toUtf8());
    }
    QRandomGenerator random(17);
    QImage told = pattern();
    for (const QString& address : addresses)
        told.setText(QStringLiteral("Source"), address);
    all.append(encoded(told, "png"));
    for (const char* format : {"png", "jpeg", "webp"})
        all += damaged(encoded(pattern(), format), random);
    const QByteArray gif("GIF89a\x02\0\x02\0\x80\0\0\xff\0\0\0\xff\0,\0\0\0\0\x02\0\x02\0\0\x02\x03L\x12\x05\0;", 36);
    all += damaged(gif, random);
    return all;
}

} // namespace confab::test
