// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "tests/fault/fault.h"

#include <QElapsedTimer>
#include <QList>
#include <QTimer>

#include <random>

namespace confab::test {

/// Injects faults at random moments, one after the other, a given number of times, spread over all expected
/// acknowledgements. Half of the time it strikes within the very turn in which an answer arrived, when a commit that
/// came too late would still be under way; else up to some milliseconds later; and now and then it kills a node that is
/// still starting. Its seed determines its actions. Thread: the test's. Owned by: the test.
class Nemesis : public QObject {
    Q_OBJECT

public:
    /// A kind of fault, and how long it may take.
    struct Choice {
        Fault::Kind kind = Fault::Kind::KillNode;
        std::chrono::milliseconds least{0};
        std::chrono::milliseconds most{60}; ///< for a kill: about what a start takes
    };
    struct Plan {
        QList<Choice> choices; ///< each once before any comes again
        int faults = 0;
        int expected = 0; ///< acknowledgements that there will be
        quint64 seed = 0;
    };
    Nemesis(FaultTarget& target, Plan plan);

    /// To be called for each.
    void onAcked();
    int strikes() const { return m_strikes; }
    int strikesWhileStarting() const { return m_strikesWhileStarting; }
    bool isDone() const { return m_strikes == m_plan.faults && !m_down; }
    /// A fault is active.
    bool isDown() const { return m_down; }
    /// Its faults so far.
    QString summary() const;

Q_SIGNALS:
    void struck(const confab::test::Fault& fault);
    void healed(const confab::test::Fault& fault);

private:
    void planNext();
    void strike();
    void heal();
    Fault nextFault();
    int random(int least, int most) { return std::uniform_int_distribution(least, most)(m_random); }

    FaultTarget& m_target;
    const Plan m_plan;
    int m_left; // acknowledgements that are to come
    std::mt19937_64 m_random;
    QTimer m_timer;
    QList<Choice> m_bag; // what has not come yet in this round
    QList<Fault> m_done;
    Fault m_fault; // the one at hand
    int m_strikes = 0;
    int m_strikesWhileStarting = 0;
    int m_untilNext = 0;
    bool m_down = false;
};

} // namespace confab::test
