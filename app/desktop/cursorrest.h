// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

namespace confab::desktop {

/// Stops the text cursor's blinking while no key is pressed: each blink repaints the whole window. The next key or
/// click starts it again.
/// Thread: the program's first. Owned by: MainWindow.
class CursorRest : public QObject {
    Q_OBJECT
public:
    explicit CursorRest(std::chrono::milliseconds after = std::chrono::seconds(30));
    ~CursorRest() override;

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void rest();
    void wake();

    const int m_flashTime; // the system's, in milliseconds; 0: no blinking
    bool m_resting = false;
    QTimer m_timer;
};

} // namespace confab::desktop
