// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/desktopsettings.h"

#include "app/models/formatting.h"

#include <utility>

namespace confab::models {

namespace {

const QString closesToTrayKey = QStringLiteral("window/closesToTray");
const QString placeKey = QStringLiteral("window/place");
const QString maximizedKey = QStringLiteral("window/maximized");

} // namespace

DesktopSettings::DesktopSettings(QSettings& settings)
    : m_settings(settings), m_closesToTray(settings.value(closesToTrayKey, false).toBool()) {}

void DesktopSettings::provide(const Autostart& autostart) {
    m_autostart = autostart;
    m_startsMinimized = autostart.isMinimized();
    Q_EMIT changed();
}

void DesktopSettings::note(const Status& status) {
    m_trouble = status ? QString() : sentence(status.error());
    Q_EMIT changed();
}

void DesktopSettings::setAutostart(bool on) {
    if (m_autostart)
        note(on ? m_autostart->turnOn(m_startsMinimized) : m_autostart->turnOff());
}

void DesktopSettings::setStartsMinimized(bool minimized) {
    m_startsMinimized = minimized;
    note(isAutostart() ? m_autostart->turnOn(minimized) : Status());
}

void DesktopSettings::setHasTray(bool has) {
    if (std::exchange(m_hasTray, has) != has)
        Q_EMIT changed();
}

void DesktopSettings::setClosesToTray(bool closes) {
    m_closesToTray = closes;
    m_settings.setValue(closesToTrayKey, closes);
    Q_EMIT changed();
}

std::optional<QPoint> DesktopSettings::place() const {
    const QVariant place = m_settings.value(placeKey);
    return place.canConvert<QPoint>() ? std::optional(place.toPoint()) : std::nullopt;
}

void DesktopSettings::rememberPlace(QPoint place) {
    m_settings.setValue(placeKey, place);
}

bool DesktopSettings::wasMaximized() const {
    return m_settings.value(maximizedKey, false).toBool();
}

void DesktopSettings::rememberMaximized(bool maximized) {
    m_settings.setValue(maximizedKey, maximized);
}

} // namespace confab::models
