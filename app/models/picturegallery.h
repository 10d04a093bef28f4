// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/timelinemodel.h"

namespace confab::models {

/// The picture that the viewer shows, among all pictures of the timeline's loaded rows from old to new.
/// Thread: the window's. Owned by: CurrentRoom.
class PictureGallery : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Made by CurrentRoom")
    Q_PROPERTY(bool open READ isOpen NOTIFY changed FINAL)
    Q_PROPERTY(QVariant current READ current NOTIFY changed FINAL) ///< FileView; invalid: none
    Q_PROPERTY(bool hasNext READ hasNext NOTIFY changed FINAL)
    Q_PROPERTY(bool hasPrevious READ hasPrevious NOTIFY changed FINAL)
    Q_PROPERTY(QString place READ place NOTIFY changed FINAL) ///< "2 of 7"

public:
    explicit PictureGallery(TimelineModel& timeline);

    /// Opens with this one; does nothing for a picture that is not on the server yet.
    Q_INVOKABLE void show(const QString& fileId);
    Q_INVOKABLE void step(int by);
    Q_INVOKABLE void close();

    bool isOpen() const { return !m_pictures.isEmpty(); }
    QVariant current() const { return m_pictures.value(m_index); }
    bool hasNext() const { return m_index + 1 < m_pictures.size(); }
    bool hasPrevious() const { return m_index > 0; }
    QString place() const;

Q_SIGNALS:
    void changed();

private:
    TimelineModel& m_timeline;
    QVariantList m_pictures; // of FileView; empty: closed
    int m_index = 0;
};

} // namespace confab::models
