// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "app/models/timelinemodel.h"

#include <QPointer>

namespace confab::models {

/// What a screen reader says of new messages while their room is open in the active window: each of a few, of many how
/// many they are and the last. Without assistive technology it says nothing. Another window's news are the desktop's
/// notifications.
/// Thread: the window's. Owned by: the view of the timeline.
class SpokenNews : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(confab::models::TimelineModel* timeline READ timeline WRITE setTimeline NOTIFY timelineChanged FINAL)

public:
    SpokenNews();

    TimelineModel* timeline() const { return m_timeline; }
    void setTimeline(TimelineModel* timeline);

    /// More at once than these would take longer than people listen.
    static constexpr int mostInFull = 3;

Q_SIGNALS:
    void timelineChanged();
    void said(const QString& words);

private:
    void take(int count);
    void say();

    QPointer<TimelineModel> m_timeline;
    QTimer m_collecting;
    Seq m_first = 0; // of what was not said yet; 0: all was
};

} // namespace confab::models
