// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/attachments.h"
#include "app/models/filesaver.h"
#include "app/models/picturegallery.h"
#include "app/models/picturestore.h"

namespace confab::models {

/// The files of the current room, for QML: those that are attached, shown and saved.
/// Thread: the window's. Owned by: CurrentRoom.
class RoomFiles : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    Q_PROPERTY(confab::models::Attachments* attachments READ attachments CONSTANT FINAL) ///< to the next message
    Q_PROPERTY(confab::models::PictureStore* pictures READ pictures CONSTANT FINAL)
    Q_PROPERTY(confab::models::PictureGallery* gallery READ gallery CONSTANT FINAL) ///< what the viewer shows
    Q_PROPERTY(confab::models::FileSaver* saver READ saver CONSTANT FINAL)

public:
    /// All must outlive this.
    RoomFiles(client::Client& client, PictureStore& pictures, TimelineModel& timeline)
        : m_attachments(client), m_pictures(pictures), m_gallery(timeline), m_saver(client) {}

    Attachments* attachments() { return &m_attachments; }
    PictureStore* pictures() { return &m_pictures; }
    PictureGallery* gallery() { return &m_gallery; }
    FileSaver* saver() { return &m_saver; }

private:
    Attachments m_attachments;
    PictureStore& m_pictures;
    PictureGallery m_gallery;
    FileSaver m_saver;
};

} // namespace confab::models
