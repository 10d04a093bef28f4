// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/pictures/decoding.h"

#include "app/client/picturefacts.h"
#include "app/pictures/kinds.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QPainterPath>

namespace confab::pictures {

namespace {

tl::unexpected<Error> refuse(const char* why) {
    return fail(Error(ErrorKind::InputInvalid, QString::fromLatin1(why)));
}

/// Qt's name of a kind that may be decoded, and can be here; empty for all others.
QByteArray formatOf(const QByteArray& bytes) {
    const std::optional<client::PictureFacts> facts = client::pictureFacts(bytes);
    return facts && canDecode(QString::fromLatin1(facts->type)) ? facts->type.mid(int(qstrlen("image/")))
                                                                : QByteArray();
}

bool isBearable(QSize size) {
    return !size.isEmpty() && size.width() <= edgeMost && size.height() <= edgeMost &&
           qint64(size.width()) * size.height() <= pixelsMost;
}

/// The size of the whole picture for this fit; never larger than it is, so that nothing is blurred for nothing.
QSize scaledSize(QSize natural, const Fit& fit) {
    if (fit.size.isEmpty())
        return natural;
    const QSize scaled =
        natural.scaled(fit.size, fit.fill ? Qt::KeepAspectRatioByExpanding : Qt::KeepAspectRatio).expandedTo({1, 1});
    const bool shrinks = scaled.width() < natural.width() && scaled.height() < natural.height();
    return shrinks ? scaled : natural;
}

/// The middle, in the shape of the wanted size, which it need not have.
QImage cut(const QImage& image, QSize wanted) {
    const QSize size = wanted.width() <= image.width() && wanted.height() <= image.height()
                           ? wanted
                           : wanted.scaled(image.size(), Qt::KeepAspectRatio).expandedTo({1, 1});
    return image.copy((image.width() - size.width()) / 2, (image.height() - size.height()) / 2, size.width(),
                      size.height());
}

QImage rounded(const QImage& image, int radius) {
    QImage out(image.size(), QImage::Format_ARGB32_Premultiplied);
    out.fill(Qt::transparent);
    QPainter painter(&out);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(QBrush(image));
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(QRectF(QPointF(), QSizeF(image.size())), radius, radius);
    return out;
}

bool isTransparent(const QImage& image) {
    if (!image.hasAlphaChannel())
        return false;
    const QImage pixels = image.convertToFormat(QImage::Format_ARGB32);
    for (int y = 0; y < pixels.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(pixels.constScanLine(y));
        for (int x = 0; x < pixels.width(); ++x) {
            if (qAlpha(line[x]) != 255)
                return true;
        }
    }
    return false;
}

QByteArray encoded(const QImage& image, const char* format, int quality) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format, quality);
    return bytes;
}

} // namespace

Result<QImage> decode(const QByteArray& bytes, const Fit& fit) {
    if (bytes.size() > bytesMost)
        return refuse("The picture is too large to be shown");
    const QByteArray format = formatOf(bytes);
    if (format.isEmpty())
        return refuse("No kind of picture that can be shown");
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setAutoTransform(true);
    reader.setDecideFormatFromContent(false); // only this kind, never another that its bytes may look like
    const QSize size = reader.size();
    if (!isBearable(size))
        return refuse("The picture has too many pixels to be shown");
    const bool isTurned = reader.transformation().testFlag(QImageIOHandler::TransformationRotate90);
    const QSize natural = isTurned ? size.transposed() : size;
    const QSize scaled = scaledSize(natural, fit);
    if (format == "jpeg") // which it does while it decodes, with a fraction of the memory
        reader.setScaledSize(isTurned ? scaled.transposed() : scaled);
    QImage image = reader.read();
    if (image.isNull() || !isBearable(image.size()))
        return refuse("The picture can't be read");
    if (image.size() != scaled)
        image = image.scaled(scaled, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    if (fit.fill && !fit.size.isEmpty())
        image = cut(image, fit.size);
    if (fit.radius > 0) // a smaller picture is stretched, and its corners with it
        return rounded(image,
                       fit.size.isEmpty() ? fit.radius : std::max(1, fit.radius * image.width() / fit.size.width()));
    return image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_ARGB32_Premultiplied : QImage::Format_RGB32);
}

Result<Preview> makePreview(const QByteArray& bytes, qint64 most) {
    const Result<QImage> decoded = decode(bytes, {shownMost, false, 0});
    if (!decoded)
        return fail(decoded.error());
    if (isTransparent(*decoded)) {
        const QByteArray png = encoded(*decoded, "png", -1);
        if (!png.isEmpty() && png.size() <= most)
            return Preview{png, QStringLiteral("image/png")};
    }
    QImage solid(decoded->size(), QImage::Format_RGB32);
    solid.fill(Qt::white);
    QPainter(&solid).drawImage(0, 0, *decoded);
    for (; solid.width() > 16 && solid.height() > 16; solid = solid.scaled(solid.size() / 2)) {
        for (const int quality : {82, 70, 55, 40, 25}) {
            const QByteArray jpeg = encoded(solid, "jpeg", quality);
            if (!jpeg.isEmpty() && jpeg.size() <= most)
                return Preview{jpeg, QStringLiteral("image/jpeg")};
        }
    }
    const QByteArray last = encoded(solid, "jpeg", 25);
    return last.isEmpty() || last.size() > most ? Result<Preview>(refuse("It has no small preview"))
                                                : Preview{last, QStringLiteral("image/jpeg")};
}

} // namespace confab::pictures
