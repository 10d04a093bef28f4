// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/transport/io/epolldispatcher.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <limits>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace confab {

namespace {

qint64 nowUs() {
    using namespace std::chrono;
    return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

/// For a wait without end: longer than any process lives.
constexpr qint64 noEnd = std::numeric_limits<qint64>::max() / 2;

/// How long sockets are handled before other threads' posted events run again, so that heavy input does not delay
/// output. A few times an ordinary turn.
constexpr qint64 longestTurnUs = 4000;

constexpr uint32_t kReadable = EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR;
constexpr uint32_t kWritable = EPOLLOUT | EPOLLHUP | EPOLLERR;
constexpr std::array<uint32_t, 3> kWakes = {kReadable, kWritable, EPOLLPRI}; // by QSocketNotifier::Type

} // namespace

EpollDispatcher::EpollDispatcher(PollPacer pacer)
    : m_epoll(epoll_create1(EPOLL_CLOEXEC)), m_wakeFd(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), m_pacer(pacer) {
    if (!isValid())
        return;
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = uint64_t(uint32_t(m_wakeFd));
    epoll_ctl(m_epoll, EPOLL_CTL_ADD, m_wakeFd, &event);
}

EpollDispatcher::~EpollDispatcher() {
    if (m_wakeFd >= 0)
        ::close(m_wakeFd);
    if (m_epoll >= 0)
        ::close(m_epoll);
}

bool EpollDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags) {
    m_interrupted = false;
    m_wakeAsked = false; // whatever is posted from here on asks again
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();
    if (m_wakeAsked.exchange(false)) // what was posted meanwhile, such as the end of this turn, without a wait between
        QCoreApplication::sendPostedEvents();

    const bool withTimers = !flags.testFlag(QEventLoop::X11ExcludeTimers);
    const bool withSockets = !flags.testFlag(QEventLoop::ExcludeSocketNotifiers);
    bool canWait = flags.testFlag(QEventLoop::WaitForMoreEvents) && !m_wakeAsked && !m_interrupted;
    if (canWait) {
        Q_EMIT aboutToBlock();
        canWait = !m_wakeAsked;
    }
    if (m_interrupted)
        return false;

    wait(canWait, withSockets, withTimers);
    if (canWait) // who watches this thread learns of a handler before it runs
        Q_EMIT awake();
    int handled = withSockets ? dispatchReady() : 0;
    if (withTimers)
        handled += m_timers.fire(nowUs());
    return handled > 0;
}

void EpollDispatcher::wait(bool canWait, bool withSockets, bool withTimers) {
    if (withSockets && m_readyNext < m_readyCount)
        return; // first the sockets that the last turn had no time for
    const qint64 now = nowUs();
    qint64 end = canWait ? noEnd : now;
    if (canWait && withTimers)
        end = std::max(now, m_timers.next().value_or(noEnd));
    const qint64 look = withSockets ? m_pacer.next(now) : noEnd;
    if (look <= now)
        waitForSockets(end - now);
    else
        waitForWakeUp(std::min(end, look) - now);
}

void EpollDispatcher::waitForSockets(qint64 us) {
    applyChanges();
    m_readyNext = 0;
    m_readyCount = 0;
    const qint64 ms = (us + 999) / 1000; // rounded up: never early
    const int timeout = us >= noEnd / 2 ? -1 : int(std::min<qint64>(ms, std::numeric_limits<int>::max()));
    const qint64 before = nowUs();
    const int count = epoll_wait(m_epoll, m_ready.data(), int(m_ready.size()), timeout);
    const qint64 now = nowUs();
    m_slept += now - before;
    if (count >= 0)
        m_readyCount = count;
    else if (errno != EINTR)
        qFatal("epoll_wait failed: %s", std::strerror(errno));
    const bool moreWait = m_readyCount == int(m_ready.size());
    if (!moreWait && hasReadySocket())
        m_pacer.looked(now, std::exchange(m_slept, 0));
}

bool EpollDispatcher::hasReadySocket() const {
    return std::any_of(m_ready.begin(), m_ready.begin() + m_readyCount,
                       [this](const epoll_event& event) { return int(uint32_t(event.data.u64)) != m_wakeFd; });
}

void EpollDispatcher::waitForWakeUp(qint64 us) {
    pollfd wake{m_wakeFd, POLLIN, 0};
    const timespec timeout{us / 1'000'000, long(us % 1'000'000) * 1000};
    const qint64 before = nowUs();
    if (::ppoll(&wake, 1, us >= noEnd / 2 ? nullptr : &timeout, nullptr) > 0)
        drainWakeUps();
    m_slept += nowUs() - before;
}

void EpollDispatcher::drainWakeUps() {
    uint64_t count = 0;
    while (::read(m_wakeFd, &count, sizeof count) < 0 && errno == EINTR) {
    }
}

int EpollDispatcher::dispatchReady() {
    int handled = 0;
    const qint64 end = nowUs() + longestTurnUs;
    while (m_readyNext < m_readyCount && nowUs() < end) {
        const epoll_event event = m_ready[size_t(m_readyNext++)];
        handled += dispatch(event);
    }
    return handled;
}

