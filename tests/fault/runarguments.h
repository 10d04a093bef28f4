// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QStringList>

namespace confab::test {

/// The numbers that say how hard a run is to be, and its seed: `--kills 150` on the command line, else the variable
/// CONFAB_KILL9_KILLS (of a program tst_kill9).
/// Thread: the test's. Owned by: main().
class RunArguments {
public:
    /// After the application object was made.
    RunArguments();

    int number(const QString& name, int fallback);
    /// --seed; another one each time when there is none. It is printed, so that a run can be had again.
    quint64 seed() const { return m_seed; }
    /// Runs the test functions, with what is left of the arguments. The exit code.
    int run(QObject& test);

private:
    std::optional<quint64> given(const QString& name);

    QStringList m_arguments;
    quint64 m_seed;
};

} // namespace confab::test
