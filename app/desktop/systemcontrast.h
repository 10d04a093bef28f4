// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDBusConnection>
#include <QDBusVariant>
#include <QObject>

namespace confab::desktop {

/// Whether the desktop asks programs for high contrast: "contrast" of org.freedesktop.appearance, which the desktop's
/// portal says (GNOME, KDE Plasma and others). Qt itself knows it from 6.10 on.
/// Thread: the program's first; no call waits. Owned by: Application.
class SystemContrast : public QObject {
    Q_OBJECT
public:
    /// changed() comes later, when the desktop has one to tell.
    explicit SystemContrast(QDBusConnection bus = QDBusConnection::sessionBus());

Q_SIGNALS:
    void changed(bool high);

private Q_SLOTS:
    void settingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void tell(const QVariant& value);

    QDBusConnection m_bus;
};

} // namespace confab::desktop