int EpollDispatcher::dispatch(const epoll_event& event) {
    const int descriptor = int(uint32_t(event.data.u64));
    const auto generation = uint32_t(event.data.u64 >> 32);
    if (descriptor == m_wakeFd) {
        drainWakeUps();
        return 1;
    }
    int handled = 0;
    for (size_t type = 0; type < kWakes.size(); ++type) {
        // Looked up anew for each: a handler may close this descriptor, and its number may be in use again.
        const Watched& watched = m_watched[size_t(descriptor)];
        if (watched.generation != generation)
            break;
        if (!(event.events & kWakes[type]) || !watched.notifiers[type])
            continue;
        QEvent activation(QEvent::SockAct);
        QCoreApplication::sendEvent(watched.notifiers[type], &activation);
        ++handled;
    }
    return handled;
}

EpollDispatcher::Watched& EpollDispatcher::watchedFor(int descriptor) {
    if (size_t(descriptor) >= m_watched.size())
        m_watched.resize(size_t(descriptor) + 1);
    return m_watched[size_t(descriptor)];
}

void EpollDispatcher::registerSocketNotifier(QSocketNotifier* notifier) {
    Q_ASSERT(notifier->thread() == thread() && thread() == QThread::currentThread());
    const int descriptor = int(notifier->socket());
    if (descriptor < 0)
        return;
    Watched& watched = watchedFor(descriptor);
    QSocketNotifier*& slot = watched.notifiers[size_t(notifier->type())];
    if (slot && slot != notifier)
        qWarning("EpollDispatcher: descriptor %d has two notifiers of one type", descriptor);
    slot = notifier;
    noteChange(descriptor, watched);
}

void EpollDispatcher::unregisterSocketNotifier(QSocketNotifier* notifier) {
    const int descriptor = int(notifier->socket());
    if (descriptor < 0 || size_t(descriptor) >= m_watched.size())
        return;
    Watched& watched = m_watched[size_t(descriptor)];
    QSocketNotifier*& slot = watched.notifiers[size_t(notifier->type())];
    if (slot != notifier)
        return;
    slot = nullptr;
    if (interestOf(watched) == 0) {
        watched.maybeClosed = true;
        ++watched.generation;
    }
    noteChange(descriptor, watched);
}

uint32_t EpollDispatcher::interestOf(const Watched& watched) {
    return (watched.notifiers[QSocketNotifier::Read] ? uint32_t(EPOLLIN | EPOLLRDHUP) : 0u) |
           (watched.notifiers[QSocketNotifier::Write] ? uint32_t(EPOLLOUT) : 0u) |
           (watched.notifiers[QSocketNotifier::Exception] ? uint32_t(EPOLLPRI) : 0u);
}

void EpollDispatcher::noteChange(int descriptor, Watched& watched) {
    if (watched.changed)
        return;
    watched.changed = true;
    m_changed.push_back(descriptor);
}

void EpollDispatcher::applyChanges() {
    for (const int descriptor : m_changed)
        applyChange(descriptor, m_watched[size_t(descriptor)]);
    m_changed.clear();
}

void EpollDispatcher::applyChange(int descriptor, Watched& watched) {
    const uint32_t interest = interestOf(watched);
    const bool known = watched.applied != 0;
    if (interest != watched.applied || watched.maybeClosed) {
        if (interest != 0)
            tell(known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, descriptor, interest, watched);
        else if (known)
            tell(EPOLL_CTL_DEL, descriptor, 0, watched);
    }
    watched.applied = interest;
    watched.maybeClosed = false;
    watched.changed = false;
}

void EpollDispatcher::tell(int operation, int descriptor, uint32_t interest, const Watched& watched) {
    epoll_event event{};
    event.events = interest;
    event.data.u64 = uint64_t(watched.generation) << 32 | uint32_t(descriptor);
    int result = epoll_ctl(m_epoll, operation, descriptor, &event);
    // The kernel forgot the descriptor by itself if it was closed, and its number may have a new owner by now.
    if (result < 0 && operation == EPOLL_CTL_MOD && errno == ENOENT)
        result = epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event);
    if (result < 0 && operation != EPOLL_CTL_DEL)
        qWarning("EpollDispatcher: can't watch descriptor %d: %s", descriptor, std::strerror(errno));
}

void EpollDispatcher::registerTimer(int timerId, qint64 interval, Qt::TimerType timerType, QObject* object) {
    m_timers.add(timerId, interval, timerType, object, nowUs());
}

bool EpollDispatcher::unregisterTimer(int timerId) {
    return m_timers.remove(timerId);
}

bool EpollDispatcher::unregisterTimers(QObject* object) {
    return m_timers.removeAll(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EpollDispatcher::registeredTimers(QObject* object) const {
    return m_timers.timersOf(object);
}

int EpollDispatcher::remainingTime(int timerId) {
    return m_timers.remainingMs(timerId, nowUs());
}

void EpollDispatcher::wakeUp() {
    if (m_wakeAsked.exchange(true))
        return;
    if (QThread::currentThread() == thread())
        return; // it is awake, and looks at m_wakeAsked before it sleeps
    const uint64_t one = 1;
    while (::write(m_wakeFd, &one, sizeof one) < 0 && errno == EINTR) {
    }
}

void EpollDispatcher::interrupt() {
    m_interrupted = true;
    wakeUp();
}

} // namespace confab
