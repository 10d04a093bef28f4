// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/client/filewords.h"

#include <QLocale>
#include <QSet>

namespace confab::client {

namespace {

constexpr qsizetype mostNameBytes = 255;     // what file systems take
constexpr qsizetype mostExtensionChars = 16; // a longer one is part of the name

bool isUnwanted(char32_t c) {
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format: // overrides of the direction, joiners, the byte order mark
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

/// Characters that Windows does not take in names, or that separate paths there.
bool isReserved(char32_t c) {
    static const QString reserved = QStringLiteral("<>:\"/\\|?*");
    return c < 0x80 && reserved.contains(QChar(char16_t(c)));
}

/// Names of devices on Windows, with any extension.
bool isDevice(const QString& name) {
    static const QSet<QString> devices = [] {
        QSet<QString> all{QStringLiteral("con"), QStringLiteral("prn"), QStringLiteral("aux"), QStringLiteral("nul")};
        for (int number = 1; number <= 9; ++number) {
            all.insert(QStringLiteral("com%1").arg(number));
            all.insert(QStringLiteral("lpt%1").arg(number));
        }
        return all;
    }();
    return devices.contains(name.section(u'.', 0, 0).trimmed().toLower());
}

QString cutTo(QString text, qsizetype bytes) {
    while (text.toUtf8().size() > bytes) {
        const bool isPair = text.back().isLowSurrogate() && text.size() > 1;
        text.chop(isPair ? 2 : 1);
    }
    return text;
}

QString shortened(const QString& name) {
    const qsizetype dot = name.lastIndexOf(u'.');
    const bool hasExtension = dot > 0 && name.size() - dot <= mostExtensionChars;
    const QString extension = hasExtension ? name.mid(dot) : QString();
    const QString stem = hasExtension ? name.left(dot) : name;
    return cutTo(stem, mostNameBytes - extension.toUtf8().size()) + extension;
}

} // namespace

QString sizeText(qint64 bytes) {
    return QLocale().formattedDataSize(bytes, bytes < 1000 * 1000 ? 0 : 1, QLocale::DataSizeSIFormat);
}

Error inPlainWords(Error error) {
    switch (error.kind) {
    case ErrorKind::FileTooLarge:
        error.message = error.limit ? QStringLiteral("This file is too large. The server takes files of up to %1")
                                          .arg(sizeText(*error.limit))
                                    : QStringLiteral("This file is too large for the server");
        break;
    case ErrorKind::FileQuota:
        error.message = QStringLiteral("The server has no space left for your files. Delete messages with files that "
                                       "nobody needs any more, and try again");
        break;
    case ErrorKind::FileNotFound:
        error.message = QStringLiteral("This file is not on the server any more");
        break;
    default:
        break;
    }
    return error;
}

QString safeFileName(const QString& name) {
    const QString path = name.normalized(QString::NormalizationForm_C);
    const qsizetype slash = std::max(path.lastIndexOf(u'/'), path.lastIndexOf(u'\\'));
    QString clean;
    for (const char32_t c : path.mid(slash + 1).toUcs4()) {
        if (isReserved(c))
            clean += u'_';
        else if (!isUnwanted(c))
            clean += QString::fromUcs4(&c, 1);
    }
    clean = clean.simplified();
    while (clean.startsWith(u'.') || clean.startsWith(u' ')) // hidden files, "..", and "." of a folder
        clean.remove(0, 1);
    clean = shortened(clean);
    while (clean.endsWith(u'.') || clean.endsWith(u' ')) // Windows drops them, so two names would be one
        clean.chop(1);
    if (isDevice(clean))
        clean.prepend(u'_');
    return clean.isEmpty() ? QStringLiteral("file") : clean;
}

} // namespace confab::client
