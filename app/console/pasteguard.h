// SPDX-FileCopyrightText: 2026 The Confab authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>

#include <functional>

namespace confab::console {

/// Distinguishes typing from pasting at a terminal that does not mark pastes (bracketed paste): keys arrive one at a
/// time, a paste brings several lines at once. Holds bytes with a line end until nothing more follows for a moment.
/// After a marked paste all input is keys.
/// Thread: the program's. Owned by: Terminal.
class PasteGuard : public QObject {
    Q_OBJECT
public:
    /// `moreWaits`: whether more bytes can be read at once.
    explicit PasteGuard(std::function<bool()> moreWaits);

    /// `midKey`: the bytes continue an incomplete key, character or marked paste.
    void take(const QByteArray& bytes, bool midKey);

Q_SIGNALS:
    void typed(const QByteArray& bytes);
    void pasted(const QByteArray& bytes);

private:
    void release();

    const std::function<bool()> m_moreWaits;
    QByteArray m_held;
    QTimer m_quiet;
    bool m_marked = false;
};

} // namespace confab::console
