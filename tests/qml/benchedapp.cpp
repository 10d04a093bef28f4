// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/qml/benchedapp.h"

#include "app/client/client.h"
#include "app/client/openroom.h"
#include "app/client/rooms.h"
#include "app/client/storefeed.h"
#include "app/desktop/window.h"
#include "app/models/workspace.h"
#include "app/store/localstore.h"
#include "tests/qml/benchrooms.h"
#include "tests/support/filesecretstore.h"

#include <QDir>
#include <QFile>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSettings>
#include <QTest>

#include <cstdio>
#include <ctime>

namespace confab::test {

namespace {

constexpr int patience = 120'000; // ms

client::Client::Config configOf(const QString& folder) {
    client::Client::Config config;
    config.dataFolder = folder;
    return config;
}

/// The proportional set size of this process, in KiB; 0: unknown.
qint64 pssOfThis() {
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = file.readAll().split('\n');
    for (const QByteArray& line : lines) {
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').first().toLongLong();
    }
    return 0;
}

void print(const char* word, qint64 number) {
    std::printf("%s %lld\n", word, static_cast<long long>(number));
    std::fflush(stdout);
}

/// The first visible item below this one that fits.
template <class Fits>
QQuickItem* findItem(QQuickItem* item, const Fits& fits) {
    if (!item->isVisible())
        return nullptr;
    if (fits(*item))
        return item;
    const QList<QQuickItem*> children = item->childItems();
    for (QQuickItem* child : children) {
        if (QQuickItem* found = findItem(child, fits))
            return found;
    }
    return nullptr;
}

/// The app with its window in a process of its own, on a folder that the parent gives, as a bench wants it. It prints
/// lines: a word, and numbers.
/// Thread: the program's. Owned by: main().
class BenchedApp {
public:
    explicit BenchedApp(const BenchOptions& options);

    /// Signs in, opens the first room, so that the next start has something to show; prints "signed-in".
    int signIn();
    /// Signs in, and goes from room to room. Prints "pss N KiB" after each hundred of changes, then "idle" with its
    /// window minimised, and stays.
    int wander();
    /// Fills the store of the last account, `messages` in each of its rooms. Prints "filled N".
    int fill();
    /// Shows what is stored. Prints "painted MS" when the newest message is on the screen, and "scrolled MS" when it
    /// has gone up by a page.
    int show();

private:
    bool goOnline();
    bool open(RoomId room);
    void scrollUp();
    bool isPainted(const QString& body) const;
    QQuickItem* list() const;

    const BenchOptions m_options;
    QSettings m_settings;
    FileSecretStore m_secrets;
    client::Client m_client;
    models::Workspace m_workspace;
    std::unique_ptr<desktop::MainWindow> m_main;
    QQuickWindow* m_window = nullptr;
};

} // namespace

qint64 nowMs() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000;
}

/// In the order of desktop::Application.
BenchedApp::BenchedApp(const BenchOptions& options)
    : m_options(options),
      m_settings(QDir(options.folder).filePath(QStringLiteral("settings.ini")), QSettings::IniFormat),
      m_secrets(options.folder), m_client(configOf(options.folder), m_secrets),
      m_workspace(m_client, m_secrets, m_settings) {}

bool BenchedApp::goOnline() {
    m_main = std::make_unique<desktop::MainWindow>(m_workspace);
    m_window = qobject_cast<QQuickWindow*>(m_main->engine().rootObjects().value(0));
    m_workspace.signIn()->signIn(m_options.url, QStringLiteral("ana@example.org"), QStringLiteral("right"));
    return m_window && QTest::qWaitFor([this] { return m_workspace.rooms()->rowCount() > 0; }, patience);
}

QQuickItem* BenchedApp::list() const {
    return findItem(m_window->contentItem(), [](const QQuickItem& item) { return item.property("placed").isValid(); });
}

/// Until it is shown.
bool BenchedApp::open(RoomId room) {
    m_workspace.room()->open(double(room.value));
    const auto isThere = [this, room] {
        const client::OpenRoom* open = m_client.openRooms().find(room);
        return open && open->isLive() && open->isOpened() && list() && list()->property("placed").toBool();
    };
    if (!QTest::qWaitFor(isThere, patience))
        return false;
    m_window->grabWindow();
    return true;
}

