// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/systemcontrast.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

#include <utility>

namespace confab::desktop {

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString settings = QStringLiteral("org.freedesktop.portal.Settings");
const QString appearance = QStringLiteral("org.freedesktop.appearance");
const QString contrast = QStringLiteral("contrast");

constexpr uint higher = 1; // of the portal's interface; 0: no preference

} // namespace

SystemContrast::SystemContrast(QDBusConnection bus) : m_bus(std::move(bus)) {
    if (!m_bus.isConnected())
        return;
    // connect() finds the types of the slot by their names, and Qt 6 knows the name of a type that is registered.
    qRegisterMetaType<QDBusVariant>();
    m_bus.connect(service, path, settings, QStringLiteral("SettingChanged"), this,
                  SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage read = QDBusMessage::createMethodCall(service, path, settings, QStringLiteral("Read"));
    read << appearance << contrast;
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(read), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            tell(reply.value().variant());
    });
}

void SystemContrast::settingChanged(const QString& group, const QString& key, const QDBusVariant& value) {
    if (group == appearance && key == contrast)
        tell(value.variant());
}

/// "Read" wraps its answer in a variant more than the signal does.
void SystemContrast::tell(const QVariant& value) {
    const bool isWrapped = value.metaType() == QMetaType::fromType<QDBusVariant>();
    const QVariant plain = isWrapped ? value.value<QDBusVariant>().variant() : value;
    Q_EMIT changed(plain.toUInt() == higher);
}

} // namespace confab::desktop
