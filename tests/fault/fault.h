// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

#include <chrono>

namespace confab::test {

/// One fault, and its duration.
struct Fault {
    enum class Kind {
        KillNode,   ///< SIGKILL, and started again afterwards
        FreezeNode, ///< SIGSTOP, SIGCONT
        StopNode,   ///< SIGTERM, and started again
        KillRedis,
        FreezeRedis,
        FlushRedis,   ///< it forgets everything, at once
        StopDatabase, ///< immediately, as by a crash of the machine that keeps its disk
        KillDatabase,
    };
    Kind kind = Kind::KillNode;
    int node = 0; ///< which, where it is about a node
    std::chrono::milliseconds lasts{0};
};

QString described(const Fault& fault);

/// The target of faults.
/// Thread: the test's. Owned by: the test.
class FaultTarget : public QObject {
    Q_OBJECT

public:
    virtual int nodes() const = 0;
    /// Injects it, as fast as possible.
    virtual void strike(const Fault& fault) = 0;
    /// The end of it; healed() follows when the part takes work again, as far as it says so itself.
    virtual void heal(const Fault& fault) = 0;

Q_SIGNALS:
    void healed();
};

} // namespace confab::test
