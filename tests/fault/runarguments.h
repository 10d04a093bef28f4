// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QStringList>

namespace confab::test {

/// The numbers that set the load of a run, and its seed: `--kills 150` on the command line, else the variable
/// CONFAB_KILL9_KILLS (of a program tst_kill9).
/// Thread: the test's. Owned by: main().
class RunArguments {
public:
    /// After the application object was made.
    RunArguments();

    int number(const QString& name, int fallback);
    /// --seed; else a new one each time. It is printed, so that a run can be repeated.
    quint64 seed() const { return m_seed; }
    /// Runs the test functions with the remaining arguments. Returns the exit code.
    int run(QObject& test);

private:
    std::optional<quint64> given(const QString& name);

    QStringList m_arguments;
    quint64 m_seed;
};

} // namespace confab::test