int BenchedApp::signIn() {
    if (!goOnline() || !open(m_client.rooms().at(0).id))
        return 1;
    QTest::qWait(1500); // what is stored a moment later
    m_client.store().settle();
    print("signed-in", m_client.rooms().count());
    return 0;
}

/// Two thousand pixels, by the wheel's steps.
void BenchedApp::scrollUp() {
    for (int step = 0; step < 40 && list(); ++step) {
        QMetaObject::invokeMethod(list(), "scrollBy", Q_ARG(double, -400.0));
        m_window->grabWindow();
        QCoreApplication::processEvents();
    }
}

int BenchedApp::wander() {
    if (!goOnline())
        return 1;
    const int rooms = m_client.rooms().count();
    QList<RoomId> ids;
    for (int row = 0; row < rooms; ++row)
        ids.append(m_client.rooms().at(row).id);
    for (int at = 1; at <= m_options.switches; ++at) {
        if (!open(ids[at * 7 % rooms]))
            return 1;
        if (at % 25 == 0)
            scrollUp(); // twenty in five hundred
        if (at % 100 == 0)
            print("pss", pssOfThis());
    }
    m_window->showMinimized();
    QTest::qWait(3000); // what follows the last change
    print("idle", pssOfThis());
    return QCoreApplication::exec();
}

// ---- the cold start ------------------------------------------------------------------------------------------------

int BenchedApp::fill() {
    m_workspace.signIn()->restore();
    if (!QTest::qWaitFor([this] { return m_client.rooms().count() > 0; }, patience))
        return 1;
    QList<RoomId> ids;
    for (int row = 0; row < m_client.rooms().count(); ++row)
        ids.append(m_client.rooms().at(row).id);
    const UserId me = m_client.session().user().id;
    const QString key = m_client.session().account().key();
    store::LocalStore store(m_options.folder);
    store.open(key);
    const BenchRooms made(UserId{me.value + 1}, UserId{me.value + 2}, m_options.messages);
    constexpr Seq together = 5000;
    for (const RoomId room : std::as_const(ids)) {
        for (Seq from = 1; from <= m_options.messages; from += together) {
            store::Changes changes;
            changes.reader = me;
            if (from == 1)
                changes.log.append({store::LogBegun{room, 0, UtcTime::now()}});
            store::LogEvents events{room, {}};
            for (Seq seq = from; seq < from + together && seq <= m_options.messages; ++seq)
                events.events.append(made.event(room, seq));
            changes.log.append({std::move(events)});
            store.put(std::move(changes));
            store.wait();
        }
    }
    print("filled", qint64(m_options.messages * ids.size()));
    return 0;
}

bool BenchedApp::isPainted(const QString& body) const {
    const auto fits = [&](const QQuickItem& item) { return item.property("body").toString() == body; };
    return findItem(m_window->contentItem(), fits) != nullptr;
}

int BenchedApp::show() {
    m_main = std::make_unique<desktop::MainWindow>(m_workspace);
    m_window = qobject_cast<QQuickWindow*>(m_main->engine().rootObjects().value(0));
    if (!m_window)
        return 1;
    const QString last = BenchRooms::lastBody(m_options.messages);
    bool isShown = false, isScrolled = false;
    QObject::connect(m_window, &QQuickWindow::frameSwapped, m_window, [&] {
        if (!isShown && isPainted(last)) {
            isShown = true;
            print("painted", nowMs() - m_options.started);
            QMetaObject::invokeMethod(list(), "scrollBy", Q_ARG(double, -400.0));
            m_window->update();
        } else if (isShown && !isScrolled) {
            isScrolled = true;
            print("scrolled", nowMs() - m_options.started);
        }
    });
    m_workspace.signIn()->restore();
    return QTest::qWaitFor([&] { return isScrolled; }, patience) ? 0 : 1;
}

int runBenchedApp(const QString& mode, const BenchOptions& options) {
    desktop::prepareProgram();
    BenchedApp app(options);
    if (mode == QStringLiteral("wander"))
        return app.wander();
    if (mode == QStringLiteral("sign-in"))
        return app.signIn();
    return mode == QStringLiteral("fill") ? app.fill() : app.show();
}

} // namespace confab::test
