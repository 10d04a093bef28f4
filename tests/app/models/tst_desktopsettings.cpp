// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/models/desktopsettings.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace confab::models {

/// The file of the autostart, and what is kept of the window.
class DesktopSettingsTest : public QObject {
    Q_OBJECT
private:
    struct Home {
        QTemporaryDir folder;
        QSettings settings{folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
        QString file = folder.filePath(QStringLiteral("autostart/confab.desktop"));
        DesktopSettings desktop{settings};

        QByteArray content() const {
            QFile found(file);
            return found.open(QIODevice::ReadOnly) ? found.readAll() : QByteArray();
        }
        void put(const QByteArray& content) const {
            QFile changed(file);
            QVERIFY(changed.open(QIODevice::WriteOnly));
            changed.write(content);
        }
        void provide(const QStringList& command = {QStringLiteral("/usr/bin/confab")}) {
            desktop.provide(Autostart(file, command));
        }
    };

private Q_SLOTS:
    void withoutAnAutostartNothingIsWritten() {
        Home home;
        QVERIFY(!home.desktop.canAutostart());
        home.desktop.setAutostart(true);
        QVERIFY(!home.desktop.isAutostart());
        QVERIFY(!QFile::exists(home.file));
    }

    void theFileIsTheSetting() {
        Home home;
        home.provide();
        QVERIFY(home.desktop.canAutostart() && !home.desktop.isAutostart() && home.desktop.startsMinimized());
        home.desktop.setAutostart(true);
        QVERIFY(home.desktop.isAutostart());
        QVERIFY2(home.content().contains("\nExec=\"/usr/bin/confab\" \"--minimized\"\n"), home.content().constData());
        QVERIFY(home.content().startsWith("[Desktop Entry]\nType=Application\n"));
        home.desktop.setStartsMinimized(false);
        QVERIFY(home.content().contains("\nExec=\"/usr/bin/confab\"\n"));
        DesktopSettings again(home.settings); // the next run
        again.provide(Autostart(home.file, {QStringLiteral("/usr/bin/confab")}));
        QVERIFY(again.isAutostart() && !again.startsMinimized());
        home.desktop.setAutostart(false);
        QVERIFY(!QFile::exists(home.file));
        QVERIFY(!again.isAutostart());
    }

    /// The settings of GNOME and KDE do not remove it.
    void disabledElsewhereIsOff_data() {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("the specification") << QByteArray("Hidden=true");
        QTest::newRow("GNOME") << QByteArray("X-GNOME-Autostart-enabled = false");
    }
    void disabledElsewhereIsOff() {
        QFETCH(QByteArray, line);
        Home home;
        home.provide();
        home.desktop.setAutostart(true);
        home.put(home.content() + line + '\n');
        QVERIFY(!home.desktop.isAutostart());
        home.desktop.setAutostart(true);
        QVERIFY(home.desktop.isAutostart());
    }

    void pathsAreQuoted() {
        Home home;
        home.provide(
            {QStringLiteral("/home/ana/my \"apps\"/100% $conf\\ab"), QStringLiteral("--profile"), QStringLiteral("x")});
        home.desktop.setStartsMinimized(false);
        home.desktop.setAutostart(true);
        // Quoted as an argument, and then each backslash twice as a string of the file.
        const QByteArray line = R"(Exec="/home/ana/my \\"apps\\"/100%% \\$conf\\\\ab" "--profile" "x")";
        QVERIFY2(home.content().contains(line), home.content().constData());
    }

    void whatCantBeWrittenIsSaid() {
        Home home;
        home.provide();
        QVERIFY(QFile(home.folder.filePath(QStringLiteral("autostart"))).open(QIODevice::WriteOnly)); // no folder
        home.desktop.setAutostart(true);
        QVERIFY(!home.desktop.isAutostart());
        QVERIFY(home.desktop.trouble().contains(QStringLiteral("confab.desktop")));
        home.desktop.setAutostart(false);
        QVERIFY(home.desktop.trouble().isEmpty());
    }

    void theWindowsPlaceIsKept() {
        Home home;
        QVERIFY(!home.desktop.place() && !home.desktop.wasMaximized());
        home.desktop.rememberPlace({-40, 25});
        home.desktop.rememberMaximized(true);
        home.desktop.setClosesToTray(true);
        home.settings.sync();
        QSettings read(home.settings.fileName(), QSettings::IniFormat);
        const DesktopSettings again(read);
        QCOMPARE(again.place().value_or(QPoint()), QPoint(-40, 25));
        QVERIFY(again.wasMaximized() && again.closesToTray());
        QVERIFY(!again.closingHides()); // there is no tray
        home.desktop.setHasTray(true);
        QVERIFY(home.desktop.closingHides());
        home.desktop.setClosesToTray(false);
        QVERIFY(!home.desktop.closingHides());
    }
};

} // namespace confab::models

QTEST_GUILESS_MAIN(confab::models::DesktopSettingsTest)
#include "tst_desktopsettings.moc"
