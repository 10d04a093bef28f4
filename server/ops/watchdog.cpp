// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/ops/watchdog.h"

#include "common/core/counter.h"

#include <QLoggingCategory>
#include <QObject>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.watchdog")

QString nameOf(const char* work) {
    return work ? QString::fromLatin1(work) : QStringLiteral("something without a name");
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

Watchdog::Watchdog(std::function<void(bool allTurn)> changed) : m_changed(std::move(changed)) {}

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

void Watchdog::start() {
    m_thread.reset(QThread::create([this] {
        while (!m_stopping.waitFor(lookEvery))
            look();
    }));
    m_thread->setObjectName(QStringLiteral("watchdog"));
    m_thread->start();
}

void Watchdog::stop() {
    m_stopping.close();
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
