// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/fileview.h"

#include "app/client/filewords.h"
#include "app/pictures/kinds.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace confab::models {

namespace {

struct FileWords {
    Q_DECLARE_TR_FUNCTIONS(Files)
};

struct Kind {
    const char* prefix; ///< of the media type
    const char* icon;
    const char* word;
};
constexpr std::array kinds{
    Kind{"image/", "image", QT_TRANSLATE_NOOP("Files", "Picture")},
    Kind{"audio/", "music", QT_TRANSLATE_NOOP("Files", "Sound")},
    Kind{"video/", "film", QT_TRANSLATE_NOOP("Files", "Film")},
    Kind{"application/zip", "archive", QT_TRANSLATE_NOOP("Files", "Archive")},
    Kind{"application/gzip", "archive", QT_TRANSLATE_NOOP("Files", "Archive")},
    Kind{"application/x-tar", "archive", QT_TRANSLATE_NOOP("Files", "Archive")},
    Kind{"application/x-compressed-tar", "archive", QT_TRANSLATE_NOOP("Files", "Archive")},
    Kind{"application/x-7z", "archive", QT_TRANSLATE_NOOP("Files", "Archive")},
    Kind{"application/pdf", "file-text", QT_TRANSLATE_NOOP("Files", "PDF")},
    Kind{"application/vnd", "file-text", QT_TRANSLATE_NOOP("Files", "Document")},
    Kind{"application/msword", "file-text", QT_TRANSLATE_NOOP("Files", "Document")},
    Kind{"text/", "file-text", QT_TRANSLATE_NOOP("Files", "Text")},
    Kind{"", "file", QT_TRANSLATE_NOOP("Files", "File")},
};

const Kind& kindOf(const QString& type) {
    return *std::find_if(kinds.begin(), kinds.end(),
                         [&](const Kind& kind) { return type.startsWith(QLatin1String(kind.prefix)); });
}

/// Within the bounds, in the shape that the sender says, as long as that is one that can be looked at.
QSize shownSize(QSize natural) {
    const bool shrinks = natural.width() > pictureMost.width() || natural.height() > pictureMost.height();
    const QSize size = shrinks ? natural.scaled(pictureMost, Qt::KeepAspectRatio) : natural;
    return size.expandedTo({pictureLeast, pictureLeast});
}

} // namespace

bool isPicture(const File& file) {
    return file.width && file.height && pictures::canDecode(file.type);
}

FileView fileView(const File& file, const QString& upload) {
    const Kind& kind = kindOf(file.type);
    FileView view;
    view.id = file.id;
    view.name = client::safeFileName(file.name);
    view.size = client::sizeText(file.bytes);
    view.icon = QLatin1String(kind.icon);
    view.kind = FileWords::tr(kind.word);
    view.upload = upload;
    view.picture = isPicture(file);
    if (!view.picture)
        return view;
    view.width = *file.width;
    view.height = *file.height;
    const QSize shown = shownSize({view.width, view.height});
    view.shownWidth = shown.width();
    view.shownHeight = shown.height();
    view.preview = upload.isEmpty() ? file.thumbnail.value_or(QString()) : QString(uploadPrefix % upload);
    return view;
}

QVariantList fileViews(const MessageContent& content, const QStringList& uploads) {
    QVariantList views;
    if (!content.files)
        return views;
    for (qsizetype i = 0; i < content.files->size(); ++i)
        views.append(QVariant::fromValue(fileView(content.files->at(i), uploads.value(i))));
    return views;
}

QString fileWords(const QList<File>& files) {
    const auto pictures = int(std::count_if(files.begin(), files.end(), isPicture));
    QStringList words;
    if (pictures == 1)
        words.append(FileWords::tr("Picture"));
    else if (pictures > 1)
        words.append(FileWords::tr("%n picture(s)", nullptr, pictures));
    for (const File& file : files) {
        if (!isPicture(file))
            words.append(client::safeFileName(file.name));
    }
    return words.join(QStringLiteral(", "));
}

} // namespace confab::models
