// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/spokennews.h"

#include <QAccessible>
#include <QGuiApplication>

#include <algorithm>
#include <chrono>
#include <utility>

namespace confab::models {

using namespace std::chrono_literals;

namespace {

/// 0: the server has not confirmed it.
Seq seqOf(const TimelineModel& timeline, int row) {
    return Seq(timeline.index(row).data(timeline.roleNames().key("seq")).toLongLong());
}

} // namespace

SpokenNews::SpokenNews() {
    m_collecting.setSingleShot(true);
    m_collecting.setInterval(150ms); // what comes together is said together
    connect(&m_collecting, &QTimer::timeout, this, &SpokenNews::say);
}

void SpokenNews::setTimeline(TimelineModel* timeline) {
    if (m_timeline == timeline)
        return;
    if (m_timeline)
        m_timeline->disconnect(this);
    m_timeline = timeline;
    m_first = 0;
    if (timeline) {
        connect(timeline, &TimelineModel::added, this, [this](int count, bool mine) {
            if (!mine)
                take(count);
        });
        connect(timeline, &QAbstractItemModel::modelReset, this, [this] { m_first = 0; });
    }
    Q_EMIT timelineChanged();
}

/// These rows at the newest end, behind which only unconfirmed messages of the user's own are.
void SpokenNews::take(int count) {
    if (!QAccessible::isActive())
        return;
    for (int row = 0; count > 0 && row < m_timeline->rowCount(); ++row) {
        const Seq seq = seqOf(*m_timeline, row);
        if (seq == 0)
            continue;
        m_first = m_first == 0 ? seq : std::min(m_first, seq);
        --count;
    }
    if (!m_collecting.isActive())
        m_collecting.start();
}

void SpokenNews::say() {
    const Seq first = std::exchange(m_first, 0);
    if (first == 0 || !m_timeline || !QGuiApplication::focusWindow())
        return;
    const QHash<int, QByteArray> roles = m_timeline->roleNames();
    const int spoken = roles.key("spoken"), mine = roles.key("mine"), kind = roles.key("kind");
    QStringList lines; // the oldest first
    for (int row = 0; row < m_timeline->rowCount(); ++row) {
        const Seq seq = seqOf(*m_timeline, row);
        if (seq > 0 && seq < first)
            break;
        const QModelIndex at = m_timeline->index(row);
        if (seq > 0 && at.data(kind).toInt() == TimelineModel::Message && !at.data(mine).toBool())
            lines.prepend(at.data(spoken).toString());
    }
    if (lines.size() > mostInFull)
        lines = {tr("%n new message(s)", nullptr, int(lines.size())), lines.last()};
    if (!lines.isEmpty())
        Q_EMIT said(lines.join(u'\n'));
}

} // namespace confab::models
