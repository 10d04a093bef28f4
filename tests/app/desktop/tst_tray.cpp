// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/tray.h"

#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QSignalSpy>
#include <QTest>

namespace confab::desktop {

/// A tray of a desktop: keeps who enrolls, and has a host or none.
class Watcher : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.StatusNotifierWatcher")
    Q_PROPERTY(bool IsStatusNotifierHostRegistered MEMBER hasHost)
public:
    bool hasHost = true;
    QStringList items;
public Q_SLOTS:
    void RegisterStatusNotifierItem(const QString& service) { items << service; }
Q_SIGNALS:
    Q_SCRIPTABLE void StatusNotifierHostRegistered();
    Q_SCRIPTABLE void StatusNotifierHostUnregistered();
};

/// The icon in the tray, on a session bus of the test's own (dbus-run-session) or without one.
class TrayTest : public QObject {
    Q_OBJECT
private:
    static constexpr int patience = 10000;
    Q_SLOT void taskbarUpdated(const QString& program, const QVariantMap& values) {
        m_counts << QStringLiteral("%1 %2 %3")
                        .arg(program, values.value(QStringLiteral("count")).toString(),
                             values.value(QStringLiteral("count-visible")).toString());
    }

    const QString service = QStringLiteral("org.kde.StatusNotifierWatcher");
    QDBusConnection m_desktop{QString()}; // the tray's end

    QStringList m_counts; // of the taskbar

    static bool hasBus() { return QDBusConnection::sessionBus().isConnected(); }

    struct Desktop {
        explicit Desktop(TrayTest& test) : bus(test.m_desktop), name(test.service) {
            bus.registerObject(QStringLiteral("/StatusNotifierWatcher"), &watcher,
                               QDBusConnection::ExportAllSlots | QDBusConnection::ExportScriptableSignals |
                                   QDBusConnection::ExportAllProperties);
            bus.registerService(name);
        }
        ~Desktop() {
            bus.unregisterService(name);
            bus.unregisterObject(QStringLiteral("/StatusNotifierWatcher"));
        }
        QDBusConnection bus;
        QString name;
        Watcher watcher;
    };

    /// What the app answers to its tray.
    QVariantList ask(const QString& path, const QString& interface, const QString& method,
                     const QVariantList& arguments) {
        QDBusMessage call =
            QDBusMessage::createMethodCall(QDBusConnection::sessionBus().baseService(), path, interface, method);
        call.setArguments(arguments);
        const QDBusPendingCall pending = m_desktop.asyncCall(call);
        if (!QTest::qWaitFor([&] { return pending.isFinished(); }, patience) || pending.isError())
            qWarning("%ls: %ls", qUtf16Printable(method), qUtf16Printable(pending.error().message()));
        return pending.reply().arguments();
    }
    QVariant property(const QString& path, const QString& interface, const QString& name) {
        const QVariantList answer =
            ask(path, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"), {interface, name});
        return answer.isEmpty() ? QVariant() : answer.first().value<QDBusVariant>().variant();
    }
    QVariant ofItem(const QString& name) {
        return property(QStringLiteral("/StatusNotifierItem"), QStringLiteral("org.kde.StatusNotifierItem"), name);
    }
    QVariantList menu(const QString& method, const QVariantList& arguments) {
        return ask(QStringLiteral("/MenuBar"), QStringLiteral("com.canonical.dbusmenu"), method, arguments);
    }
    void click(int item) {
        menu(QStringLiteral("Event"),
             {item, QStringLiteral("clicked"), QVariant::fromValue(QDBusVariant(0)), QVariant::fromValue(uint(0))});
    }

private Q_SLOTS:
    void initTestCase() {
        if (!hasBus())
            return;
        m_desktop = QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("desktop"));
        QVERIFY(m_desktop.isConnected());
    }

    void withoutABusThereIsNone() {
        if (hasBus())
            QSKIP("needs a system without a bus");
        Tray tray;
        tray.tell({3, true});
        tray.setPaused(true);
        QVERIFY(!tray.isShown());
    }

    void aTrayMayComeAndGo() {
        if (!hasBus())
            QSKIP("needs a session bus");
        Tray tray;
        QVERIFY(!tray.isShown());
        QSignalSpy changed(&tray, &Tray::shownChanged);
        {
            Desktop desktop(*this);
            QTRY_VERIFY_WITH_TIMEOUT(tray.isShown(), patience);
            QCOMPARE(desktop.watcher.items, QStringList(QDBusConnection::sessionBus().baseService()));
        }
        QTRY_VERIFY_WITH_TIMEOUT(!tray.isShown(), patience);
        QCOMPARE(changed.size(), 2);
        Desktop desktop(*this); // as when it crashed
        QTRY_VERIFY_WITH_TIMEOUT(tray.isShown(), patience);
    }

