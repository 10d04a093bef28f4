// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/systemcontrast.h"

#include <QSignalSpy>
#include <QTest>

namespace confab::desktop {

/// The settings of a desktop's portal, of which it has one.
class Portal : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    uint contrast = 0;
public Q_SLOTS: // NOLINT: the interface's names
    /// The portal wraps what it answers twice.
    QDBusVariant Read(const QString& group, const QString& key) const {
        const bool isKnown = group == u"org.freedesktop.appearance" && key == u"contrast";
        return QDBusVariant(QVariant::fromValue(QDBusVariant(isKnown ? QVariant(contrast) : QVariant(uint(1)))));
    }
Q_SIGNALS:
    Q_SCRIPTABLE void SettingChanged(const QString& group, const QString& key, const QDBusVariant& value);
};

/// Whether the desktop asks for high contrast, on a session bus of the test's own (dbus-run-session) or without one.
class SystemContrastTest : public QObject {
    Q_OBJECT
private:
    QDBusConnection m_desktop{QString()}; // the portal's end

private Q_SLOTS:
    void initTestCase() {
        if (!QDBusConnection::sessionBus().isConnected())
            return;
        m_desktop = QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("desktop"));
        QVERIFY(m_desktop.isConnected());
        QCoreApplication::processEvents(); // Qt holds back what comes over the bus until events are
    }

    void withoutABusNothingIsAsked() {
        if (QDBusConnection::sessionBus().isConnected())
            QSKIP("needs a system without a bus");
        const SystemContrast contrast;
    }

    void whatThePortalSays() {
        if (!QDBusConnection::sessionBus().isConnected())
            QSKIP("needs a session bus");
        Portal portal;
        portal.contrast = 1;
        QVERIFY(m_desktop.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &portal,
                                         QDBusConnection::ExportAllSlots | QDBusConnection::ExportScriptableSignals));
        QVERIFY(m_desktop.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));
        SystemContrast contrast;
        QSignalSpy changed(&contrast, &SystemContrast::changed);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 10000);
        QCOMPARE(changed.takeFirst().first().toBool(), true);
        const QString group = QStringLiteral("org.freedesktop.appearance");
        Q_EMIT portal.SettingChanged(group, QStringLiteral("color-scheme"), QDBusVariant(uint(1)));
        Q_EMIT portal.SettingChanged(group, QStringLiteral("contrast"), QDBusVariant(uint(0)));
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 10000);
        QCOMPARE(changed.takeFirst().first().toBool(), false);
    }
};

} // namespace confab::desktop

QTEST_MAIN(confab::desktop::SystemContrastTest)
#include "tst_systemcontrast.moc"
