// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "common/protocol/content.h"

#include <QObject>
#include <QSize>
#include <QVariant>

namespace confab::models {

/// A file of a message, as a view shows it.
struct FileView {
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id FINAL) ///< empty until it is on the server
    Q_PROPERTY(QString name MEMBER name FINAL)
    Q_PROPERTY(QString size MEMBER size FINAL)    ///< "4.2 MB"
    Q_PROPERTY(QString icon MEMBER icon FINAL)    ///< of its kind
    Q_PROPERTY(QString kind MEMBER kind FINAL)    ///< of its kind, as a word
    Q_PROPERTY(bool picture MEMBER picture FINAL) ///< can be shown; else it is a card
    Q_PROPERTY(int width MEMBER width FINAL)      ///< pixels of the picture, as its sender says
    Q_PROPERTY(int height MEMBER height FINAL)
    Q_PROPERTY(int shownWidth MEMBER shownWidth FINAL) ///< pixels of its place in the timeline
    Q_PROPERTY(int shownHeight MEMBER shownHeight FINAL)
    Q_PROPERTY(QString preview MEMBER preview FINAL) ///< for PictureStore; empty: none
    Q_PROPERTY(QString upload MEMBER upload FINAL)   ///< the key in client::Uploads while it is being sent
public:
    QString id;
    QString name;
    QString size;
    QString icon;
    QString kind;
    bool picture = false;
    int width = 0;
    int height = 0;
    int shownWidth = 0;
    int shownHeight = 0;
    QString preview;
    QString upload;
    friend bool operator==(const FileView&, const FileView&) = default;
};

/// `upload`: empty for a file that is on the server.
FileView fileView(const File& file, const QString& upload = {});
/// All files of a message, of FileView; `uploads` are those keys, in the same order, or empty.
QVariantList fileViews(const MessageContent& content, const QStringList& uploads);
/// Whether the sender gave a size for a kind of picture that is shown. SVG is none.
bool isPicture(const File& file);
/// "2 pictures, plan.pdf"
QString fileWords(const QList<File>& files);

/// Before the key of an upload, in the id of its preview: no id of the server has a colon.
inline constexpr QLatin1String uploadPrefix("upload:");

/// The most that a picture takes in the timeline, and the least.
inline constexpr QSize pictureMost{420, 320};
inline constexpr int pictureLeast = 48;

} // namespace confab::models