    void aTrayThatNobodySeesIsNone() {
        if (!hasBus())
            QSKIP("needs a session bus");
        Desktop desktop(*this);
        desktop.watcher.hasHost = false;
        Tray tray;
        QTRY_COMPARE_WITH_TIMEOUT(desktop.watcher.items.size(), 1, patience);
        desktop.watcher.hasHost = true;
        Q_EMIT desktop.watcher.StatusNotifierHostRegistered();
        QTRY_VERIFY_WITH_TIMEOUT(tray.isShown(), patience);
        desktop.watcher.hasHost = false;
        Q_EMIT desktop.watcher.StatusNotifierHostUnregistered();
        QTRY_VERIFY_WITH_TIMEOUT(!tray.isShown(), patience);
    }

    void theIconTellsWhatIsUnread() {
        if (!hasBus())
            QSKIP("needs a session bus");
        Desktop desktop(*this);
        Tray tray;
        QTRY_VERIFY_WITH_TIMEOUT(tray.isShown(), patience);
        QCOMPARE(ofItem(QStringLiteral("Id")).toString(), QStringLiteral("confab"));
        QCOMPARE(ofItem(QStringLiteral("Menu")).value<QDBusObjectPath>().path(), QStringLiteral("/MenuBar"));
        const auto icon = [this] { return qdbus_cast<TrayPixmaps>(ofItem(QStringLiteral("IconPixmap"))); };
        const TrayPixmaps still = icon();
        QCOMPARE(still.size(), 3);
        QCOMPARE(still.first().bytes.size(), qsizetype(still.first().width) * still.first().height * 4);
        QVERIFY(still.first().bytes.count('\0') < still.first().bytes.size()); // something is drawn
        tray.tell({3, true});
        const TrayPixmaps three = icon();
        tray.tell({0, true});
        const TrayPixmaps dot = icon();
        QVERIFY(still != three && three != dot && still != dot);
        tray.tell({12, true});
        QVERIFY(qdbus_cast<TrayTip>(ofItem(QStringLiteral("ToolTip"))).text.contains(QStringLiteral("12")));
        tray.tell({});
        QVERIFY(icon() == still);
    }

    void theTaskbarHasTheNumber() {
        if (!hasBus())
            QSKIP("needs a session bus");
        QVERIFY(m_desktop.connect({}, {}, QStringLiteral("com.canonical.Unity.LauncherEntry"), QStringLiteral("Update"),
                                  this, SLOT(taskbarUpdated(QString, QVariantMap))));
        Tray tray;
        tray.tell({3, true});
        tray.tell({3, false}); // the same number
        tray.tell({0, true});
        QTRY_COMPARE_WITH_TIMEOUT(m_counts.size(), 2, patience);
        QCOMPARE(m_counts, QStringList({QStringLiteral("application://confab.desktop 3 true"),
                                        QStringLiteral("application://confab.desktop 0 false")}));
    }

    void aPressOpensTheWindow() {
        if (!hasBus())
            QSKIP("needs a session bus");
        Desktop desktop(*this);
        Tray tray;
        QSignalSpy open(&tray, &Tray::openWanted);
        const QString path = QStringLiteral("/StatusNotifierItem"),
                      interface = QStringLiteral("org.kde.StatusNotifierItem");
        ask(path, interface, QStringLiteral("ProvideXdgActivationToken"), {QStringLiteral("token")});
        ask(path, interface, QStringLiteral("Activate"), {1, 1});
        ask(path, interface, QStringLiteral("Activate"), {1, 1});
        QCOMPARE(open.size(), 2);
        QCOMPARE(open[0][0].toString(), QStringLiteral("token"));
        QCOMPARE(open[1][0].toString(), QString()); // it was for one press
    }

    void theMenuWorks() {
        if (!hasBus())
            QSKIP("needs a session bus");
        Desktop desktop(*this);
        Tray tray;
        const auto layout = [this] {
            return qdbus_cast<MenuLayout>(menu(QStringLiteral("GetLayout"), {0, -1, QStringList()}).value(1));
        };
        const auto item = [](const MenuLayout& shown, int place) {
            return qdbus_cast<MenuLayout>(shown.children.value(place).variant());
        };
        const MenuLayout shown = layout();
        QCOMPARE(shown.children.size(), 4);
        QCOMPARE(item(shown, 0).properties.value(QStringLiteral("label")).toString(), QStringLiteral("Open Confab"));
        QCOMPARE(item(shown, 1).properties.value(QStringLiteral("toggle-state")).toInt(), 0);
        tray.setPaused(true);
        QCOMPARE(item(layout(), 1).properties.value(QStringLiteral("toggle-state")).toInt(), 1);
        QCOMPARE(
            menu(QStringLiteral("GetGroupProperties"), {QVariant::fromValue(QList<int>{1, 4}), QStringList()}).size(),
            1);
        QSignalSpy open(&tray, &Tray::openWanted);
        QSignalSpy pause(&tray, &Tray::pauseWanted);
        QSignalSpy quit(&tray, &Tray::quitWanted);
        click(item(shown, 0).id);
        click(item(shown, 1).id);
        click(item(shown, 3).id);
        click(99);
        QCOMPARE(open.size(), 1);
        QCOMPARE(pause.size(), 1);
        QCOMPARE(quit.size(), 1);
    }
};

} // namespace confab::desktop

QTEST_MAIN(confab::desktop::TrayTest)
#include "tst_tray.moc"
