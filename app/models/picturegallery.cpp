// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/picturegallery.h"

#include "app/models/fileview.h"

#include <algorithm>

namespace confab::models {

PictureGallery::PictureGallery(TimelineModel& timeline) : m_timeline(timeline) {
    connect(&timeline, &QAbstractItemModel::modelReset, this, &PictureGallery::close); // another room
}

void PictureGallery::show(const QString& fileId) {
    if (fileId.isEmpty())
        return;
    close();
    for (int row = m_timeline.rowCount() - 1; row >= 0; --row) {
        for (const QVariant& file : m_timeline.filesAt(row)) {
            const auto view = file.value<FileView>();
            if (!view.picture || view.id.isEmpty())
                continue;
            if (view.id == fileId)
                m_index = int(m_pictures.size());
            m_pictures.append(file);
        }
    }
    Q_EMIT changed();
}

void PictureGallery::step(int by) {
    const int index = std::clamp(m_index + by, 0, std::max(0, int(m_pictures.size()) - 1));
    if (std::exchange(m_index, index) != index)
        Q_EMIT changed();
}

void PictureGallery::close() {
    if (m_pictures.isEmpty())
        return;
    m_pictures.clear();
    m_index = 0;
    Q_EMIT changed();
}

QString PictureGallery::place() const {
    return m_pictures.size() > 1 ? tr("%1 of %2").arg(QString::number(m_index + 1), QString::number(m_pictures.size()))
                                 : QString();
}

} // namespace confab::models
