// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/pictures/backgroundjobs.h"
#include "common/core/ids.h"

#include <QAbstractListModel>
#include <QHash>
#include <QQmlEngine>
#include <QUrl>

class QImage;

namespace confab::client {
class Client;
struct FileSource;
struct OutgoingFile;
} // namespace confab::client

namespace confab::models {

/// The files that the user has attached to the next message of the current room, or to the next answer in a thread of
/// it; each has its own, for as long as the program runs. They are uploaded while the text is written.
/// Roles: name, size, progress (0 to 1), sending, failed, problem (why), preview (for PictureStore; empty: none).
/// Thread: the window's. Owned by: RoomFiles, ThreadView.
class Attachments : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    Q_PROPERTY(int count READ count NOTIFY countChanged FINAL)
    /// Whether a message can take them: none failed, and their kinds are known.
    Q_PROPERTY(bool ready READ isReady NOTIFY readyChanged FINAL)
    /// Why something was not attached; empty after the next success.
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    explicit Attachments(client::Client& client);

    /// Shows this room's from here on, or those of the thread of it that begins with the message `thread`.
    void show(RoomId room, Seq thread = 0);
    /// For a message.
    QList<client::OutgoingFile> files() const;
    /// A message has them: they are not attached any more, and go on.
    void handedOver();

    /// Files on this machine; others are not attached, and nothing is fetched.
    Q_INVOKABLE void add(const QList<QUrl>& urls);
    /// What the clipboard has: files, else a picture. False when it has neither, or text.
    Q_INVOKABLE bool addClipboard();
    Q_INVOKABLE void remove(int row);
    Q_INVOKABLE void retry(int row);
    /// How much of a file was sent, 0 to 1; 1 for those that are on the server.
    double progress(const QString& key) const;

    int count() const { return int(keys().size()); }
    bool isReady() const;
    QString problem() const { return m_problem; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

Q_SIGNALS:
    void countChanged();
    void readyChanged();
    void problemChanged();
    /// progress() of this one has changed.
    void progressed(const QString& key);

private:
    using Place = std::pair<RoomId, Seq>; ///< as in Drafts
    QStringList keys() const { return m_keys.value(m_place); }
    void addSource(Place place, const client::FileSource& source);
    void addImage(const QImage& image);
    void uploadChanged(const QString& key);
    void setProblem(const QString& problem);

    client::Client& m_client;
    Place m_place;
    QHash<Place, QStringList> m_keys; // in client::Uploads
    QString m_problem;
    pictures::BackgroundJobs m_jobs{1};
};

/// How far one upload is, for a view.
/// Thread: the window's. Owned by: the view.
class UploadWatch : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(confab::models::Attachments* attachments READ attachments WRITE setAttachments NOTIFY changed FINAL)
    Q_PROPERTY(QString key READ key WRITE setKey NOTIFY changed FINAL) ///< empty: no upload
    Q_PROPERTY(double progress READ progress NOTIFY changed FINAL)
public:
    using QObject::QObject;
    Attachments* attachments() const { return m_attachments; }
    void setAttachments(Attachments* attachments);
    QString key() const { return m_key; }
    void setKey(const QString& key);
    double progress() const { return m_attachments ? m_attachments->progress(m_key) : 0; }

Q_SIGNALS:
    void changed();

private:
    QPointer<Attachments> m_attachments;
    QString m_key;
};

} // namespace confab::models
