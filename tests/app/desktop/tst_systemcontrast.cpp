// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/systemcontrast.h"

#include <QGuiApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>
#include <string_view>

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
};

/// The portal's program, until it is killed.
int portal() {
    Portal settings;
    settings.contrast = 1;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &settings,
                            QDBusConnection::ExportAllSlots) ||
        !bus.registerService(QStringLiteral("org.freedesktop.portal.Desktop")))
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}

/// Whether the desktop asks for high contrast, on a session bus of the test's own (dbus-run-session) or without one.
class SystemContrastTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void withoutABusNothingIsAsked() {
        if (QDBusConnection::sessionBus().isConnected())
            QSKIP("needs a system without a bus");
        const SystemContrast contrast;
    }

    void whatThePortalSays() {
        if (!QDBusConnection::sessionBus().isConnected())
            QSKIP("needs a session bus");
        QProcess desktop;
        desktop.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--portal")});
        QTRY_VERIFY_WITH_TIMEOUT(desktop.canReadLine(), 30000);
        SystemContrast contrast;
        QSignalSpy changed(&contrast, &SystemContrast::changed);
        QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 30000);
        QCOMPARE(changed.takeFirst().first().toBool(), true);
        desktop.kill();
        desktop.waitForFinished();
    }
};

} // namespace confab::desktop

int main(int argc, char** argv) {
    QGuiApplication program(argc, argv);
    if (argc > 1 && std::string_view(argv[1]) == "--portal")
        return confab::desktop::portal();
    confab::desktop::SystemContrastTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_systemcontrast.moc"
