// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "qml/components/liveregion.h"

#include <QAccessible>

namespace confab {

void LiveRegion::say(const QString& words) {
    m_words = words;
    Q_EMIT wordsChanged(); // the name is right from here on
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(this, words);
#else
    QAccessibleEvent event(this, QAccessible::ObjectShow);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace confab
