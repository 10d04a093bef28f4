// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/watchdog.h"

#include "common/core/counter.h"

#include <QAbstractEventDispatcher>
#include <QLoggingCategory>
#include <QObject>

#include <algorithm>
#include <ctime>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.watchdog")

QString nameOf(const char* work) {
    return work ? QString::fromLatin1(work) : QStringLiteral("something without a name");
}

/// Of all threads of this process.
std::chrono::milliseconds cpuTime() {
    return std::chrono::milliseconds(qint64(double(std::clock()) / (double(CLOCKS_PER_SEC) / 1000)));
}

QString seconds(std::chrono::milliseconds time) {
    return QStringLiteral("%1 s").arg(double(time.count()) / 1000, 0, 'f', 1);
}

} // namespace

/// One thread, and what the last look at it found.
struct Watchdog::Watched {
    Watched(WatchedThread watched, Milliseconds time) : thread(std::move(watched)), most(time) {}

    const WatchedThread thread;
    const Milliseconds most;
    // Shared with calls that may run after the watchdog is destroyed.
    const std::shared_ptr<std::atomic<quint64>> answered = std::make_shared<std::atomic<quint64>>(0);
    quint64 asked = 0;                       // calls that were posted to its event loop
    quint64 lastTurn = 0;                    // of a thread that takes jobs
    Milliseconds held{0};                    // how long the present turn has been seen
    std::atomic<qint64> stalledMs = 0;       // the same, once it is too long; else 0
    std::atomic<const char*> work = nullptr; // what held it when that was noticed
    Counter stalls;

    bool turned();
    bool isAtRest() const;
};

/// Since the last look. Asks the event loop once more.
bool Watchdog::Watched::turned() {
    if (!thread.loop) {
        const quint64 before = std::exchange(lastTurn, thread.work->turns());
        return lastTurn % 2 == 0 || lastTurn != before;
    }
    if (answered->load() != asked)
        return false;
    const auto answer = [answered = answered, number = ++asked] { answered->store(number); };
    QMetaObject::invokeMethod(thread.loop, answer, Qt::QueuedConnection);
    return true;
}

/// Shared with event loops, whose call may run while the watchdog is destroyed.
struct Watchdog::Rest {
    std::atomic<bool> isOn = false;
    BlockingQueue<int> stirred{1}; // filled by the first event loop that wakes during a rest, closed by stop()
};

/// Nothing is asked of it or done by it, as far as is seen from here.
bool Watchdog::Watched::isAtRest() const {
    return stalledMs == 0 && (thread.loop ? answered->load() == asked : thread.work->turns() % 2 == 0);
}

Watchdog::Watchdog(std::function<void(bool allTurn)> changed)
    : m_changed(std::move(changed)), m_rest(std::make_shared<Rest>()) {}

Watchdog::~Watchdog() {
    stop();
}

void Watchdog::watch(WatchedThread thread, Milliseconds most) {
    m_watched.push_back(std::make_unique<Watched>(std::move(thread), most));
}

void Watchdog::watchAll(std::vector<WatchedThread> threads, Milliseconds most) {
    for (WatchedThread& thread : threads)
        watch(std::move(thread), most);
}

/// An event loop that wakes ends the rest.
void Watchdog::listenTo(const WatchedThread& thread) {
    QAbstractEventDispatcher* dispatcher =
        thread.loop ? QAbstractEventDispatcher::instance(thread.loop->thread()) : nullptr;
    if (!dispatcher)
        return;
    const auto stir = [rest = m_rest] {
        if (rest->isOn.load(std::memory_order_relaxed) && rest->isOn.exchange(false))
            rest->stirred.tryPush(0);
    };
    m_listening.push_back(
        QObject::connect(dispatcher, &QAbstractEventDispatcher::awake, dispatcher, stir, Qt::DirectConnection));
}

void Watchdog::start() {
    for (const std::unique_ptr<Watched>& watched : m_watched)
        listenTo(watched->thread);
    m_thread.reset(QThread::create([this] { run(); }));
    m_thread->setObjectName(QStringLiteral("watchdog"));
    m_thread->start();
}

void Watchdog::run() {
    int quiet = 0;
    for (quint64 looks = 1; !m_rest->stirred.waitFor(lookEvery); ++looks) {
        quiet = isQuiet() ? quiet + 1 : 0;
        const bool rests = quiet >= quietLooks;
        if (m_upkeep && (rests || quiet == 1 || looks % upkeepEvery == 0))
            m_upkeep();
        if (!rests) {
            look();
        } else if (rest()) {
            quiet = 0;
        } else {
            return;
        }
    }
}

/// Since the last look.
bool Watchdog::isQuiet() {
    const Milliseconds before = std::exchange(m_cpuTime, cpuTime());
    return m_cpuTime - before <= quietTime &&
           std::ranges::all_of(m_watched, [](const auto& watched) { return watched->isAtRest(); });
}

bool Watchdog::isResting() const {
    return m_rest->isOn;
}

/// Nobody is asked, so nobody wakes for it. False when the watchdog is to stop.
bool Watchdog::rest() {
    m_rest->isOn = true;
    return !m_rest->stirred.take(1).empty();
}

void Watchdog::stop() {
    for (const QMetaObject::Connection& connection : m_listening)
        QObject::disconnect(connection);
    m_listening.clear();
    m_rest->stirred.close();
    if (m_thread)
        m_thread->wait();
    m_thread.reset();
}

void Watchdog::look() {
    bool allTurn = true;
    for (const std::unique_ptr<Watched>& watched : m_watched) {
        note(*watched);
        allTurn = allTurn && watched->stalledMs == 0;
    }
    if (std::exchange(m_allTurn, allTurn) != allTurn)
        m_changed(allTurn);
}

void Watchdog::note(Watched& watched) {
    const QString name = QString::fromStdString(watched.thread.name);
    if (watched.turned()) {
        if (watched.stalledMs.exchange(0) > 0)
            qCInfo(lc).noquote() << "Thread" << name << "turns again, after" << seconds(watched.held);
        watched.held = Milliseconds(0);
        return;
    }
    watched.held += lookEvery;
    if (watched.held < watched.most)
        return;
    if (watched.stalledMs == 0) {
        watched.work = watched.thread.work ? watched.thread.work->name() : nullptr;
        watched.stalls.add();
        qCWarning(lc).noquote() << "Thread" << name << "has not turned for" << seconds(watched.held)
                                << "and others wait for it. It works on" << nameOf(watched.work);
    }
    watched.stalledMs = watched.held.count();
}

QString Watchdog::words() const {
    QStringList all;
    for (const std::unique_ptr<Watched>& watched : m_watched) {
        if (const qint64 ms = watched->stalledMs)
            all.append(QStringLiteral("%1 has been busy with %2 for %3")
                           .arg(QString::fromStdString(watched->thread.name), nameOf(watched->work),
                                seconds(Milliseconds(ms))));
    }
    return all.join(QStringLiteral("; "));
}

std::vector<Watchdog::Figures> Watchdog::figures() const {
    std::vector<Figures> all;
    for (const std::unique_ptr<Watched>& watched : m_watched)
        all.push_back({watched->thread.name, watched->stalls.value(), double(watched->stalledMs) / 1000});
    return all;
}

} // namespace confab
