// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "server/hooks/hookdispatcher.h"

#include "server/hooks/limits.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>

namespace confab {

namespace {

Q_LOGGING_CATEGORY(lc, "confab.hooks")

using std::chrono::milliseconds;

/// 5 s, 10 s, 20 s, … up to an hour; up to a quarter longer, so that what failed together does not come back together.
milliseconds pauseAfter(int failures) {
    const qint64 factor = qint64(1) << std::min(failures, 20);
    const milliseconds pause = std::min<milliseconds>(limits::hookPause * factor, limits::longestHookPause);
    return pause + milliseconds(QRandomGenerator::global()->bounded(int(pause.count() / 4)));
}

} // namespace

HookDispatcher::HookDispatcher(Parts parts) : m_parts(std::move(parts)), m_sender(m_parts.allowed) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
    connect(&m_parts.backplane, &Backplane::appended, this, &HookDispatcher::noteAppend);
    connect(&m_parts.backplane, &Backplane::hookMade, this, &HookDispatcher::noteHook);
    m_parts.storage.bots().onOutgoingHook([this] {
        noteHook();
        m_parts.backplane.publishHook();
    });
}

HookDispatcher::~HookDispatcher() {
    m_parts.storage.bots().onOutgoingHook({});
}

void HookDispatcher::start() {
    lookIn(milliseconds(0));
}

void HookDispatcher::noteAppend() {
    m_hasNews = true;
    if (m_hasAny)
        lookIn(limits::hookGather);
}

void HookDispatcher::noteHook() {
    m_hasAny = true;
    m_hasNewHook = true;
    noteAppend();
}

void HookDispatcher::lookIn(milliseconds time) {
    if (m_isLooking || (m_timer.isActive() && m_timer.remainingTimeAsDuration() <= time))
        return;
    m_timer.start(time);
}

QCoro::Task<> HookDispatcher::look() {
    const int room = limits::hooksAtOnce - m_inHand;
    if (room <= 0) // the end of a request looks again
        co_return;
    m_isLooking = true;
    m_hasNews = false;
    m_hasNewHook = false;
    Result<DueHooks> due = co_await m_parts.storage.bots().takeDue(limits::hookHold, room);
    m_isLooking = false;
    if (!due) {
        if (due.error().kind != ErrorKind::ServerDraining)
            lookIn(limits::hookSweep);
        co_return;
    }
    m_hasAny = due->hasAny || m_hasNewHook; // the look may have been too early to see it
    m_counters.waiting.set(due->waiting);
    m_counters.failing.set(due->failing);
    for (HookWork& work : due->work) {
        ++m_inHand;
        m_counters.inHand.set(m_inHand);
        deliver(std::move(work));
    }
    if (m_hasNews && m_hasAny)
        lookIn(limits::hookGather);
    else if (due->nextIn)
        lookIn(std::clamp(*due->nextIn, limits::hookGather, limits::hookHold));
    else if (m_parts.isShared)
        lookIn(limits::hookSweep);
}

void HookDispatcher::count(const HookOutcome& outcome) {
    const HookEnd end = outcome.isTaken      ? HookEnd::Taken
                        : outcome.isGone     ? HookEnd::Gone
                        : outcome.status > 0 ? HookEnd::Refused
                                             : HookEnd::Unreachable;
    m_counters.requests[size_t(end)].add(1);
}

void HookDispatcher::ended() {
    --m_inHand;
    m_counters.inHand.set(m_inHand);
    m_hasNews = true; // it may have more, which a look that is on its way does not see
    lookIn(milliseconds(0));
}

QCoro::Task<> HookDispatcher::deliver(HookWork work) {
    const Result<LogPage> page =
        co_await m_parts.storage.log().replay(work.room, work.delivered, limits::eventsPerDelivery);
    if (!page || page->events.isEmpty()) {
        const bool isGone = !page && page.error().kind == ErrorKind::RoomNotFound;
        const QString trouble = QStringLiteral("the log can't be read");
        co_await noteFailure(work, trouble, isGone);
        co_return;
    }
    HookDelivery delivery = deliveryOf(work, *page);
    if (delivery.body.isEmpty()) {
        HookOutcome nothing;
        nothing.isTaken = true;
        co_await finish(work, delivery, nothing);
        co_return;
    }
    HookRequest request{work.url, delivery.body, hookSignature(delivery.body, work.signingKey)};
    delivery.body.clear();
    m_sender.send(std::move(request), [this, work, delivery](const HookOutcome& outcome) {
        count(outcome);
        finish(work, delivery, outcome);
    });
}

QCoro::Task<> HookDispatcher::finish(HookWork work, HookDelivery delivery, HookOutcome outcome) {
    if (!outcome.isTaken) {
        co_await noteFailure(work, outcome.trouble, outcome.isGone);
        co_return;
    }
    QString text = delivery.command ? answerText(outcome.body) : QString();
    if (!text.isEmpty()) {
        const Status said = co_await say(work, *delivery.command, text);
        if (!said)
            qCWarning(lc) << "The answer of webhook" << work.hook << "was not posted:" << said.error().message;
    }
    const Status noted = co_await m_parts.storage.bots().delivered(work.hook, delivery.upTo);
    if (!noted && noted.error().kind != ErrorKind::ServerDraining)
        qCWarning(lc) << "A delivery of webhook" << work.hook << "will be repeated:" << noted.error().message;
    ended();
}

QCoro::Task<> HookDispatcher::noteFailure(HookWork work, QString trouble, bool isGone) {
    if (work.failures == 0 || isGone)
        qCInfo(lc).noquote() << "Webhook" << work.hook << "takes nothing:" << trouble;
    const milliseconds disableAfter = isGone ? milliseconds(0) : limits::hookDisable;
    const Status noted = co_await m_parts.storage.bots().failed(work.hook, pauseAfter(work.failures), disableAfter);
    if (!noted && noted.error().kind != ErrorKind::ServerDraining)
        qCWarning(lc) << "Webhook" << work.hook << "stays in hand:" << noted.error().message;
    ended();
}

QCoro::Task<Status> HookDispatcher::say(HookWork work, Seq command, QString text) {
    const QString clientId = QStringLiteral("hook-%1-%2").arg(QString::number(work.hook), QString::number(command));
    NewEvent event{work.room, work.user, m_parts.clock.now(), MessagePosted{{std::move(text)}, clientId}};
    const QList<UserId> self{work.user};
    Result<QList<User>> users = co_await m_parts.storage.users().byIds(self, work.user);
    if (!users)
        co_return fail(std::move(users.error()));
    const QString name = users->isEmpty() ? QString() : users->first().name;
    Result<RoomLog::Appended> appended = co_await m_parts.storage.log().append(std::move(event));
    if (!appended)
        co_return fail(std::move(appended.error()));
    if (appended->repeated)
        co_return Status();
    m_counters.answers.add(1);
    m_parts.backplane.publishEvent(appended->event, name);
    co_return Status();
}

} // namespace confab
