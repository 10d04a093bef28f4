// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/fault/nemesis.h"

namespace confab::test {

namespace {

constexpr int whileStartingPercent = 15;
constexpr int atOncePercent = 50;
constexpr int latestMs = 8; // after an answer: a few commits long
constexpr int startMs = 60; // about what a start takes

bool isAboutNode(Fault::Kind kind) {
    return kind == Fault::Kind::KillNode || kind == Fault::Kind::FreezeNode || kind == Fault::Kind::StopNode;
}

QString nameOf(Fault::Kind kind) {
    switch (kind) {
    case Fault::Kind::KillNode:
        return QStringLiteral("kill node");
    case Fault::Kind::FreezeNode:
        return QStringLiteral("freeze node");
    case Fault::Kind::StopNode:
        return QStringLiteral("stop node");
    case Fault::Kind::KillRedis:
        return QStringLiteral("kill Redis");
    case Fault::Kind::FreezeRedis:
        return QStringLiteral("freeze Redis");
    case Fault::Kind::FlushRedis:
        return QStringLiteral("flush Redis");
    case Fault::Kind::StopDatabase:
        return QStringLiteral("stop the database immediately");
    case Fault::Kind::KillDatabase:
        return QStringLiteral("kill the database");
    }
    return {};
}

} // namespace

QString described(const Fault& fault) {
    const QString node = isAboutNode(fault.kind) ? QStringLiteral(" %1").arg(fault.node) : QString();
    const QString time = fault.lasts.count() > 0 ? QStringLiteral(" for %1 ms").arg(fault.lasts.count()) : QString();
    return QString(nameOf(fault.kind) % node % time);
}

Nemesis::Nemesis(FaultTarget& target, Plan plan)
    : m_target(target), m_plan(std::move(plan)), m_left(m_plan.expected), m_random(m_plan.seed) {
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.callOnTimeout(this, &Nemesis::strike);
    connect(&m_target, &FaultTarget::healed, this, [this] {
        if (!m_down)
            return;
        m_down = false;
        Q_EMIT healed(m_fault);
        planNext();
    });
    planNext();
}

void Nemesis::planNext() {
    const int faultsLeft = m_plan.faults - m_strikes;
    if (faultsLeft == 0 || m_timer.isActive())
        return;
    m_untilNext = random(1, std::max(1, 2 * m_left / (faultsLeft + 1)));
    if (m_left <= 0) // everything is acknowledged: strike at clients that only listen
        m_timer.start(random(0, startMs));
}

void Nemesis::onAcked() {
    --m_left;
    if (m_strikes == m_plan.faults || m_down || m_timer.isActive() || --m_untilNext > 0)
        return;
    if (random(1, 100) <= atOncePercent)
        strike();
    else
        m_timer.start(random(0, latestMs));
}

Fault Nemesis::nextFault() {
    if (m_bag.isEmpty())
        m_bag = m_plan.choices;
    const Choice choice = m_bag.takeAt(random(0, int(m_bag.size()) - 1));
    Fault fault{choice.kind, 0, std::chrono::milliseconds(random(int(choice.least.count()), int(choice.most.count())))};
    if (isAboutNode(fault.kind))
        fault.node = random(0, m_target.nodes() - 1);
    return fault;
}

void Nemesis::strike() {
    if (m_down)
        ++m_strikesWhileStarting; // the same node once more
    else
        m_fault = nextFault();
    m_target.strike(m_fault);
    ++m_strikes;
    m_down = true;
    m_done.append(m_fault);
    Q_EMIT struck(m_fault);
    QTimer::singleShot(m_fault.lasts, Qt::PreciseTimer, this, &Nemesis::heal);
}

void Nemesis::heal() {
    // Before it is up: a node is never up at once.
    if (m_fault.kind == Fault::Kind::KillNode && m_strikes < m_plan.faults && random(1, 100) <= whileStartingPercent)
        m_timer.start(random(0, startMs));
    m_target.heal(m_fault);
}

QString Nemesis::summary() const {
    QStringList faults;
    for (const Fault& fault : m_done)
        faults.append(described(fault));
    return faults.join(QStringLiteral(", "));
}

} // namespace confab::test
