// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/systemcontrast.h"

#include <QDBusMessage>
#include <QGuiApplication>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>

#include <cstdio>
#include <string_view>

namespace confab::desktop {

namespace {

const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
const QString settings = QStringLiteral("org.freedesktop.portal.Settings");

} // namespace

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
    /// Of the test's own: what the user chose, beside something else.
    void Choose(uint wanted) {
        contrast = wanted;
        tell(QStringLiteral("color-scheme"), 1 - wanted);
        tell(QStringLiteral("contrast"), wanted);
    }

private:
    static void tell(const QString& key, uint value) {
        QDBusMessage changed = QDBusMessage::createSignal(path, settings, QStringLiteral("SettingChanged"));
        changed << QStringLiteral("org.freedesktop.appearance") << key << QVariant::fromValue(QDBusVariant(value));
        QDBusConnection::sessionBus().send(changed);
    }
};

/// The portal's program, until it is killed.
int runPortal() {
    Portal portal;
    portal.contrast = 1;
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.registerObject(path, &portal, QDBusConnection::ExportAllSlots) || !bus.registerService(service))
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
        for (const uint wanted : {0U, 1U}) {
            QDBusMessage choose = QDBusMessage::createMethodCall(service, path, settings, QStringLiteral("Choose"));
            choose << wanted;
            QVERIFY(QDBusConnection::sessionBus().send(choose));
            QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 20000);
            QCOMPARE(changed.takeFirst().first().toBool(), wanted == 1);
        }
        desktop.kill();
        desktop.waitForFinished();
    }
};

} // namespace confab::desktop

int main(int argc, char** argv) {
    QGuiApplication program(argc, argv);
    if (argc > 1 && std::string_view(argv[1]) == "--portal")
        return confab::desktop::runPortal();
    confab::desktop::SystemContrastTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_systemcontrast.moc"
